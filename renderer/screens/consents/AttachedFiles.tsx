import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../shared/contract/attachments.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { ScanDialog } from './ScanView.tsx';
import { useClinicTime } from './use-clinic-time.ts';
import css from './consents.module.css';

/** Files that lie with this consent. Nothing is deleted: what does not belong here stays, marked. */
export function AttachedFiles({ consentId }: { consentId: string }) {
  const { t } = useTranslation('paper');
  const time = useClinicTime();
  const trouble = useTrouble();
  const cache = useQueryClient();
  const mayRead = useMay('attachments.read') === true;
  const mayMark = useMay('attachments.write') === true;
  const [marking, setMarking] = useState<Attachment | null>(null);
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const files = useQuery({
    ...q.attachments.of.queryOptions({ input: { subject: 'consent', subjectId: consentId } }),
    enabled: mayRead,
  });
  if (files.error !== null) return <Notice tone="bad" title={trouble(files.error).text} />;
  if (files.data === undefined || files.data.length === 0) return null;
  const mark = async (reason: string) => {
    if (marking === null) return;
    try {
      await api.attachments.markInError({ id: marking.id, reason });
      notify({ text: t('files.marked') });
      await cache.invalidateQueries({ queryKey: q.attachments.key() });
      setProblem(null);
    } catch (error) {
      setProblem(error);
    }
    setMarking(null);
  };
  return (
    <Section
      title={t('files.title')}
      count={files.data.length}
      actions={
        files.data.some(({ contentHash, inError }) => contentHash !== null && inError === null) && (
          <Button size="xs" variant="default" onClick={() => setLooking(true)}>
            {t('files.look')}
          </Button>
        )
      }
    >
      {problem !== null && <Notice tone="bad" live title={trouble(problem).text} />}
      <ul className={css['lineList']}>
        {files.data.map((file) => (
          <li key={file.id}>
            <span className={css['grow']}>
              {file.name}{' '}
              <span className={css['soft']}>
                {t(file.contentHash === null ? 'files.added' : 'files.signed', {
                  by: file.addedBy,
                  at: time(file.addedAt),
                })}
              </span>
              {file.inError !== null && (
                <span className={css['soft']}>
                  {' '}
                  {t('files.inErrorBy', { ...file.inError, at: time(file.inError.at) })}
                </span>
              )}
            </span>
            {file.inError !== null ? (
              <Tag tone="bad">{t('files.inError')}</Tag>
            ) : (
              mayMark && (
                <Button size="xs" variant="subtle" color="red" onClick={() => setMarking(file)}>
                  {t('files.mark')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {marking !== null && (
        <ConfirmDialog
          opened
          tone="danger"
          title={t('files.markTitle', { name: marking.name })}
          confirmLabel={t('files.mark')}
          reason={{ label: t('files.reason'), required: true }}
          onConfirm={mark}
          onClose={() => setMarking(null)}
        >
          {t('files.markHow')}
        </ConfirmDialog>
      )}
      {looking && <ScanDialog consentId={consentId} onClose={() => setLooking(false)} />}
    </Section>
  );
}

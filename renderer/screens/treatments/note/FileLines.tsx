import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../../shared/contract/attachments.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { KeptFile } from '../../../parts/KeptFile.tsx';
import { useWhen } from '../../../parts/when.ts';
import { savePaper } from '../../../paper.ts';
import { api, q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from './note.module.css';

/** Files by name, opened as pictures of their pages; a wrong one is marked and stays. */
export function FileLines({ files }: { files: readonly Attachment[] }) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const mayMark = useMay('attachments.write') === true;
  const [shown, setShown] = useState<Attachment | null>(null);
  const [wrong, setWrong] = useState<Attachment | null>(null);
  /** The file as it is, for the one who asks; that it was read stands in the log. */
  const keepCopy = async ({ id, name }: Attachment) => {
    try {
      const { file } = await api.attachments.read({ id });
      await savePaper(file, name.replace(/\.\w{1,5}$/, ''));
    } catch (error) {
      notify({ text: trouble(error).text, tone: 'bad' });
    }
  };
  return (
    <>
      <ul className={css['files']}>
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className={css['name']}
              data-wrong={file.inError !== null || undefined}
              aria-label={t('files.show', { name: file.name })}
              onClick={() => setShown(file)}
            >
              {file.name}
            </button>
            <span className={css['soft']}>
              {t('files.size', { size: Math.max(1, Math.round(file.size / 1024)) })} ·{' '}
              {t('files.by', { name: file.addedBy, time: when.moment(file.addedAt) })}
            </span>
            {file.inError !== null ? (
              <span title={file.inError.reason}>
                <Tag tone="bad">{t('files.inError')}</Tag>
              </span>
            ) : (
              mayMark && (
                <Button variant="subtle" size="xs" onClick={() => setWrong(file)}>
                  {t('files.markIt')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {shown !== null && (
        <Modal opened onClose={() => setShown(null)} title={shown.name} size="xl">
          {shown.inError !== null && (
            <Notice tone="bad" title={t('files.inError')}>
              {shown.inError.reason} ({shown.inError.by})
            </Notice>
          )}
          <div className={css['keep']}>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconDownload size={15} />}
              onClick={() => void keepCopy(shown)}
            >
              {t('files.keep')}
            </Button>
          </div>
          <KeptFile id={shown.id} label={t('files.pages', { name: shown.name })} />
        </Modal>
      )}
      {wrong !== null && (
        <ConfirmDialog
          opened
          title={t('files.markTitle', { name: wrong.name })}
          confirmLabel={t('files.inError')}
          tone="danger"
          reason={{ label: t('files.reason') }}
          onClose={() => setWrong(null)}
          onConfirm={async (reason) => {
            try {
              await api.attachments.markInError({ id: wrong.id, reason });
              await cache.invalidateQueries({ queryKey: q.attachments.key() });
            } catch (error) {
              notify({ text: trouble(error).text, tone: 'bad' });
              throw error;
            }
          }}
        >
          {t('files.markHow')}
        </ConfirmDialog>
      )}
    </>
  );
}

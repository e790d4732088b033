import { Button } from '@mantine/core';
import { IconFileUpload, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { useClinicTime } from './use-clinic-time.ts';
import css from './paper.module.css';

/** The other way to sign: by pen, on a form that goes out and comes back. */
export function PaperChoice({ record, onPrinted }: { record: ConsentRecord; onPrinted: () => void }) {
  const { t } = useTranslation('paper');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const time = useClinicTime();
  const [busy, setBusy] = useState(false);
  const { id, version, contentHash, paper } = record;
  const print = async () => {
    setBusy(true);
    try {
      await api.documents.printToSign({ id, version, contentHash });
      onPrinted();
      await navigate({
        to: '/papers/$kind/$id',
        params: { kind: 'consent-form', id },
        search: { back: `/consents/${id}` },
      });
    } catch (error) {
      const { text, incident } = trouble(error);
      notify({ text, incident, tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  if (paper === undefined)
    return (
      <div className={`${css['row'] ?? ''} ${css['choice'] ?? ''}`}>
        <span className={`${css['grow'] ?? ''} ${css['soft'] ?? ''}`}>{t('choice.how')}</span>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} />}
          loading={busy}
          onClick={() => void print()}
        >
          {t('choice.print')}
        </Button>
      </div>
    );
  return (
    <div className={css['out']}>
      <Notice tone="info" title={t('choice.printed', { at: time(paper.printedAt) })}>
        <div className={css['stack']}>
          <span>
            {t('choice.waits')} {t('choice.code')} <span className={css['code']}>{paper.code}</span>
          </span>
          <div className={css['row']}>
            <Button
              variant="default"
              leftSection={<IconFileUpload size={16} />}
              onClick={() =>
                void navigate({ to: '/consents/$consentId/paper', params: { consentId: id }, search: {} })
              }
            >
              {t('attach.title')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              loading={busy}
              onClick={() => void print()}
            >
              {t('choice.again')}
            </Button>
          </div>
        </div>
      </Notice>
    </div>
  );
}

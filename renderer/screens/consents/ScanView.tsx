import { Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { KeptFile } from '../../parts/KeptFile.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './paper.module.css';

/** The signed sheet as it was put away, and whether it still is. */
export function ScanDialog({ consentId, onClose }: { consentId: string; onClose: () => void }) {
  const { t } = useTranslation('paper');
  const trouble = useTrouble();
  const all = useQuery(
    q.attachments.of.queryOptions({ input: { subject: 'consent', subjectId: consentId } }),
  );
  const scans = (all.data ?? []).filter(
    ({ contentHash, inError }) => contentHash !== null && inError === null,
  );
  return (
    <Modal opened onClose={onClose} title={t('scan.title')} size="xl">
      {all.isPending && <Loader />}
      {all.error !== null && <Notice tone="bad" title={trouble(all.error).text} />}
      {scans.map(({ id, name, addedBy }) => (
        <section key={id} className={css['kept']}>
          <p className={css['soft']}>{t('scan.kept', { name, by: addedBy })}</p>
          <KeptFile id={id} label={t('scan.pages')} />
        </section>
      ))}
    </Modal>
  );
}

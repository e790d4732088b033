import { Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { scanFileOf, type ScanFile, type ScanPage } from './scan-pages.ts';
import css from './paper.module.css';

/** The pages of a scan, one below the other, as pictures. */
export function ScanPages({ pages }: { pages: readonly ScanPage[] }) {
  const { t } = useTranslation('paper');
  return (
    <div className={css['pages']} role="group" aria-label={t('scan.pages')} tabIndex={0}>
      {pages.map(({ key, address, width, height }, at) => (
        <img
          key={key}
          className={css['page']}
          src={address}
          width={width}
          height={height}
          alt={t('scan.page', { number: at + 1, of: pages.length })}
        />
      ))}
    </div>
  );
}

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
          <KeptScan id={id} />
        </section>
      ))}
    </Modal>
  );
}

function KeptScan({ id }: { id: string }) {
  const { t } = useTranslation('paper');
  const trouble = useTrouble();
  const [drawn, setDrawn] = useState<ScanFile | null>(null);
  const [failed, setFailed] = useState(false);
  const kept = useQuery({ ...q.attachments.read.queryOptions({ input: { id } }), gcTime: 0 });
  const file = kept.data?.file;
  useEffect(() => {
    if (file === undefined) return;
    let gone = false;
    let mine: ScanFile | null = null;
    void scanFileOf(file).then((found) => {
      mine = found;
      if (gone) release(found);
      else if (found === null) setFailed(true);
      else setDrawn(found);
    });
    return () => {
      gone = true;
      release(mine);
    };
  }, [file]);
  if (kept.error !== null) return <Notice tone="bad" title={trouble(kept.error).text} />;
  return (
    <>
      {kept.data?.intact === false && <Notice tone="bad" title={t('scan.broken')} />}
      {failed && <Notice tone="warn" title={t('scan.unreadable')} />}
      {drawn === null ? !failed && <Loader /> : <ScanPages pages={drawn.pages} />}
    </>
  );
}

export function release(scan: ScanFile | null): void {
  for (const { address } of scan?.pages ?? []) URL.revokeObjectURL(address);
}

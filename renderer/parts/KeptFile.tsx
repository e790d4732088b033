import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../desk.ts';
import { q } from '../rpc.ts';
import { Notice } from '../ui/Notice.tsx';
import { scanFileOf, type ScanFile, type ScanPage } from './scan-pages.ts';
import css from './KeptFile.module.css';

/** Pages, one below the other, as pictures that were drawn here: nothing of the file itself is ever opened by the window. */
export function ScanPages({ pages, label }: { pages: readonly ScanPage[]; label: string }) {
  const { t } = useTranslation('parts');
  return (
    <div className={css['pages']} role="group" aria-label={label} tabIndex={0}>
      {pages.map(({ key, address, width, height }, at) => (
        <img
          key={key}
          className={css['page']}
          src={address}
          width={width}
          height={height}
          alt={t('file.page', { number: at + 1, of: pages.length, label })}
        />
      ))}
    </div>
  );
}

/** A file as it was put away, drawn page by page, and whether its bytes are still those. */
export function KeptFile({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation('parts');
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
      {kept.data?.intact === false && <Notice tone="bad" title={t('file.broken')} />}
      {failed && <Notice tone="warn" title={t('file.unreadable')} />}
      {drawn === null ? !failed && <Loader /> : <ScanPages pages={drawn.pages} label={label} />}
    </>
  );
}

export function release(scan: ScanFile | null): void {
  for (const { address } of scan?.pages ?? []) URL.revokeObjectURL(address);
}

import { ActionIcon, Button } from '@mantine/core';
import { IconCamera, IconFileUpload, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { release, ScanPages } from '../../parts/KeptFile.tsx';
import { scanFileOf, type ScanFile } from '../../parts/scan-pages.ts';
import css from './paper.module.css';

interface ScanChoiceProps {
  scans: ScanFile[];
  onChange: (scans: ScanFile[]) => void;
  hint: string;
}

const mostFiles = 20;

/** The pages of the paper: from files or from the camera, in the order in which they were chosen. */
export function ScanChoice({ scans, onChange, hint }: ScanChoiceProps) {
  const { t } = useTranslation('paper');
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [unread, setUnread] = useState<string[]>([]);
  const shown = useRef<ScanFile[]>([]);
  shown.current = scans;
  useEffect(() => () => shown.current.forEach(release), []);

  const take = async (list: FileList | null) => {
    const chosen = [...(list ?? [])].slice(0, mostFiles - scans.length);
    setBusy(true);
    const added: ScanFile[] = [];
    const failed: string[] = [];
    for (const file of chosen) {
      const scan = await scanFileOf(file);
      if (scan === null) failed.push(file.name);
      else added.push(scan);
    }
    setUnread(failed);
    setBusy(false);
    onChange([...shown.current, ...added]);
  };
  const remove = (scan: ScanFile) => {
    release(scan);
    onChange(scans.filter((one) => one !== scan));
  };
  const input = (ref: typeof files, more: { capture?: 'environment'; multiple?: boolean }, label: string) => (
    <input
      ref={ref}
      className={css['native']}
      type="file"
      accept="image/png,image/jpeg,application/pdf"
      tabIndex={-1}
      aria-label={label}
      {...more}
      onChange={(event) => {
        const { currentTarget } = event;
        void take(currentTarget.files).finally(() => (currentTarget.value = ''));
      }}
    />
  );
  return (
    <Section title={t('scan.title')} count={scans.length}>
      <div className={css['stack']}>
        <p className={css['soft']}>{hint}</p>
        <div className={css['row']}>
          <Button
            variant="default"
            leftSection={<IconFileUpload size={16} />}
            loading={busy}
            onClick={() => files.current?.click()}
          >
            {t('scan.choose')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCamera size={16} />}
            disabled={busy}
            onClick={() => camera.current?.click()}
          >
            {t('scan.photo')}
          </Button>
          {input(files, { multiple: true }, t('scan.choose'))}
          {input(camera, { capture: 'environment' }, t('scan.photo'))}
        </div>
        {unread.length > 0 && (
          <Notice tone="bad" live title={t('scan.notRead', { names: unread.join(', ') })}>
            {t('scan.notReadHow')}
          </Notice>
        )}
        {scans.length === 0 ? (
          <EmptyState title={t('scan.none')} text={t('scan.noneHow')} />
        ) : (
          <>
            <ul className={css['files']}>
              {scans.map((scan) => (
                <li key={scan.pages[0]?.key ?? scan.file.name}>
                  <span className={css['name']}>{scan.file.name}</span>
                  <span className={css['soft']}>{t('scan.count', { count: scan.pages.length })}</span>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('scan.remove', { name: scan.file.name })}
                    onClick={() => remove(scan)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
            <ScanPages pages={scans.flatMap(({ pages }) => pages)} label={t('scan.pages')} />
          </>
        )}
      </div>
    </Section>
  );
}

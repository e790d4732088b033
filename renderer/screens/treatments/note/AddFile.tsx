import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/Notice.tsx';
import { useAddFiles, type AddFiles, type FilesOf } from './use-add-files.ts';
import css from './note.module.css';

interface AddFileProps {
  of: FilesOf;
  patientId: string;
  /** To what, where several of these stand below each other. */
  to?: string;
}

/** A picture, letter or scan is looked at as pictures of its pages before it is put away. */
export function AddFile({ of: subject, patientId, to }: AddFileProps) {
  const files = useAddFiles(subject, patientId);
  return (
    <>
      <AddFileButton files={files} {...(to !== undefined && { to })} />
      <FilesRefused files={files} />
    </>
  );
}

export function AddFileButton({ files, to }: { files: AddFiles; to?: string }) {
  const { t } = useTranslation('notes');
  const chosen = useRef<HTMLInputElement>(null);
  const label = to === undefined ? t('files.add') : t('files.addTo', { what: to });
  return (
    <>
      <Button
        variant={to === undefined ? 'default' : 'subtle'}
        size="xs"
        leftSection={<IconPaperclip size={15} />}
        loading={files.busy}
        aria-label={label}
        onClick={() => chosen.current?.click()}
      >
        {t('files.add')}
      </Button>
      <input
        ref={chosen}
        className={css['native']}
        type="file"
        multiple
        accept="image/png,image/jpeg,application/pdf"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const { currentTarget } = event;
          files.add(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

export function FilesRefused({ files: { refused } }: { files: AddFiles }) {
  return refused.map((text) => <Notice key={text} tone="bad" live title={text} />);
}

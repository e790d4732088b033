import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../../desk.ts';
import { release } from '../../../parts/KeptFile.tsx';
import { scanFileOf } from '../../../parts/scan-pages.ts';
import { api, q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from './note.module.css';

/** What files lie with: the note of a visit, a course, or one entry of its history. */
export interface FilesOf {
  subject: 'session' | 'course';
  subjectId: string;
  entryId?: string;
}

interface AddFileProps {
  of: FilesOf;
  patientId: string;
  /** To what, where several of these stand below each other. */
  to?: string;
}

/** A picture, letter or scan is looked at as pictures of its pages before it is put away. */
export function AddFile({ of: subject, patientId, to }: AddFileProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const chosen = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: async (file: File) => {
      setUnread(null);
      const drawn = await scanFileOf(file);
      if (drawn === null) {
        setUnread(file.name);
        return;
      }
      release(drawn);
      await api.attachments.add({ patientId, ...subject, file: drawn.file });
      notify({ text: t('files.added') });
      await cache.invalidateQueries({ queryKey: q.attachments.key() });
    },
  });
  const label = to === undefined ? t('files.add') : t('files.addTo', { what: to });
  return (
    <>
      <Button
        variant={to === undefined ? 'default' : 'subtle'}
        size="xs"
        leftSection={<IconPaperclip size={15} />}
        loading={add.isPending}
        aria-label={label}
        onClick={() => chosen.current?.click()}
      >
        {t('files.add')}
      </Button>
      <input
        ref={chosen}
        className={css['native']}
        type="file"
        accept="image/png,image/jpeg,application/pdf"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const { currentTarget } = event;
          const file = currentTarget.files?.[0];
          if (file !== undefined) add.mutate(file);
          currentTarget.value = '';
        }}
      />
      {add.error !== null && <Notice tone="bad" live title={trouble(add.error).text} />}
      {unread !== null && <Notice tone="bad" live title={t('files.unread', { name: unread })} />}
    </>
  );
}

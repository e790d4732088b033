import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { AddFileButton, FilesRefused } from './AddFile.tsx';
import { FileLines } from './FileLines.tsx';
import { useAddFiles, type FilesOf } from './use-add-files.ts';
import css from './note.module.css';

interface NoteFilesProps {
  /** The note of a visit, or a course: what lies with an entry of its history is shown there. */
  of: Omit<FilesOf, 'entryId'>;
  patientId: string;
}

/** Pictures, letters and scans that lie with a note, also after it was signed, or with a course; nothing that was added is ever taken away. */
export function NoteFiles({ of: subject, patientId }: NoteFilesProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const mayRead = useMay('attachments.read') === true;
  const mayAdd = useMay('attachments.write') === true;
  const adding = useAddFiles(subject, patientId);
  const asked = useQuery({ ...q.attachments.of.queryOptions({ input: subject }), enabled: mayRead });
  if (!mayRead) return null;
  const files = asked.data?.filter(({ entryId }) => entryId === null) ?? [];
  const taking = mayAdd
    ? {
        onDragOver: (event: DragEvent) => event.preventDefault(),
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          adding.add(event.dataTransfer.files);
        },
      }
    : {};
  return (
    <div {...taking}>
      <Section
        title={t('files.title')}
        count={files.length}
        actions={mayAdd && <AddFileButton files={adding} />}
      >
        <FilesRefused files={adding} />
        {asked.error !== null && <Notice tone="bad" live title={trouble(asked.error).text} />}
        {asked.isPending && <Loader size="sm" />}
        {asked.data !== undefined && files.length === 0 && (
          <p className={css['soft']}>
            {t('files.none')} {mayAdd && t('files.drop')}
          </p>
        )}
        <FileLines files={files} />
      </Section>
    </div>
  );
}

import { Button, Loader, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../../shared/contract/attachments.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { KeptFile, release } from '../../../parts/KeptFile.tsx';
import { scanFileOf } from '../../../parts/scan-pages.ts';
import { useWhen } from '../../../parts/when.ts';
import { api, q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from './note.module.css';

interface NoteFilesProps {
  /** What they lie with: the note of a visit, or a course. */
  of: { subject: 'session' | 'course'; subjectId: string };
  patientId: string;
}

/** Pictures, letters and scans that lie with a note, also after it was signed, or with a course; nothing that was added is ever taken away. */
export function NoteFiles({ of: subject, patientId }: NoteFilesProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const mayRead = useMay('attachments.read') === true;
  const mayAdd = useMay('attachments.write') === true;
  const chosen = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<Attachment | null>(null);
  const [wrong, setWrong] = useState<Attachment | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const files = useQuery({ ...q.attachments.of.queryOptions({ input: subject }), enabled: mayRead });
  const refresh = () => cache.invalidateQueries({ queryKey: q.attachments.key() });
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
      await refresh();
    },
  });
  if (!mayRead) return null;
  const failed = files.error ?? add.error;
  return (
    <Section
      title={t('files.title')}
      count={files.data?.length ?? 0}
      actions={
        mayAdd && (
          <>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPaperclip size={15} />}
              loading={add.isPending}
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
              aria-label={t('files.add')}
              onChange={(event) => {
                const { currentTarget } = event;
                const file = currentTarget.files?.[0];
                if (file !== undefined) add.mutate(file);
                currentTarget.value = '';
              }}
            />
          </>
        )
      }
    >
      {failed !== null && <Notice tone="bad" live title={trouble(failed).text} />}
      {unread !== null && <Notice tone="bad" live title={t('files.unread', { name: unread })} />}
      {files.isPending && <Loader size="sm" />}
      {files.data?.length === 0 && <p className={css['soft']}>{t('files.none')}</p>}
      <ul className={css['files']}>
        {files.data?.map((file) => (
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
              mayAdd && (
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
              await refresh();
            } catch (error) {
              notify({ text: trouble(error).text, tone: 'bad' });
              throw error;
            }
          }}
        >
          {t('files.markHow')}
        </ConfirmDialog>
      )}
    </Section>
  );
}

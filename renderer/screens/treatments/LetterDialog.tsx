import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '../../../shared/contract/patients.ts';
import type { Course } from '../../../shared/contract/treatments.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './treatments.module.css';

interface LetterDialogProps {
  course: Course;
  patient: PatientRecord;
  onClose: () => void;
}

/** A letter about the course, to whoever sent the patient or will see them next. Archived as written, then shown. */
export function LetterDialog({ course, patient, onClose }: LetterDialogProps) {
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { referrer } = patient.identity;
  const initial = useMemo(
    () => ({ name: referrer?.name ?? '', address: referrer?.addressLines.join('\n') ?? '', text: '' }),
    [referrer],
  );
  const draft = useDraft(`courses.${course.id}.letter`, initial);
  const { value } = draft;
  const set = (change: Partial<typeof value>) => draft.setValue((before) => ({ ...before, ...change }));
  const write = useMutation({
    mutationFn: () =>
      api.documents.writeLetter({
        courseId: course.id,
        to: {
          name: value.name.trim(),
          addressLines: value.address
            .split('\n')
            .filter((line) => line.trim() !== '')
            .slice(0, 5),
        },
        text: value.text,
      }),
    onSuccess: async ({ documentId }) => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.documents.key() });
      await navigate({ to: '/papers/$kind/$id', params: { kind: 'archived', id: documentId } });
    },
  });
  const refused = write.error === null ? null : trouble(write.error);
  return (
    <Dialog opened onClose={onClose} title={t('letter.title')} size={720}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate();
        }}
      >
        <FieldGrid>
          <Span of={6}>
            <TextInput
              label={t('letter.to')}
              required
              maxLength={200}
              value={value.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </Span>
          <Span of={6}>
            <Textarea
              label={t('letter.address')}
              autosize
              minRows={2}
              maxRows={5}
              value={value.address}
              onChange={(event) => set({ address: event.currentTarget.value })}
            />
          </Span>
          <Span of={12}>
            <Textarea
              label={t('letter.text')}
              description={t('letter.hint')}
              required
              autosize
              minRows={8}
              maxRows={18}
              maxLength={6000}
              value={value.text}
              onChange={(event) => set({ text: event.currentTarget.value })}
            />
          </Span>
        </FieldGrid>
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        <div className={css['dialogEnd']}>
          <span className={css['barStatus']}>
            <DraftStatus status={draft.status} savedAt={draft.savedAt} />
          </span>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            type="submit"
            loading={write.isPending}
            disabled={value.name.trim() === '' || value.text.trim() === ''}
          >
            {t('letter.write')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

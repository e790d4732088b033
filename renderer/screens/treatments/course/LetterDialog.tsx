import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { PatientRecord } from '../../../../shared/contract/patients.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { useDraft } from '../../../ui/draft.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import { PaperDialog } from '../../../ui/PaperDialog.tsx';
import css from '../treatments.module.css';
import { DialogEnd } from '../DialogEnd.tsx';

interface LetterDialogProps {
  course: Course;
  patient: PatientRecord;
  onClose: () => void;
}

/** `Dr Nwosu, 3 Mill Lane, Hamburg` as name and address. */
function addressee(text: string): { name: string; addressLines: string[] } {
  const [name = '', ...addressLines] = text.split(',').map((part) => part.trim());
  return { name, addressLines: addressLines.filter((part) => part !== '').slice(0, 5) };
}

/** A letter about the course, to whoever sent the patient or will see them next. Archived as written, then shown. */
export function LetterDialog({ course, patient, onClose }: LetterDialogProps) {
  const { t } = useTranslation(['treatments', 'courses', 'ui']);
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { referrer } = patient.identity;
  const initial = useMemo(
    () => ({
      ...{ templateId: 'referrer', text: '', copyTo: '', figures: true },
      /** As the record filled it, and from which version; a text that is still so may be filled anew. */
      ...{ filled: '', template: null as { id: string; number: number } | null },
      ...{ name: referrer?.name ?? '', address: referrer?.addressLines.join('\n') ?? '' },
    }),
    [referrer],
  );
  const draft = useDraft(`courses.${course.id}.letter`, initial);
  const { value } = draft;
  const set = (change: Partial<typeof value>) => draft.setValue((before) => ({ ...before, ...change }));
  const [shown, setShown] = useState<Outputs['documents']['previewLetter'] | null>(null);
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const letter = () => ({
    courseId: course.id,
    to: { name: value.name.trim(), addressLines: lines(value.address).slice(0, 5) },
    text: value.text,
    copyTo: lines(value.copyTo).slice(0, 6).map(addressee),
    figures: value.figures,
    template: value.template,
  });
  const texts = useQuery(q.letters.list.queryOptions());
  const offered = (texts.data ?? []).filter(({ retired }) => !retired);
  const fill = useMutation({
    mutationFn: (templateId: string) =>
      api.documents.draftLetter({ courseId: course.id, templateId, recipient: value.name.trim() }),
    onSuccess: ({ to, text, template }) =>
      set({
        ...{ text, template, filled: text },
        ...(to.name === '' ? {} : { name: to.name, address: to.addressLines.join('\n') }),
      }),
  });
  const choose = (templateId: string) => {
    set({ templateId });
    if (value.text.trim() === '' || value.text === value.filled) fill.mutate(templateId);
  };
  const preview = useMutation({
    mutationFn: () => api.documents.previewLetter(letter()),
    onSuccess: setShown,
  });
  const write = useMutation({
    mutationFn: () => api.documents.writeLetter(letter()),
    onSuccess: async ({ documentId }) => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.documents.key() });
      await navigate({ to: '/papers/$kind/$id', params: { kind: 'archived', id: documentId } });
    },
  });
  const failed = write.error ?? preview.error ?? fill.error;
  const refused = failed === null ? null : trouble(failed);
  const unfinished = value.name.trim() === '' || value.text.trim() === '';
  return (
    <Dialog opened onClose={onClose} title={t('letter.title')} size={760}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate();
        }}
      >
        <FieldGrid>
          <Span of={6}>
            <Select
              label={t('courses:letter.kind')}
              allowDeselect={false}
              value={value.templateId}
              data={offered.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => choose(id ?? value.templateId)}
            />
          </Span>
          <Span of={6}>
            <Button
              className={css['rowEnd']}
              variant="default"
              loading={fill.isPending}
              onClick={() => fill.mutate(value.templateId)}
            >
              {t('courses:letter.fill')}
            </Button>
          </Span>
          <Span of={12}>
            <p className={css['soft']}>{t('courses:letter.fillHow')}</p>
          </Span>
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
              maxRows={12}
              maxLength={6000}
              value={value.text}
              onChange={(event) => set({ text: event.currentTarget.value })}
            />
          </Span>
          <Span of={6}>
            <Textarea
              label={t('courses:letter.copyTo')}
              description={t('courses:letter.copyHow')}
              autosize
              minRows={1}
              maxRows={4}
              value={value.copyTo}
              onChange={(event) => set({ copyTo: event.currentTarget.value })}
            />
          </Span>
          <Span of={6}>
            <Checkbox
              className={css['rowEnd']}
              label={t('courses:letter.figures')}
              checked={value.figures}
              onChange={(event) => set({ figures: event.currentTarget.checked })}
            />
          </Span>
        </FieldGrid>
        <DialogEnd refused={refused} draft={draft} onCancel={onClose}>
          <Button
            variant="default"
            loading={preview.isPending}
            disabled={unfinished}
            onClick={() => preview.mutate()}
          >
            {t('courses:letter.preview')}
          </Button>
          <Button type="submit" loading={write.isPending} disabled={unfinished}>
            {t('letter.write')}
          </Button>
        </DialogEnd>
      </form>
      {shown !== null && (
        <PaperDialog
          opened
          title={t('courses:letter.previewTitle')}
          file={shown.file}
          onClose={() => setShown(null)}
        />
      )}
    </Dialog>
  );
}

import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { endReason, type EndReason, type MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDraft } from '../../../ui/draft.tsx';
import { notify } from '../../../ui/toast.tsx';
import type { MeasureWords } from './measure-words.ts';
import { ResultList } from './ResultList.tsx';
import css from '../treatments.module.css';
import { DialogEnd } from '../DialogEnd.tsx';

interface EndCourseProps {
  course: Course;
  changes: readonly MeasuredChange[];
  words: MeasureWords;
  onClose: () => void;
}

/** Why the course ends, what came of it in figures, what the patient is advised. */
export function EndCourse({ course, changes, words, onClose }: EndCourseProps) {
  const { t } = useTranslation(['courses', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const initial = useMemo(() => ({ why: '' as EndReason | '', reason: '', advice: '' }), []);
  const draft = useDraft(`courses.${course.id}.end`, initial);
  const { value } = draft;
  const set = (change: Partial<typeof value>) => draft.setValue((before) => ({ ...before, ...change }));
  const end = useMutation({
    mutationFn: (why: EndReason) =>
      api.courses.end({
        ...{ id: course.id, version: course.version, why },
        ...{ reason: value.reason.trim(), advice: value.advice.trim() },
      }),
    onSuccess: async () => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('end.saved') });
      onClose();
    },
  });
  const refused = end.error === null ? null : trouble(end.error);
  return (
    <Dialog opened onClose={onClose} title={t('end.title')} size={600}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          if (value.why !== '') end.mutate(value.why);
        }}
      >
        <Select
          label={t('end.why')}
          required
          data-autofocus
          value={value.why === '' ? null : value.why}
          data={endReason.options.map((one) => ({ value: one, label: t(`end.reasons.${one}`) }))}
          onChange={(next) => set({ why: (next ?? '') as EndReason | '' })}
        />
        <Textarea
          label={t('end.reason')}
          autosize
          minRows={2}
          maxLength={500}
          value={value.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Textarea
          label={t('end.advice')}
          autosize
          minRows={3}
          maxLength={2000}
          value={value.advice}
          onChange={(event) => set({ advice: event.currentTarget.value })}
        />
        <div>
          <b>{t('end.result')}</b> <span className={css['soft']}>{t('end.resultHow')}</span>
          {changes.length === 0 ? (
            <p className={css['soft']}>{t('end.nothing')}</p>
          ) : (
            <ResultList changes={changes} words={words} />
          )}
        </div>
        <DialogEnd refused={refused} draft={draft} onCancel={onClose}>
          <Button type="submit" loading={end.isPending} disabled={value.why === ''}>
            {t('end.save')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
}

/** An ended course is taken up again with a reason; its end stays in the record. */
export function ReopenCourse({ course, onClose }: { course: Course; onClose: () => void }) {
  const { t } = useTranslation('courses');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const reopen = async (reason: string) => {
    try {
      await api.courses.reopen({ id: course.id, version: course.version, reason });
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('end.reopened') });
    } catch (error) {
      const { text, incident } = trouble(error);
      notify({ text, tone: 'bad', incident });
      throw error;
    }
  };
  return (
    <ConfirmDialog
      opened
      title={t('end.reopenTitle')}
      confirmLabel={t('end.reopenDo')}
      reason={{ label: t('end.reopenReason') }}
      onConfirm={reopen}
      onClose={onClose}
    >
      {t('end.reopenHow')}
    </ConfirmDialog>
  );
}

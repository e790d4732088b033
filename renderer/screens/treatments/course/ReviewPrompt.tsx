import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reviewDecision } from '../../../../shared/contract/course-record.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from '../treatments.module.css';

export type ReviewDecision = 'change-plan' | 'refer' | 'stop' | 'go-on';

interface ReviewPromptProps {
  course: Course;
  onDecided?: (decision: ReviewDecision) => void;
}

/** The visits agreed on have passed without meaningful change: what is done now is decided, with a reason, and taken down. */
export function ReviewPrompt({ course, onDecided }: ReviewPromptProps) {
  const { t } = useTranslation('courses');
  const mayWrite = useMay('notes.write') === true;
  const [open, setOpen] = useState(false);
  if (course.review === null) return null;
  const { why, visits } = course.review;
  return (
    <>
      <Notice
        tone="warn"
        title={t(`review.title.${why}`, { visits })}
        action={mayWrite && <Button onClick={() => setOpen(true)}>{t('review.decide')}</Button>}
      >
        {t('review.how')}
        {course.stopRule !== '' && <> “{course.stopRule}”</>}
      </Notice>
      {open && (
        <ReviewDialog
          course={course}
          onClose={() => setOpen(false)}
          onDecided={(decision) => onDecided?.(decision)}
        />
      )}
    </>
  );
}

function ReviewDialog({
  course,
  onClose,
  onDecided,
}: {
  course: Course;
  onClose: () => void;
  onDecided: (decision: ReviewDecision) => void;
}) {
  const { t } = useTranslation(['courses', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [decision, setDecision] = useState<ReviewDecision | null>(null);
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (chosen: ReviewDecision) =>
      api.courses.review({ id: course.id, decision: chosen, reason: reason.trim() }),
    onSuccess: async (_, chosen) => {
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('review.saved') });
      onClose();
      onDecided(chosen);
    },
  });
  const refused = decide.error === null ? null : trouble(decide.error);
  return (
    <Dialog opened onClose={onClose} title={t('review.dialog')} size={520}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          if (decision !== null) decide.mutate(decision);
        }}
      >
        <Select
          label={t('review.decision')}
          required
          data-autofocus
          value={decision}
          data={reviewDecision.options.map((value) => ({ value, label: t(`review.decisions.${value}`) }))}
          onChange={(next) => setDecision(next as ReviewDecision | null)}
          description={
            decision === null ? undefined : t(`review.hints.${decision}`, { count: course.reviewAfter })
          }
        />
        <Textarea
          label={t('review.reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        <div className={css['dialogEnd']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            type="submit"
            loading={decide.isPending}
            disabled={decision === null || reason.trim().length < 3}
          >
            {t('review.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

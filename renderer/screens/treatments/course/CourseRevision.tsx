import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { courseInput, type Course } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDraft } from '../../../ui/draft.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { CourseFields } from './CourseFields.tsx';
import { CourseHistory } from './CourseHistory.tsx';
import { SurgeryDecisions } from './SurgeryDecisions.tsx';
import css from '../treatments.module.css';
import { DialogEnd } from '../DialogEnd.tsx';

/** Renews or ends the plan of a course. Whoever saves second is told, and decides. */
export function CourseRevision({ course, onClose }: { course: Course; onClose: () => void }) {
  const { t } = useTranslation(['treatments', 'courses', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const initial = useMemo(() => ({ course: courseInput.parse(course), reason: '' }), [course]);
  const draft = useDraft(`courses.${course.id}.revision`, initial);
  const [version, setVersion] = useState(course.version);
  const { value } = draft;
  const save = useMutation({
    mutationFn: (upon: number) =>
      api.treatments.reviseCourse({
        id: course.id,
        version: upon,
        course: courseInput.parse(value.course),
        reason: value.reason.trim(),
      }),
    onSuccess: async () => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('course.saved') });
      onClose();
    },
  });
  const part = {
    value: value.course,
    set: (change: Partial<typeof value.course>) =>
      draft.setValue((before) => ({ ...before, course: { ...before.course, ...change } })),
    reference: reference.data,
  };
  const refused = save.error === null ? null : trouble(save.error);
  const stale = refused?.refusal?.code === 'STALE_VERSION' ? refused.refusal.data : null;
  return (
    <Dialog opened onClose={onClose} title={t('course.revise')} size={900}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(version);
        }}
      >
        <CourseFields {...part} title={t('course.plan')} />
        {value.course.plannedSessions !== course.plannedSessions && (
          <TextInput
            label={t('courses:plan.renewReason')}
            maxLength={500}
            value={value.reason}
            onChange={(event) => {
              const reason = event.currentTarget.value;
              draft.setValue((before) => ({ ...before, reason }));
            }}
          />
        )}
        <SurgeryDecisions {...part} kept={course.surgeryDecisions.length} />
        <CourseHistory {...part} />
        {stale !== null && (
          <Notice
            tone="warn"
            title={refused?.text}
            live
            action={
              <Button
                onClick={() => {
                  setVersion(stale.currentVersion);
                  save.mutate(stale.currentVersion);
                }}
              >
                {t('course.mine')}
              </Button>
            }
          >
            {t('course.staleHow')}
          </Notice>
        )}
        <DialogEnd
          refused={stale === null ? refused : null}
          draft={draft}
          onCancel={() => void draft.discard().then(onClose)}
        >
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!courseInput.safeParse(value.course).success || value.course.complaint.trim() === ''}
          >
            {t('ui:save')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { courseInput, type Course, type CourseInput } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { DraftStatus, useDraft } from '../../../ui/draft.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { CourseFields } from './CourseFields.tsx';
import { CourseHistory } from './CourseHistory.tsx';
import { SurgeryDecisions } from './SurgeryDecisions.tsx';
import css from '../treatments.module.css';

interface CourseFormProps {
  patientId: string;
  onOpened: (course: Course) => void;
  onWithout: () => void;
}

const empty: CourseInput = {
  complaint: '',
  regions: [],
  since: '',
  goal: '',
  plannedSessions: 3,
  stopRule: '',
  reviewAfter: 3,
  history: [],
  surgeryDecisions: [],
};

/** A complaint and what is planned for it: imaging, earlier treatments and what they brought, goal, number of sessions, when to stop. */
export function CourseForm({ patientId, onOpened, onWithout }: CourseFormProps) {
  const { t } = useTranslation('treatments');
  const trouble = useTrouble();
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const draft = useDraft(`courses.${patientId}.new`, empty);
  const { value } = draft;
  const open = useMutation({
    mutationFn: () => api.treatments.openCourse({ patientId, course: courseInput.parse(value) }),
    onSuccess: async (course) => {
      await draft.discard();
      onOpened(course);
    },
  });
  const part = {
    value,
    set: (change: Partial<CourseInput>) => draft.setValue((before) => ({ ...before, ...change })),
    reference: reference.data,
  };
  const ready = courseInput.safeParse(value).success && value.complaint.trim() !== '';
  const refused = open.error === null ? null : trouble(open.error);
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <CourseFields {...part} title={t('course.title')} />
      <CourseHistory {...part} />
      <SurgeryDecisions {...part} />
      {refused !== null && (
        <Notice tone="bad" title={refused.text} live>
          {refused.incident}
        </Notice>
      )}
      <div className={css['bar']}>
        <span className={css['barStatus']}>
          <DraftStatus status={draft.status} savedAt={draft.savedAt} />
        </span>
        <Button variant="subtle" onClick={onWithout}>
          {t('new.without')}
        </Button>
        <Button type="submit" disabled={!ready} loading={open.isPending}>
          {t('course.open')}
        </Button>
      </div>
    </form>
  );
}

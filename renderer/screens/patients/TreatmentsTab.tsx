import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate, useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import css from './patients.module.css';

/** The person's courses and visits, newest first. */
export function TreatmentsTab({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const sayDate = useSayDate();
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const trouble = useTrouble();
  const sessions = useQuery(q.treatments.sessionsOf.queryOptions({ input: { patientId } }));
  const courses = useQuery(q.treatments.coursesOf.queryOptions({ input: { patientId } }));
  const failed = sessions.error ?? courses.error;
  if (failed !== null) return <ErrorState text={trouble(failed).text} incident={trouble(failed).incident} onRetry={() => void Promise.all([sessions.refetch(), courses.refetch()])} />;
  if (sessions.data === undefined || courses.data === undefined) return <LoadingState shape="rows" />;
  if (sessions.data.length === 0 && courses.data.length === 0) return <EmptyState title={t('treatments.none')} text={t('treatments.noneHow')} />;
  return (
    <div className={css['stack']}>
      {courses.data.map((course) => (
        <Section key={course.id} title={course.complaint} actions={<Link to="/papers/$kind/$id" params={{ kind: 'course-summary', id: course.id }}>{t('treatments.courseSummary')}</Link>}>
          <div className={css['tools']}>
            <Tag>{t('treatments.count', { done: course.sessionsSoFar, planned: course.plannedSessions })}</Tag>
            {course.endedOn !== null && <Tag tone="ok">{t('treatments.ended', { date: sayDate(course.endedOn) })}</Tag>}
            <span className={css['soft']}>{course.goal}</span>
          </div>
        </Section>
      ))}
      <Section title={t('treatments.visits')} count={sessions.data.length}>
        <ul className={css['list']}>
          {sessions.data.map((session) => (
            <li key={session.id}>
              <Link to="/treatments/$sessionId" params={{ sessionId: session.id }}>{sayDay(session.startedAt)}</Link>
              <span className={css['grow']}>{session.techniques.join(', ')}</span>
              {session.substances.map((name) => <Tag key={name} tone="clay">{name}</Tag>)}
              {session.painBefore !== null && <span className={css['soft']}>{t('treatments.pain', { before: session.painBefore, after: session.painAfter ?? '–' })}</span>}
              <span className={css['soft']}>{session.practitionerName}</span>
              <StatusBadge status={session.status === 'draft' ? 'half' : session.status === 'entered-in-error' ? 'stop' : 'lock'}>{t(`treatments.status.${session.status}`)}</StatusBadge>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { EventsOfPatient } from '../../parts/EventsOfPatient.tsx';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import { NewCall } from './NewCall.tsx';
import css from './patients.module.css';

/** The person's courses and visits, newest first. */
export function TreatmentsTab({ patientId }: { patientId: string }) {
  const { t } = useTranslation(['patients', 'notes']);
  const trouble = useTrouble();
  const when = useWhen();
  const sessions = useQuery(q.treatments.sessionsOf.queryOptions({ input: { patientId } }));
  const courses = useQuery(q.treatments.coursesOf.queryOptions({ input: { patientId } }));
  const failed = sessions.error ?? courses.error;
  if (failed !== null) {
    const { text, incident } = trouble(failed);
    const retry = () => void Promise.all([sessions.refetch(), courses.refetch()]);
    return <ErrorState text={text} incident={incident} onRetry={retry} />;
  }
  if (sessions.data === undefined || courses.data === undefined) return <LoadingState shape="rows" />;
  if (sessions.data.length === 0 && courses.data.length === 0)
    return (
      <div className={css['stack']}>
        <EmptyState
          title={t('treatments.none')}
          text={t('treatments.noneHow')}
          action={<NewCall patientId={patientId} />}
        />
        <EventsOfPatient patientId={patientId} />
      </div>
    );
  return (
    <div className={css['stack']}>
      <Section title={t('treatments.courses')} count={courses.data.length}>
        {courses.data.length === 0 && <p className={css['soft']}>{t('treatments.noCourse')}</p>}
        <ul className={css['list']}>
          {courses.data.map((course) => (
            <li key={course.id}>
              <Link to="/courses/$courseId" params={{ courseId: course.id }}>
                {course.complaint}
              </Link>
              <span className={`${css['grow']} ${css['soft']}`}>{course.goal}</span>
              <Tag tone={course.sessionsSoFar > course.plannedSessions ? 'warn' : 'neutral'}>
                {t('treatments.count', { done: course.sessionsSoFar, planned: course.plannedSessions })}
              </Tag>
              {course.endedOn !== null && (
                <Tag tone="ok">{t('treatments.ended', { date: when.day(course.endedOn) })}</Tag>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={t('treatments.visits')}
        count={sessions.data.length}
        actions={<NewCall patientId={patientId} />}
      >
        <ul className={css['visits']}>
          {sessions.data.map((session) => (
            <li key={session.id}>
              <Link to="/treatments/$sessionId" params={{ sessionId: session.id }}>
                {when.dayOf(session.startedAt)}
              </Link>
              <span>{session.kind === 'phone' ? t('notes:phone.title') : session.techniques.join(', ')}</span>
              <span className={css['tags']}>
                {!session.intact && <Tag tone="bad">{t('treatments.broken')}</Tag>}
                {session.late && <Tag tone="warn">{t('notes:late.tag')}</Tag>}
                {session.awaitingCosign && <Tag tone="warn">{t('notes:cosign.tag')}</Tag>}
                {session.substances.map((name) => (
                  <Tag key={name} tone="clay">
                    {name}
                  </Tag>
                ))}
              </span>
              <span className={css['soft']}>
                {session.painBefore !== null &&
                  t('treatments.pain', { before: session.painBefore, after: session.painAfter ?? '–' })}
              </span>
              <span className={css['soft']}>{session.practitionerName}</span>
              <StatusBadge
                status={
                  session.status === 'draft'
                    ? 'half'
                    : session.status === 'entered-in-error'
                      ? 'stop'
                      : 'lock'
                }
              >
                {t(`treatments.status.${session.status}`)}
              </StatusBadge>
            </li>
          ))}
        </ul>
      </Section>
      <EventsOfPatient patientId={patientId} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { apartFrom } from '../../../../shared/rules/direction.ts';
import { IconChartLine, IconMail, IconNeedle, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../../desk.ts';
import { ConsentStops } from '../../../parts/ConsentStops.tsx';
import { CourseProgress } from '../../../parts/CourseProgress.tsx';
import { regionNames } from '../../../parts/places.ts';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import { Page, PageHeader } from '../../../ui/Page.tsx';
import { Facts, Section } from '../../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../../ui/States.tsx';
import { StatusBadge, Tag } from '../../../ui/Tag.tsx';
import { CourseEvents } from './CourseEvents.tsx';
import { CourseMeasures } from './CourseMeasures.tsx';
import { EndCourse, ReopenCourse } from './EndCourse.tsx';
import { useMeasureWords } from './measure-words.ts';
import { NoteFiles } from '../note/NoteFiles.tsx';
import { OutcomesDialog } from './OutcomesDialog.tsx';
import { ReviewPrompt, type ReviewDecision } from './ReviewPrompt.tsx';
import { CoursePast } from './CoursePast.tsx';
import { CourseRevision } from './CourseRevision.tsx';
import { LetterDialog } from './LetterDialog.tsx';
import css from './course.module.css';

const route = getRouteApi('/courses/$courseId');
const noNames: ReadonlyMap<string, string> = new Map();

/** What opens after a decision about a course. */
const follow = {
  'change-plan': 'revise',
  refer: 'letter',
  stop: 'end',
  'go-on': null,
} as const satisfies Record<ReviewDecision, string | null>;

/** One course of treatment: what is planned, how it has gone so far, and what is written about it. */
export function CourseScreen() {
  const { t } = useTranslation(['treatments', 'courses']);
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const mayWrite = useMay('notes.write') === true;
  const maySign = useMay('notes.sign') === true;
  const mayReadConsents = useMay('consents.read') === true;
  const { courseId } = route.useParams();
  const [dialog, setDialog] = useState<'revise' | 'measure' | 'letter' | 'end' | 'reopen' | null>(null);
  const progress = useQuery(q.treatments.courseProgress.queryOptions({ input: { id: courseId } }));
  const patientId = progress.data?.course.patientId;
  const patient = useQuery(
    q.patients.open.queryOptions({ input: { id: patientId ?? '' }, enabled: patientId !== undefined }),
  );
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const stops = useQuery(
    q.register.reopenedOf.queryOptions({
      input: { patientId: patientId ?? '' },
      enabled: patientId !== undefined && mayReadConsents,
    }),
  );
  // After a serious event nothing goes on until it has been talked about and signed anew.
  const paused = stops.data?.some(({ why }) => why === 'serious-event') === true;
  const names = useMemo(
    () => (reference.data === undefined ? null : regionNames(reference.data)),
    [reference.data],
  );
  const practice = useQuery(q.practice.overview.queryOptions());
  const words = useMeasureWords(names ?? noNames);
  const error = progress.error ?? patient.error ?? reference.error ?? practice.error;
  if (error !== null) {
    const { text, incident } = trouble(error);
    return (
      <Page>
        <ErrorState text={text} incident={incident} onRetry={() => void progress.refetch()} />
      </Page>
    );
  }
  if (
    progress.data === undefined ||
    patient.data === undefined ||
    practice.data === undefined ||
    names === null
  ) {
    return (
      <Page>
        <LoadingState shape="page" />
      </Page>
    );
  }
  const { course, sessions, changes, events } = progress.data;
  const { identity, number } = patient.data;
  const name = [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ');
  const close = () => setDialog(null);
  const or = (text: string) => (text === '' ? '–' : text);
  return (
    <Page>
      <PageHeader
        title={course.complaint}
        back={{ label: t('back'), href: `#/patients/${course.patientId}?tab=treatments` }}
        lead={`${apartFrom(name)} · ${when.day(identity.birthDate)} · ${number}`}
        tags={
          <>
            <Tag tone={course.sessionsSoFar > course.plannedSessions ? 'warn' : 'ink'}>
              {t('course.count', { done: course.sessionsSoFar, planned: course.plannedSessions })}
            </Tag>
            {course.endedOn === null && paused && (
              <StatusBadge status="stop">{t('course.paused')}</StatusBadge>
            )}
            {course.endedOn !== null && (
              <StatusBadge status="done">{t('course.ended', { date: when.day(course.endedOn) })}</StatusBadge>
            )}
          </>
        }
        actions={
          <div className={css['tools']}>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() =>
                void navigate({ to: '/papers/$kind/$id', params: { kind: 'course-summary', id: course.id } })
              }
            >
              {t('course.summary')}
            </Button>
            {maySign && (
              <Button
                variant="default"
                leftSection={<IconMail size={16} />}
                onClick={() => setDialog('letter')}
              >
                {t('letter.open')}
              </Button>
            )}
            {mayWrite && (
              <Button
                variant="default"
                leftSection={<IconChartLine size={16} />}
                onClick={() => setDialog('measure')}
              >
                {t('courses:measure.open')}
              </Button>
            )}
            {mayWrite && (
              <Button variant="default" onClick={() => setDialog(course.endedOn === null ? 'end' : 'reopen')}>
                {t(course.endedOn === null ? 'courses:end.open' : 'courses:end.reopen')}
              </Button>
            )}
            {mayWrite && course.endedOn === null && (
              <Button
                leftSection={<IconNeedle size={16} />}
                onClick={() =>
                  void navigate({ to: '/treatments/new', search: { patient: course.patientId } })
                }
              >
                {t('course.treat')}
              </Button>
            )}
          </div>
        }
      />
      {course.endedOn === null && <ConsentStops patientId={course.patientId} />}
      <ReviewPrompt course={course} onDecided={(decision) => setDialog(follow[decision])} />
      <div className={css['columns']}>
        <div className={css['stack']}>
          <CourseMeasures
            progress={progress.data}
            words={words}
            zone={practice.data.profile.zone}
            mayWrite={mayWrite}
          />
          <Section title={t('course.visits')} count={sessions.length}>
            <p className={css['soft']}>
              <CourseProgress patientId={course.patientId} courseId={course.id} />
            </p>
            {sessions.length === 0 && <p className={css['soft']}>{t('course.noVisits')}</p>}
            <ul
              className={css['visits']}
              {...(sessions.length > 12 && { tabIndex: 0, 'aria-label': t('course.visits') })}
            >
              {sessions.map((session) => (
                <li key={session.id}>
                  <Link to="/treatments/$sessionId" params={{ sessionId: session.id }}>
                    {when.dayOf(session.startedAt)}
                  </Link>
                  <span>{session.techniques.join(', ')}</span>
                  <span className={css['tools']}>
                    {session.substances.map((substance) => (
                      <Tag key={substance} tone="clay">
                        {substance}
                      </Tag>
                    ))}
                  </span>
                  <StatusBadge
                    status={
                      session.status === 'draft'
                        ? 'half'
                        : session.status === 'entered-in-error'
                          ? 'stop'
                          : 'lock'
                    }
                  >
                    {t(`head.status.${session.status}`)}
                  </StatusBadge>
                </li>
              ))}
            </ul>
          </Section>
        </div>
        <div className={css['stack']}>
          <Section
            title={t('course.plan')}
            actions={
              mayWrite && (
                <Button size="xs" variant="default" onClick={() => setDialog('revise')}>
                  {t('course.reviseOpen')}
                </Button>
              )
            }
          >
            <Facts
              items={[
                {
                  label: t('course.regions'),
                  value: course.regions
                    .map(({ region, side }) => `${names.get(region) ?? region}, ${t(`side.${side}`)}`)
                    .join('; '),
                },
                { label: t('course.dermatomes'), value: or((course.dermatomes ?? []).join(', ')) },
                { label: t('course.since'), value: or(course.since) },
                { label: t('course.goal'), value: or(course.goal) },
                { label: t('course.sessions'), value: String(course.plannedSessions) },
                { label: t('course.stopRule'), value: or(course.stopRule) },
                {
                  label: t('course.reviewAfter'),
                  value: `${course.reviewAfter} ${t('courses:plan.reviewAfterHow')}`,
                },
                { label: t('course.startedOn'), value: when.day(course.startedOn) },
              ]}
            />
          </Section>
          <CourseEvents events={events} words={words} />
          <CoursePast course={course} reference={reference.data} />
          <NoteFiles of={{ subject: 'course', subjectId: course.id }} patientId={course.patientId} />
        </div>
      </div>
      {dialog === 'revise' && <CourseRevision course={course} onClose={close} />}
      {dialog === 'measure' && (
        <OutcomesDialog course={course} outcomes={progress.data.outcomes} words={words} onClose={close} />
      )}
      {dialog === 'end' && <EndCourse course={course} changes={changes} words={words} onClose={close} />}
      {dialog === 'reopen' && <ReopenCourse course={course} onClose={close} />}
      {dialog === 'letter' && <LetterDialog course={course} patient={patient.data} onClose={close} />}
    </Page>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { apartFrom } from '../../../shared/rules/direction.ts';
import { useSitting, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { CourseForm } from './course/CourseForm.tsx';
import { isLateComplete, LateFields, type Late } from './note/LateFields.tsx';
import { ReviewPrompt } from './course/ReviewPrompt.tsx';
import css from './treatments.module.css';

const route = getRouteApi('/treatments/new');

/** Before a visit begins: to which course of treatment it belongs. */
export function NewTreatment() {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const trouble = useTrouble();
  const navigate = useNavigate();
  const { userId } = useSitting();
  const { patient: patientId = '', appointment: named } = route.useSearch();
  const [adding, setAdding] = useState(false);
  const [late, setLate] = useState<Late>({ on: false, date: '', time: '', reason: '' });
  const patient = useQuery(
    q.patients.open.queryOptions({ input: { id: patientId }, enabled: patientId !== '' }),
  );
  const courses = useQuery(
    q.treatments.coursesOf.queryOptions({ input: { patientId }, enabled: patientId !== '' }),
  );
  const staff = useQuery(q.staff.list.queryOptions());
  const overview = useQuery(q.practice.overview.queryOptions());
  const visits = useQuery(
    q.appointments.ofPatient.queryOptions({ input: { patientId }, enabled: patientId !== '' }),
  );
  const visit = visitOf(visits.data ?? [], named, overview.data?.profile.zone ?? 'UTC');
  const running = visit?.sessionId ?? null;
  useEffect(() => {
    if (running !== null)
      void navigate({ to: '/treatments/$sessionId', params: { sessionId: running }, replace: true });
  }, [running, navigate]);
  const begin = useMutation({
    mutationFn: (courseId: string | null) => {
      const me = staff.data?.find((member) => member.id === userId && member.treats);
      const practitionerId =
        visit?.practitionerId ?? me?.id ?? staff.data?.find((member) => member.treats)?.id ?? userId;
      const { date, time, reason } = late;
      return api.treatments.begin({
        ...{ patientId, appointmentId: visit?.id ?? null, courseId, practitionerId },
        ...(late.on && { late: { date, time, reason } }),
      });
    },
    onSuccess: (session) =>
      navigate({ to: '/treatments/$sessionId', params: { sessionId: session.id }, replace: true }),
  });
  const failed = patient.error ?? courses.error ?? staff.error ?? visits.error ?? overview.error;
  if (failed !== null)
    return (
      <Page>
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void courses.refetch()}
        />
      </Page>
    );
  if (
    patient.data === undefined ||
    courses.data === undefined ||
    staff.data === undefined ||
    visits.data === undefined ||
    overview.data === undefined ||
    running !== null
  )
    return (
      <Page>
        <LoadingState shape="form" />
      </Page>
    );
  const { identity } = patient.data;
  const name = [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ');
  const open = courses.data.filter((course) => course.endedOn === null);
  const showForm = adding || open.length === 0;
  return (
    <Page narrow>
      <PageHeader
        title={t('new.title')}
        lead={`${apartFrom(name)} · ${when.day(identity.birthDate)} · ${patient.data.number}`}
        back={{ label: name, href: `#/patients/${patientId}` }}
      />
      <div className={css['form']}>
        <LateFields
          value={late}
          max={Temporal.Now.plainDateISO(overview.data.profile.zone).toString()}
          onChange={setLate}
        />
        {open.length > 0 && (
          <Section title={t('new.courses')} count={open.length}>
            <div className={css['choices']}>
              {open.map((course) => (
                <div key={course.id}>
                  <ReviewPrompt course={course} />
                  <div className={css['choice']}>
                    <div>
                      <div className={css['choiceName']}>{course.complaint}</div>
                      <div className={css['soft']}>{course.goal}</div>
                    </div>
                    <Tag tone={course.sessionsSoFar >= course.plannedSessions ? 'warn' : 'neutral'}>
                      {t('new.count', { done: course.sessionsSoFar, planned: course.plannedSessions })}
                    </Tag>
                    <Button
                      loading={begin.isPending}
                      disabled={!isLateComplete(late)}
                      onClick={() => begin.mutate(course.id)}
                    >
                      {t('new.continue')}
                    </Button>
                  </div>
                </div>
              ))}
            </div>
          </Section>
        )}
        {begin.error !== null && (
          <Notice tone="bad" title={trouble(begin.error).text} live>
            {trouble(begin.error).incident}
          </Notice>
        )}
        {showForm ? (
          <CourseForm
            patientId={patientId}
            onOpened={(course) => begin.mutate(course.id)}
            onWithout={() => begin.mutate(null)}
          />
        ) : (
          <div className={css['buttons']}>
            <Button variant="default" onClick={() => setAdding(true)}>
              {t('new.other')}
            </Button>
            <Button variant="subtle" disabled={!isLateComplete(late)} onClick={() => begin.mutate(null)}>
              {t('new.without')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

/** The visit that a treatment belongs to: the one that was named, else today's of which the patient has come. */
function visitOf(
  visits: readonly Appointment[],
  named: string | undefined,
  zone: string,
): Appointment | undefined {
  if (named !== undefined) return visits.find(({ id }) => id === named);
  const today = Temporal.Now.plainDateISO(zone).toString();
  const isToday = ({ startsAt }: Appointment) =>
    Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone).toPlainDate().toString() === today;
  return visits.find(
    (visit) => (visit.status === 'arrived' || visit.status === 'in-treatment') && isToday(visit),
  );
}

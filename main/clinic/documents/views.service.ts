import type { Outputs } from '../../../shared/contract/index.ts';
import type { CourseView, SummaryView, LetterView } from '../treatments/service.ts';
import type { TreatmentSession } from '../../../shared/contract/treatments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { standingAt } from '../../../shared/rules/limits.ts';
import { isLungField } from '../../../shared/rules/sites.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { attachmentsOf } from '../attachments/service.ts';
import { ofPatient } from '../appointments/service.ts';
import { recordBy } from '../consents/service.ts';
import { eventsOf } from '../events/service.ts';
import { nameOfLimit, refusalsOf } from '../limits/service.ts';
import { patientHeader } from '../patients/service.ts';
import { overview } from '../practice/service.ts';
import { memberBy } from '../staff/service.ts';
import {
  aftercareOf,
  courseProgress,
  findingsOfCourse,
  itemText,
  measureNames,
  openBefore,
  totalsOfCourse,
  valueText,
} from '../treatments/service.ts';

/** What the treatment summary shows of a visit besides the note itself. */
export async function summaryView(
  db: Reader,
  session: TreatmentSession,
  consentIds: readonly string[],
  act: Act,
): Promise<SummaryView> {
  const course =
    session.courseId === null ? null : (await courseProgress(db, { id: session.courseId }, act)).course;
  const { devices, appointmentTypes } = await overview(db);
  const consents = [];
  for (const id of consentIds) consents.push((await recordBy(db, id, act)).completedAt);
  const booked = (await ofPatient(db, { patientId: session.patientId }, act)).filter(
    (one) => one.status === 'booked' && one.startsAt > session.startedAt,
  );
  const next = booked.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0];
  const files = await attachmentsOf(db, { subject: 'session', subjectId: session.id });
  const happened = (await eventsOf(db, session.patientId, act)).filter(
    ({ sessionId }) => sessionId === session.id,
  );
  return {
    session,
    files: files.map(({ name, inError }) => ({ name, inError: inError !== null })),
    events: happened.map(({ happenedOn, severity, words }) => ({ on: happenedOn, severity, words })),
    patient: await patientHeader(db, session.patientId),
    complaint: course?.complaint ?? '',
    complaintRegions: course?.regions ?? [],
    open: await openBefore(db, session),
    plannedSessions: course?.plannedSessions ?? null,
    consentsOf: consents.filter((at) => at !== null).toSorted(),
    refusals: standingAt(await refusalsOf(db, session.patientId), session.signedAt ?? act.now).map(
      ({ kind, refId, words }) =>
        `${nameOfLimit(act.reference, { kind, refId })}${words === '' ? '' : `: “${words}”`}`,
    ),
    names: Object.fromEntries(devices.map(({ id, name, serial }) => [id, `${name} (${serial})`])),
    aftercare: aftercareOf(
      act.reference,
      session.content.blocks.map(({ technique }) => technique),
      session.content.blocks.some(({ sites }) =>
        sites.some(({ siteId }) => isLungField(act.reference, siteId)),
      ),
    ),
    next:
      next === undefined
        ? null
        : {
            startsAt: next.startsAt,
            practitioner: (await memberBy(db, next.practitionerId))?.displayName ?? '',
            type: appointmentTypes.find(({ id }) => id === next.typeId)?.name ?? '',
          },
  };
}

export async function courseView(db: Reader, courseId: string, act: Act): Promise<CourseView> {
  const { course, sessions, ...measured } = await courseProgress(db, { id: courseId }, act);
  const oldestFirst = sessions.toReversed();
  return {
    course,
    patient: await patientHeader(db, course.patientId),
    practitioner: [...new Set(oldestFirst.map(({ practitionerName }) => practitionerName))].join(', '),
    sessions: oldestFirst,
    files: (await attachmentsOf(db, { subject: 'course', subjectId: courseId }))
      .filter(({ inError }) => inError === null)
      .map(({ entryId, name }) => ({ entryId, name })),
    findings: await findingsOfCourse(db, courseId),
    ...(await totalsOfCourse(db, courseId)),
    ...measured,
  };
}

export async function letterView(
  db: Reader,
  letter: {
    to: LetterView['to'];
    text: string;
    copyTo: readonly LetterView['to'][];
    figures: boolean;
    template: LetterView['template'];
  },
  progress: Outputs['treatments']['courseProgress'],
  act: Act,
): Promise<LetterView> {
  const { course, changes } = progress;
  return {
    to: letter.to,
    on: dateAt(act.now, act.clinic.zone),
    patient: await patientHeader(db, course.patientId),
    subject: course.complaint,
    text: letter.text,
    template: letter.template,
    figures:
      changes.length === 0 || !letter.figures
        ? null
        : {
            columns: ['Measured', 'First', 'Last'],
            rows: changes.map((change) => [
              [measureNames.measures[change.measure], itemText(act.reference, change)]
                .filter((part) => part !== '')
                .join(', '),
              valueText(change.measure, change.from),
              valueText(change.measure, change.to),
            ]),
          },
    copies: letter.copyTo.map(({ name, addressLines }) => [name, ...addressLines].join(', ')),
    from: { name: act.who.displayName, title: (await memberBy(db, act.who.userId))?.title ?? '' },
  };
}

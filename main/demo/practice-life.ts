import { ageOn, dateAt, daysBetween, plusMinutes } from '../../shared/rules/calendar.ts';
import { confirmVisit } from './cases/steps.ts';
import type { DemoDesk } from './founding.ts';
import { beginCourse, complain, noteVisit, planOf, type Complaint } from './notes.ts';
import type { DemoPatient } from './patients.ts';
import type { PlannedVisit } from './plan.ts';
import { newDraw } from './random.ts';
import type { Timeline } from './timeline.ts';

/** The everyday life of the clinic: registering, asking, booking, coming, going. */
export interface Life {
  desk: DemoDesk;
  timeline: Timeline;
  patients: readonly DemoPatient[];
  visits: readonly PlannedVisit[];
  seed: number;
  founded: string;
  until: string;
  today: string;
  zone: string;
  tell: (done: number, of: number) => void;
}

export interface Lived {
  registered: number;
  asked: number;
  booked: number;
  endings: Record<PlannedVisit['ending'], number>;
  notes: { signed: number; draft: number };
  consents: { complete: number; draft: number };
}

interface Step {
  at: string;
  order: number;
  work: () => Promise<void>;
}

/** Visits so recently are recorded in full, so that the screens have something to show; the others were only in the book. */
const notedDays = 12;

export function planLife(life: Life): { steps: number; run: () => Promise<Lived> } {
  const lived: Lived = {
    registered: 0,
    asked: 0,
    booked: 0,
    endings: { done: 0, 'did-not-attend': 0, cancelled: 0, future: 0 },
    notes: { signed: 0, draft: 0 },
    consents: { complete: 0, draft: 0 },
  };
  const steps: Step[] = [];
  const at = (instant: string, work: () => Promise<void>) =>
    void (instant < life.until && steps.push({ at: instant, order: steps.length, work }));
  const known = new Map<number, { id: string; name: string; courseId?: string; complaint?: Complaint }>();
  registrations(life, lived, known, at);
  for (const [index, visit] of life.visits.entries()) visitSteps({ life, lived, known, visit, index }, at);
  steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order));
  return {
    steps: steps.length,
    run: async () => {
      for (const [done, step] of steps.entries()) {
        await life.timeline.until(step.at);
        await step.work();
        if (done % 25 === 0) life.tell(done, steps.length);
      }
      return lived;
    },
  };
}

type Known = Map<number, { id: string; name: string; courseId?: string; complaint?: Complaint }>;
type At = (instant: string, work: () => Promise<void>) => void;

/** Most come over from the old card index in the first two weeks, the others when they first call. */
function registrations(
  { desk, patients, visits, seed, founded, until, timeline, zone }: Life,
  lived: Lived,
  known: Known,
  at: At,
): void {
  const draw = newDraw(seed, 'registrations');
  const firstCall = new Map<number, string>();
  for (const { patient, bookedAt } of visits) {
    const earliest = firstCall.get(patient);
    if (earliest === undefined || bookedAt < earliest) firstCall.set(patient, bookedAt);
  }
  for (const [index, { identity, safety }] of patients.entries()) {
    const brought = plusMinutes(founded, 60 + draw.below(13 * 24 * 60));
    const call = firstCall.get(index);
    const when =
      call === undefined ? brought : draw.chance(0.5) && brought < call ? brought : plusMinutes(call, -6);
    const name = `${identity.givenName} ${identity.familyName}`.trim();
    at(when < until ? when : plusMinutes(until, -60), async () => {
      const { id } = await registerAnyway(desk, identity);
      known.set(index, { id, name });
      lived.registered += 1;
      if (safety === null) return;
      const weight =
        safety.weight === null ? null : { ...safety.weight, measuredOn: dateAt(timeline.now(), zone) };
      await desk.assistant.patients.recordSafety({ id, safety: { ...safety, weight, version: 1 } });
      lived.asked += 1;
    });
  }
}

/** As the desk does: look at the list of similar people, see that it is someone else, go on. */
async function registerAnyway(desk: DemoDesk, identity: DemoPatient['identity']): Promise<{ id: string }> {
  try {
    return await desk.reception.patients.register({ identity, anyway: false });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'POSSIBLE_DUPLICATE') throw error;
    return desk.reception.patients.register({ identity, anyway: true });
  }
}

interface Coming {
  life: Life;
  lived: Lived;
  known: Known;
  visit: PlannedVisit;
  index: number;
}

function visitSteps(coming: Coming, at: At): void {
  const { life, lived, known, visit, index } = coming;
  const { desk } = life;
  const draw = newDraw(life.seed, `visit ${index}`);
  let appointment: { id: string; version: number } | undefined;
  const move = async (how: 'arrive' | 'beginTreatment' | 'finish' | 'markDidNotAttend') => {
    if (appointment === undefined) throw new Error('a visit that was never booked');
    appointment = await desk.reception.appointments[how]({
      id: appointment.id,
      version: appointment.version,
    });
  };
  at(visit.bookedAt, async () => {
    const patient = known.get(visit.patient);
    const practitioner = desk.practitioners[visit.practitioner];
    if (patient === undefined || practitioner === undefined)
      throw new Error('booked before it was registered');
    appointment = await desk.reception.appointments.book({
      patientId: patient.id,
      practitionerId: practitioner.id,
      roomId: desk.roomIds[visit.room] ?? null,
      typeId: desk.typeIds[visit.type] ?? '',
      start: { date: visit.date, time: visit.time },
      minutes: visit.minutes,
      note: draw.chance(0.05)
        ? draw.pick(['Bring the X-ray', 'Wants to talk about sport', 'Interpreter comes along'])
        : '',
    });
    lived.booked += 1;
    lived.endings[visit.ending] += 1;
  });
  if (visit.cancelled !== null) {
    const { by, reason, at: when } = visit.cancelled;
    at(
      when,
      async () =>
        void (
          appointment &&
          (await desk.reception.appointments.cancel({
            id: appointment.id,
            version: appointment.version,
            by,
            reason,
          }))
        ),
    );
    return;
  }
  if (visit.ending === 'did-not-attend')
    return at(plusMinutes(visit.startsAt, 20), () => move('markDidNotAttend'));
  if (visit.ending === 'future' && dateAt(visit.startsAt, life.zone) === life.today) draftConsent(coming, at);
  const recorded = isRecorded(coming);
  at(plusMinutes(visit.startsAt, -draw.between(0, 12)), () => move('arrive'));
  at(visit.startsAt, async () => {
    if (!recorded) return move('beginTreatment');
    const how = await record(coming, appointment?.id ?? '');
    lived.notes[how] += 1;
    if (appointment !== undefined) appointment = { id: appointment.id, version: appointment.version + 1 };
  });
  at(plusMinutes(visit.startsAt, visit.minutes), () => move('finish'));
}

function isRecorded({ life, visit }: Coming): boolean {
  const patient = life.patients[visit.patient];
  const recent = daysBetween(visit.date, life.today) <= notedDays;
  return (
    recent &&
    visit.ending === 'done' &&
    patient !== undefined &&
    patient.safety !== null &&
    ageOn(patient.identity.birthDate, visit.date) >= 18
  );
}

async function record(
  { life, lived, known, visit }: Coming,
  appointmentId: string,
): Promise<'signed' | 'draft'> {
  const patient = known.get(visit.patient);
  const practitioner = life.desk.practitioners[visit.practitioner];
  if (patient === undefined || practitioner === undefined)
    throw new Error('treated before it was registered');
  const { api, id, name } = practitioner;
  const complaint = (patient.complaint ??= complain(newDraw(life.seed, `complaint ${visit.patient}`)));
  if (patient.courseId === undefined) {
    patient.courseId = await beginCourse(
      api,
      { ...life.desk.cases, practitioner: { id, name } },
      patient,
      complaint,
    );
    lived.consents.complete += 1;
  }
  const session = await api.treatments.begin({
    patientId: patient.id,
    appointmentId,
    courseId: patient.courseId,
    practitionerId: id,
  });
  const confirmed = await confirmVisit(api, session);
  const pain = newDraw(life.seed, `pain ${visit.startsAt}`).between(2, 8);
  return noteVisit(api, {
    session: confirmed,
    complaint,
    date: visit.date,
    pain,
  });
}

/** Some of those who come today have a consent that waits for the talk. */
function draftConsent({ life, lived, known, visit, index }: Coming, at: At): void {
  const draw = newDraw(life.seed, `draft ${index}`);
  if (!draw.chance(0.3)) return;
  at(plusMinutes(life.until, -10), async () => {
    const patient = known.get(visit.patient);
    const practitioner = life.desk.practitioners[visit.practitioner];
    if (patient === undefined || practitioner === undefined || patient.courseId !== undefined) return;
    await practitioner.api.consents.prepare({
      // Prepared without the patient: who it is, is made sure when the talk begins.
      identity: [],
      patientId: patient.id,
      appointmentId: null,
      practitionerId: practitioner.id,
      plan: planOf(complain(draw)),
    });
    lived.consents.draft += 1;
  });
}

import type { SessionContent, TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { ConsentPlan, ConsentTalk, Decision } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Api } from '../../../shared/contract/index.ts';
import type { Identity } from '../../../shared/contract/patients.ts';
import { addDays, wallTimeAt } from '../../../shared/rules/calendar.ts';
import { hasReason, reasonKey } from '../../../shared/rules/issues.ts';

/** Who and where a case is played: a practitioner who may do all of it, at a window where they have signed in. */
export interface CasePeople {
  practitioner: { id: string; name: string };
  roomId: string | null;
  appointmentTypeId: string;
  /** A class 3B laser with a fresh output check. */
  laserId: string;
}

/** The clinic's clock, moved along with the visits. */
export interface CaseClock {
  set(instant: string): void;
}

/** A day's visit hours in UTC; every step of a visit is a few minutes after the one before. */
export function instantOf(date: string, time: string): string {
  return `${date}T${time}:00.000Z`;
}

export function weeksAfter(date: string, weeks: number): string {
  return addDays(date, weeks * 7);
}

/** A signature as a pen leaves it: one rising and falling stroke. */
const strokes = [
  Array.from({ length: 24 }, (_, index) => ({
    x: 8000 + index * 2200,
    y: 40_000 + Math.round(18_000 * Math.sin(index / 2)),
    t: index * 35,
    p: 500,
  })),
];

export function person(
  known: Pick<Identity, 'givenName' | 'familyName' | 'birthDate' | 'sex'> & Partial<Identity>,
): Identity {
  return {
    preferredName: '',
    phone: '',
    secondPhone: '',
    email: '',
    addressLines: [],
    language: 'en',
    referrer: null,
    guardians: [],
    deskNote: '',
    ...known,
  };
}

/** Asks every safety question and writes the answer no, but for what is said otherwise. */
export async function screenPatient(
  api: Api,
  patientId: string,
  said: {
    weight?: { kg: string; measuredOn: string };
    heightCm?: string;
    yes?: readonly string[];
    medicines?: { name: string; dose: string; since: string }[];
  } = {},
): Promise<void> {
  const { contraindications } = await api.practice.reference();
  const { safety } = await api.patients.open({ id: patientId });
  await api.patients.recordSafety({
    id: patientId,
    safety: {
      allergyState: 'none-known',
      allergies: [],
      medicineState: said.medicines === undefined ? 'none-known' : 'listed',
      medicines: said.medicines ?? [],
      weight: said.weight ?? null,
      heightCm: said.heightCm ?? null,
      version: safety?.version ?? 1,
      answers: contraindications.entries
        .filter(({ ask }) => ask !== null)
        .map(({ id }) => ({
          flagId: id,
          answer: said.yes?.includes(id) ? ('yes' as const) : ('no' as const),
          regions: [],
          side: null,
          note: '',
        })),
    },
  });
}

/** Every line but what is asked besides the treatment; each drug by itself. */
export async function decideLines(
  api: Api,
  consent: ConsentRecord,
  decide: (line: { lineId: string; parts?: string[] }) => Decision,
): Promise<ConsentRecord> {
  const { techniques, regions, retained = [], substances } = consent.document;
  const isDrug = ({ heading }: (typeof substances)[number]) => heading === 'drugs';
  const others = [...techniques, ...regions, ...retained, ...substances.filter((line) => !isDrug(line))];
  let latest = consent;
  for (const lines of [others, ...substances.filter(isDrug).map((line) => [line])]) {
    const decisions = lines.map((line) => ({ lineId: line.lineId, decision: decide(line) }));
    latest = await api.consents.decide({ id: consent.id, version: latest.version, decisions });
  }
  return latest;
}

/** The talk, everybody's signature and the countersignature; each line is decided as told, accepted if nothing is said. */
export async function agree(
  api: Api,
  people: CasePeople,
  asked: {
    patientId: string;
    appointmentId: string | null;
    plan: ConsentPlan;
    name: string;
    decide?: (line: { lineId: string; parts?: string[] }) => Decision;
    whatMatters?: string;
    /** What else was said, and who took part. */
    talk?: Partial<ConsentTalk>;
  },
): Promise<ConsentRecord> {
  let consent = await api.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId: asked.patientId,
    appointmentId: asked.appointmentId,
    practitionerId: people.practitioner.id,
    plan: asked.plan,
  });
  consent = await api.consents.revise({
    id: consent.id,
    version: consent.version,
    plan: asked.plan,
    talk: { ...consent.document.talk, whatMatters: asked.whatMatters ?? '', ...asked.talk },
  });
  if (consent.lacks.includes('chaperone'))
    consent = await api.consents.revise({
      id: consent.id,
      version: consent.version,
      plan: asked.plan,
      talk: { ...consent.document.talk, chaperone: { answer: 'declined', name: '' } },
    });
  consent = await decideLines(api, consent, asked.decide ?? (() => 'accepted'));
  for (const { role, name } of consent.document.signers) {
    const { id, version, contentHash } = consent;
    consent = await api.consents.sign({ id, version, contentHash, role, name, typedName: name, strokes });
  }
  return api.consents.countersign({
    id: consent.id,
    version: consent.version,
    contentHash: consent.contentHash ?? '',
    typedName: people.practitioner.name,
    strokes,
  });
}

export interface Visit {
  appointmentId: string;
  session: TreatmentSession;
}

/** Books the visit, lets the patient arrive and begins it, at the given hour. */
export async function comeIn(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  visit: { patientId: string; courseId: string; date: string; time: string; minutes: number },
): Promise<Visit> {
  clock.set(instantOf(visit.date, visit.time));
  const appointmentId = await bookAt(api, people, visit);
  const session = await startVisit(api, people, { ...visit, appointmentId });
  return { appointmentId, session };
}

/** `time` is UTC, as everything here; the desk says it in the clinic's wall-clock time. */
export async function bookAt(
  api: Api,
  people: CasePeople,
  visit: { patientId: string; date: string; time: string; minutes: number },
): Promise<string> {
  const { profile } = await api.practice.overview();
  const start = wallTimeAt(instantOf(visit.date, visit.time), profile.zone);
  const { id } = await api.appointments.book({
    patientId: visit.patientId,
    practitionerId: people.practitioner.id,
    roomId: people.roomId,
    typeId: people.appointmentTypeId,
    start,
    minutes: visit.minutes,
    note: '',
  });
  return id;
}

export async function startVisit(
  api: Api,
  people: CasePeople,
  visit: { patientId: string; courseId: string; appointmentId: string },
): Promise<TreatmentSession> {
  const known = await api.appointments.panel({ id: visit.appointmentId });
  if (known.appointment.status === 'booked')
    await api.appointments.arrive({ id: visit.appointmentId, version: known.appointment.version });
  const session = await api.treatments.begin({
    patientId: visit.patientId,
    appointmentId: visit.appointmentId,
    courseId: visit.courseId,
    practitionerId: people.practitioner.id,
  });
  return confirmVisit(api, session);
}

/** What is asked at every visit before the first needle: the safety questions again, and the patient's word. */
export async function confirmVisit<T extends { id: string; version: number }>(
  api: Api,
  session: T,
): Promise<T & Pick<TreatmentSession, 'safetyConfirmedAt' | 'consentConfirmedAt' | 'substancesRead'>> {
  const { version, safetyConfirmedAt } = await api.treatments.confirmSafety({
    id: session.id,
    version: session.version,
  });
  const word = await api.treatments.confirmConsent({ id: session.id, version, substancesRead: true });
  return { ...session, safetyConfirmedAt, ...word };
}

/** Types the note as it is; what is asked stays asked. */
export async function write(
  api: Api,
  session: TreatmentSession,
  content: SessionContent,
): Promise<TreatmentSession> {
  const { version } = await api.treatments.save({
    id: session.id,
    version: session.version,
    content,
    courseId: session.courseId,
  });
  return { ...session, content, version };
}

/** Gives a reason for everything that is asked, as the practitioner would, and saves. */
export async function answerAsked(
  api: Api,
  session: TreatmentSession,
  why: string,
): Promise<TreatmentSession> {
  const { issues, session: current } = await api.treatments.open({ id: session.id });
  const open = issues.filter((issue) => issue.level === 'ask' && !hasReason(issue, current.content.reasons));
  if (open.length === 0) return current;
  const reasons = {
    ...current.content.reasons,
    ...Object.fromEntries(open.map((issue) => [reasonKey(issue), why])),
  };
  return write(api, current, { ...current.content, reasons });
}

export async function signNote(api: Api, session: TreatmentSession): Promise<TreatmentSession> {
  return api.treatments.sign({ id: session.id, version: session.version });
}

/** The patient leaves: the visit is done in the book. */
export async function goHome(api: Api, appointmentId: string): Promise<void> {
  const { appointment } = await api.appointments.panel({ id: appointmentId });
  if (appointment.status === 'in-treatment')
    await api.appointments.finish({ id: appointmentId, version: appointment.version });
}

export function blankContent(): SessionContent {
  return { common: {}, findings: [], blocks: [], narrative: '', plan: '', reasons: {} };
}

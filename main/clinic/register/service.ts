import { Temporal } from 'temporal-polyfill';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Registered, Reopening } from '../../../shared/contract/register.ts';
import { fold } from '../../../shared/rules/names.ts';
import { paperCodeText } from '../../../shared/rules/paper-code.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { day } from '../appointments/service.ts';
import {
  consentStatesOf,
  decidedLinesOf,
  endOf,
  findPaperWaiting,
  ofAgeOn,
  statusOf,
} from '../consents/service.ts';
import { nameOfLimit } from '../limits/service.ts';
import { linesOf } from '../patients/service.ts';
import { overview } from '../practice/service.ts';
import { list as membersOf } from '../staff/service.ts';
import { namedLines } from './rules.ts';
import { findRegistered, findReopened, type ReopenedRow } from './store.ts';

export { toBeAskedPdf } from './to-be-asked.pdf.ts';
export { registerPdf } from './register.pdf.ts';
export { agreementsPdf } from './agreements.pdf.ts';

export async function list(
  db: Reader,
  { text, ...filter }: Inputs['register']['list'],
  act: Act,
): Promise<Outputs['register']['list']> {
  const number = /^p-?0*(\d{1,9})$/i.exec(text.trim())?.[1];
  const words =
    number === undefined
      ? fold(text)
          .split(' ')
          .filter((word) => word !== '')
      : [];
  const found = await findRegistered(
    db,
    { ...filter, words, number: number === undefined ? null : Number(number) },
    act.now,
  );
  const page = found.slice(0, filter.limit);
  const last = page.at(-1);
  const more = found.length > page.length && last !== undefined;
  return {
    rows: await registeredFrom(db, page, act),
    next: more ? { completedAt: last.completedAt, id: last.consentId } : null,
  };
}

async function registeredFrom(
  db: Reader,
  page: Awaited<ReturnType<typeof findRegistered>>,
  act: Act,
): Promise<Registered[]> {
  const patients = await linesOf(
    db,
    page.map(({ patientId }) => patientId),
    act,
  );
  const members = new Map((await membersOf(db)).map(({ id, displayName }) => [id, displayName]));
  const lines = await decidedLinesOf(
    db,
    page.map(({ consentId }) => consentId),
  );
  return page.map((row) => {
    const patient = patients.get(row.patientId);
    return {
      id: row.consentId,
      patientId: row.patientId,
      patient: patient?.name ?? '',
      number: patient?.number ?? '',
      birthDate: patient?.birthDate ?? '',
      status: statusOf(row, act.now),
      ...namedLines(lines.get(row.consentId) ?? [], (kind, refId) =>
        kind === 'retained-needle'
          ? needleLeftAt(nameOfLimit(act.reference, { kind: 'region', refId }))
          : nameOfLimit(act.reference, { kind, refId }),
      ),
      practitioner: members.get(row.practitionerId) ?? '',
      completedAt: row.completedAt,
      expiresAt: endOf(row),
    };
  });
}

const needleLeftAt = (place: string): string => `Needle stays in: ${place}`;

const over = new Set(['cancelled', 'did-not-attend', 'left', 'done']);

export async function due(
  db: Reader,
  { date }: Inputs['register']['due'],
  act: Act,
): Promise<Outputs['register']['due']> {
  const { appointments } = await day(db, { date }, act);
  const { appointmentTypes } = await overview(db);
  const members = new Map((await membersOf(db)).map(({ id, displayName }) => [id, displayName]));
  const open = appointments.filter(({ status }) => !over.has(status));
  // What ends before the day's last visit, as a consent whose visits are used up today, does not hold for it.
  const last = open.reduce((latest, { startsAt }) => (startsAt > latest ? startsAt : latest), act.now);
  const patientIds = open.map(({ patient }) => patient.id);
  const then = await consentStatesOf(db, patientIds, last);
  const reasons = await reasonsOf(db, act, last);
  return open
    .map((one) => ({
      appointmentId: one.id,
      startsAt: one.startsAt,
      practitioner: members.get(one.practitionerId) ?? '',
      type: appointmentTypes.find(({ id }) => id === one.typeId)?.name ?? '',
      patientId: one.patient.id,
      patient: one.patient.name,
      number: one.patient.number,
      state: then.get(one.patient.id) ?? one.consent,
      reasons: reasons.get(one.patient.id)?.reasons ?? [],
    }))
    .filter(({ state, reasons: why }) => state !== 'valid' || why.length > 0)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** Expired consents are called for while their patients still come, and two months at most. */
const expiredDays = 60;

interface Stopped {
  consentId: string;
  reasons: Reopening[];
  nextVisit: string | null;
  practitionerId: string;
}

/** Whose consents have stopped, and why, each reason once, in the order of the work-list. */
async function reasonsOf(
  db: Reader,
  act: Act,
  at: string,
  patientId: string | null = null,
): Promise<Map<string, Stopped>> {
  const expiredSince = Temporal.Instant.from(at)
    .subtract({ hours: 24 * expiredDays })
    .toString({ smallestUnit: 'millisecond' });
  const rows = await findReopened(db, at, expiredSince, patientId);
  const found = new Map<string, Stopped>();
  for (const row of rows) {
    const known = found.get(row.patientId) ?? {
      consentId: row.consentId,
      reasons: [],
      nextVisit: row.nextVisit,
      practitionerId: row.practitionerId,
    };
    const reason = { why: await whyOf(db, row, act), what: nameOf(row, act), since: row.since };
    if (!known.reasons.some(({ why, what }) => why === reason.why && what === reason.what))
      known.reasons.push(reason);
    found.set(row.patientId, known);
  }
  return found;
}

function nameOf({ why, kind, what }: ReopenedRow, { reference }: Act): string {
  if (why === 'flag' || why === 'pregnancy' || why === 'capacity')
    return reference.flags.get(what)?.name ?? what;
  return kind === '' ? what : nameOfLimit(reference, { kind: kind as 'substance', refId: what });
}

/** What a guardian signed ends on the day on which the patient decides alone, or with its months. */
async function whyOf(
  db: Reader,
  { why, patientId, since }: ReopenedRow,
  act: Act,
): Promise<Reopening['why']> {
  if (why !== 'guardian-term') return why;
  return since === (await ofAgeOn(db, patientId, act)) ? 'of-age' : 'expired';
}

export async function reopened(db: Reader, _: unknown, act: Act): Promise<Outputs['register']['reopened']> {
  const found = await reasonsOf(db, act, act.now);
  const patients = await linesOf(db, [...found.keys()], act);
  const members = new Map((await membersOf(db)).map(({ id, displayName }) => [id, displayName]));
  return [...found].flatMap(([patientId, stopped]) => {
    const patient = patients.get(patientId);
    return patient === undefined
      ? []
      : [
          {
            ...{ patientId, patient: patient.name, number: patient.number, phone: patient.phone },
            ...{ ...stopped, practitioner: members.get(stopped.practitionerId) ?? '' },
          },
        ];
  });
}

/** What stopped the consents of each patient with whom something did. */
export async function stopsOf(db: Reader, act: Act): Promise<Map<string, readonly Reopening[]>> {
  return new Map([...(await reasonsOf(db, act, act.now))].map(([id, { reasons }]) => [id, reasons]));
}

export async function reopenedOf(
  db: Reader,
  { patientId }: Inputs['register']['reopenedOf'],
  act: Act,
): Promise<Reopening[]> {
  act.about({ patientId });
  return (await reasonsOf(db, act, act.now, patientId)).get(patientId)?.reasons ?? [];
}

export async function paperWaiting(
  db: Reader,
  _: unknown,
  act: Act,
): Promise<Outputs['register']['paperWaiting']> {
  const forms = await findPaperWaiting(db);
  const patients = await linesOf(
    db,
    forms.map(({ patientId }) => patientId),
    act,
  );
  const members = new Map((await membersOf(db)).map(({ id, displayName }) => [id, displayName]));
  return forms.flatMap(
    ({ consentId, contentHash, patientId, practitionerId, printedAt, document, signatures }) => {
      const patient = patients.get(patientId);
      if (patient === undefined) return [];
      const { techniques, signers } = JSON.parse(document) as ConsentDocument;
      // Everybody has signed: what it waits for now is the practitioner.
      if ((JSON.parse(signatures) as unknown[]).length >= signers.length) return [];
      return [
        {
          ...{ id: consentId, patientId, patient: patient.name, number: patient.number, printedAt },
          birthDate: patient.birthDate,
          practitioner: members.get(practitionerId) ?? '',
          techniques: techniques.map(({ name }) => name),
          code: paperCodeText(consentId, contentHash),
        },
      ];
    },
  );
}

import { Temporal } from 'temporal-polyfill';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Registered } from '../../../shared/contract/register.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { day } from '../appointments/service.ts';
import { decidedLinesOf } from '../consents/service.ts';
import { nameOfLimit } from '../limits/service.ts';
import { linesOf } from '../patients/service.ts';
import { overview } from '../practice/service.ts';
import { list as membersOf } from '../staff/service.ts';
import { namedLines, statusAt } from './rules.ts';
import { findRegistered, findReopened } from './store.ts';

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
      status: statusAt(row, act.now),
      ...namedLines(lines.get(row.consentId) ?? [], (kind, refId) =>
        nameOfLimit(act.reference, { kind, refId }),
      ),
      practitioner: members.get(row.practitionerId) ?? '',
      completedAt: row.completedAt,
      expiresAt: row.expiresAt,
    };
  });
}

const over = new Set(['cancelled', 'did-not-attend', 'left', 'done']);

export async function due(
  db: Reader,
  { date }: Inputs['register']['due'],
  act: Act,
): Promise<Outputs['register']['due']> {
  const { appointments } = await day(db, { date }, act);
  const { appointmentTypes } = await overview(db);
  const members = new Map((await membersOf(db)).map(({ id, displayName }) => [id, displayName]));
  return appointments
    .filter(({ status, consent }) => !over.has(status) && consent !== 'valid')
    .map((one) => ({
      appointmentId: one.id,
      startsAt: one.startsAt,
      practitioner: members.get(one.practitionerId) ?? '',
      type: appointmentTypes.find(({ id }) => id === one.typeId)?.name ?? '',
      patientId: one.patient.id,
      patient: one.patient.name,
      number: one.patient.number,
      state: one.consent,
    }))
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** Expired consents are called for while their patients still come, and two months at most. */
const expiredDays = 60;

export async function reopened(db: Reader, _: unknown, act: Act): Promise<Outputs['register']['reopened']> {
  const expiredSince = Temporal.Instant.from(act.now)
    .subtract({ hours: 24 * expiredDays })
    .toString({ smallestUnit: 'millisecond' });
  const rows = await findReopened(db, act.now, expiredSince);
  const patients = await linesOf(
    db,
    rows.map(({ patientId }) => patientId),
    act,
  );
  const nameOf = ({ why, kind, what }: (typeof rows)[number]) => {
    if (why === 'flag' || why === 'pregnancy') return act.reference.flags.get(what)?.name ?? what;
    return kind === '' ? what : nameOfLimit(act.reference, { kind: kind as 'substance', refId: what });
  };
  return [...Map.groupBy(rows, ({ patientId }) => patientId).values()].flatMap((group) => {
    const [first] = group;
    const patient = first === undefined ? undefined : patients.get(first.patientId);
    if (first === undefined || patient === undefined) return [];
    const reasons = new Map(
      group.map((row) => [`${row.why} ${row.what}`, { why: row.why, what: nameOf(row), since: row.since }]),
    );
    return [
      {
        patientId: first.patientId,
        patient: patient.name,
        number: patient.number,
        consentId: first.consentId,
        reasons: [...reasons.values()],
        nextVisit: first.nextVisit,
      },
    ];
  });
}

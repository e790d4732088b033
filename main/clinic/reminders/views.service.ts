import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reminder, ReminderReason } from '../../../shared/contract/reminders.ts';
import { dayBounds, isPlainDate } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { visitFactsBetween } from '../appointments/service.ts';
import { linesOf, patientIdentity } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { wishesOf } from './choice.service.ts';
import { findCalls, findRemindersOf, findSettings, findTroubled, type ReminderRow } from './store.ts';

/** Who is reminded of a day's visits, how, and how far it came. */
export async function ofDay(
  db: Reader,
  { date }: Inputs['reminders']['ofDay'],
  act: Act,
): Promise<Outputs['reminders']['ofDay']> {
  if (!isPlainDate(date) || date < '1900' || date >= '2200')
    throw new Refusal('INVALID', { field: 'date', problem: 'out-of-range' });
  const { zone } = act.clinic;
  const all = await visitFactsBetween(db, dayBounds(date, zone), null);
  const visits = all.filter(({ status }) => status === 'booked');
  const wishes = await wishesOf(
    db,
    visits.map(({ patientId }) => patientId),
  );
  const lines = await linesOf(
    db,
    visits.map(({ patientId }) => patientId),
    act,
  );
  const ids = visits.map(({ id }) => id);
  const called = new Map(
    (ids.length === 0 ? [] : await findCalls(db, ids)).map(({ appointmentId, startsAt, at, by }) => [
      `${appointmentId} ${startsAt}`,
      { at, by },
    ]),
  );
  const shown = visits.flatMap(({ id, patientId, startsAt }) => {
    const patient = lines.get(patientId);
    return patient === undefined || patient.deceased
      ? []
      : [{ appointmentId: id, patient, startsAt, wish: wishes(patientId) }];
  });
  const plain = ({ wish: _, ...visit }: (typeof shown)[number]) => visit;
  // Also those of visits that were cancelled since: that nothing went to them has to be seen.
  const rows =
    all.length === 0
      ? []
      : await findRemindersOf(
          db,
          all.map(({ id }) => id),
        );
  const ofThisTime = rows.filter((row) =>
    all.some(({ id, startsAt }) => id === row.appointmentId && startsAt === row.startsAt),
  );
  return {
    date,
    zone,
    sending: (await findSettings(db)).sending === 1,
    mails: await remindersFrom(db, ofThisTime, act),
    calls: shown
      .filter(({ wish }) => wish.ways.includes('call'))
      .map(({ wish, ...visit }) => ({
        ...visit,
        phone: wish.phone === '' ? visit.patient.phone : wish.phone,
        called: called.get(`${visit.appointmentId} ${visit.startsAt}`) ?? null,
      })),
    slips: shown.filter(({ wish }) => wish.ways.includes('slip')).map(plain),
    notAsked: shown.filter(({ wish }) => !wish.asked).map(plain),
  };
}

export async function troubles(db: Reader, _: unknown, act: Act): Promise<Reminder[]> {
  return remindersFrom(db, await findTroubled(db, act.now), act);
}

async function remindersFrom(db: Reader, rows: readonly ReminderRow[], act: Act): Promise<Reminder[]> {
  const lines = await linesOf(
    db,
    rows.map(({ patientId }) => patientId),
    act,
  );
  const wishes = await wishesOf(
    db,
    rows.map(({ patientId }) => patientId),
  );
  const shown: Reminder[] = [];
  for (const row of rows) {
    const patient = lines.get(row.patientId);
    if (patient === undefined) continue;
    const { id, appointmentId, startsAt, hours, dueAt, state, stateAt, reason, attempts, nextAt } = row;
    const address =
      row.address || wishes(row.patientId).email || (await patientIdentity(db, row.patientId)).email;
    shown.push({
      id,
      appointmentId,
      patient,
      startsAt,
      hours,
      dueAt,
      state,
      stateAt,
      reason: reason as ReminderReason | null,
      attempts,
      nextAt,
      address,
    });
  }
  return shown.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || b.hours - a.hours);
}

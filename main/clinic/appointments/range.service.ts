import type { VisitLine } from '../../../shared/contract/appointments.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import { addDays, addMonths, dayBounds, weekday } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { linesOf } from '../patients/service.ts';
import { devicesOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { phasesOf } from './claiming.service.ts';
import { countByDay, findExtras, findLinesBetween } from './range.store.ts';
import { assertDay } from './rules.ts';

const longest = 42;

/** The book from one day to another: for the week, the list and their papers. */
export async function range(
  db: Reader,
  { from, to, practitionerId }: { from: string; to: string; practitionerId?: string | undefined },
  act: Act,
): Promise<Outputs['appointments']['range']> {
  assertDay(from, 'from');
  assertDay(to, 'to');
  if (to < from) throw new Refusal('INVALID', { field: 'to', problem: 'before-start' });
  if (addDays(from, longest) <= to) throw new Refusal('INVALID', { field: 'to', problem: 'too-long' });
  const { zone } = act.clinic;
  const time = [dayBounds(from, zone).from, dayBounds(to, zone).to] as const;
  const rows = await findLinesBetween(db, time, practitionerId);
  const patients = await peopleOf(db, [...new Set(rows.map(({ patientId }) => patientId))], act);
  const kinds = new Map((await devicesOf(db)).map(({ id, kind }) => [id, kind]));
  const extras = Map.groupBy(await findExtras(db, time), ({ appointmentId }) => appointmentId);
  const appointments = rows.flatMap((row): VisitLine[] => {
    const patient = patients.get(row.patientId);
    if (patient === undefined) return [];
    const mine = extras.get(row.id) ?? [];
    const unitOf = (kind: string | null) =>
      mine.find(({ deviceId }) => deviceId !== null && kinds.get(deviceId) === kind)?.deviceId ?? null;
    const { id, roomId, typeId, startsAt, endsAt, note, version } = row;
    return [
      {
        ...{
          id,
          patient,
          practitionerId: row.practitionerId,
          roomId,
          typeId,
          startsAt,
          endsAt,
          note,
          version,
        },
        status: row.status as VisitLine['status'],
        lateCancelled: row.lateCancelled === 1,
        parts: phasesOf(row).map(({ stretches: _, ...part }) => ({
          ...part,
          deviceId: unitOf(part.deviceKind),
        })),
        overbooked: mine.some(({ overbooked }) => overbooked === 1),
      },
    ];
  });
  return { from, to, zone, appointments };
}

/** Counts alone, in whole weeks around the month. */
export async function month(
  db: Reader,
  { month }: { month: string },
  act: Act,
): Promise<Outputs['appointments']['month']> {
  const first = `${month}-01`;
  assertDay(first, 'month');
  const last = addDays(addMonths(first, 1), -1);
  const from = addDays(first, 1 - weekday(first));
  const to = addDays(last, 7 - weekday(last));
  const days = [];
  for (let date = from; date <= to; date = addDays(date, 1))
    days.push({ date, ...dayBounds(date, act.clinic.zone) });
  return { month, from, to, days: await countByDay(db, days) };
}

/** A statement takes some ten thousand ids; six weeks of a very large clinic may have more patients. */
async function peopleOf(db: Reader, ids: readonly string[], act: Act) {
  const people: Awaited<ReturnType<typeof linesOf>> = new Map();
  for (let at = 0; at < ids.length; at += 5000)
    for (const [id, line] of await linesOf(db, ids.slice(at, at + 5000), act)) people.set(id, line);
  return people;
}

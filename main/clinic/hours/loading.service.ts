import type { Week } from '../../../shared/contract/hours.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import { minutesOf, type WallClock, wallClock } from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { type Closed, type Dates, everyDay, type ValidWeek, weekOn } from './rules.ts';
import * as store from './store.ts';

/** The clinic's week, and by practitioner the week that holds on a date. */
export async function weeks(
  db: Reader,
  practitionerIds: readonly string[],
  dates: Dates,
  act: Pick<Act, 'clinic'>,
): Promise<(practitionerId: string | null) => (date: string) => Week> {
  const opening = await store.findOpening(db);
  const { dayStart, dayEnd } = act.clinic;
  const clinic =
    opening === undefined || opening.week === null
      ? everyDay(dayStart, dayEnd)
      : (JSON.parse(opening.week) as Week);
  const rows =
    practitionerIds.length === 0
      ? []
      : await store.findWorkingOn(db, practitionerIds, { from: addDays(dates.from, -1), to: dates.to });
  const own = Map.groupBy(
    rows.map((row) => ({ ...row, week: JSON.parse(row.week) as Week })),
    ({ practitionerId }) => practitionerId,
  );
  const none: ValidWeek[] = [];
  return (practitionerId) => weekOn(own.get(practitionerId ?? '') ?? none, clinic);
}

/** Closures that stand on these dates, as spans; one that lasts longer than the dates keeps its real ends. */
export async function closedIn(db: Reader, dates: Dates, clock: WallClock, zone: string): Promise<Closed[]> {
  const rows = await store.findClosures(db, dates);
  const clockOn = (date: string) =>
    date >= dates.from && date <= dates.to ? clock : wallClock(zone, date, date);
  return rows
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ kind, label, fromDate, fromTime, toDate, toTime, ...row }) => ({
      kind,
      label,
      resourceId: row.practitionerId ?? row.roomId ?? row.deviceId,
      from: clockOn(fromDate).at(fromDate, minutesOf(fromTime), 'first'),
      to: clockOn(toDate).at(toDate, minutesOf(toTime), 'last'),
    }));
}

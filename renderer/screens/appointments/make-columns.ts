import type { Hold } from '../../../shared/contract/slots.ts';
import type { ShownDay } from '../../../shared/contract/hours.ts';
import { millisOf } from '../../../shared/rules/wall-clock.ts';
import { isOff, type BookVisit } from './book-visit.ts';
import { blocksOf, type Column, type Kept } from './columns.ts';
import { dayLines, extentOn, type DayLine } from './day-line.ts';
import { shadesOf, type Resource } from './shades.ts';

interface Named {
  id: string;
  name: string;
}

interface OneDay {
  date: string;
  zone: string;
  today: string;
  visits: readonly BookVisit[];
  holds: readonly Hold[];
  hours: ShownDay | undefined;
  /** Says who keeps the time. */
  holder: (userId: string) => string;
}

/** A column for each practitioner, room or device of one day. */
export function columnsOfDay(
  kind: Resource['kind'],
  resources: readonly Named[],
  day: OneDay,
  noRoom: string,
): Column[] {
  const [line] = dayLines([day.date], day.zone);
  if (line === undefined) return [];
  const known = new Set(resources.map(({ id }) => id));
  const lists = new Map<string, BookVisit[]>();
  for (const visit of day.visits)
    for (const id of placesOf(kind, visit)) {
      const list = lists.get(id);
      if (list === undefined) lists.set(id, [visit]);
      else list.push(visit);
    }
  const strays = [...lists.keys()].some((id) => !known.has(id));
  const all = kind === 'room' && strays ? [...resources, { id: '', name: noRoom }] : resources;
  return all.map(({ id, name }) => {
    const of: Resource = kind === 'room' ? { kind, id: id === '' ? null : id } : { kind, id };
    const visits =
      id === '' ? [...lists].flatMap(([key, list]) => (known.has(key) ? [] : list)) : (lists.get(id) ?? []);
    const holds = day.holds.filter((hold) => keeps(hold, of));
    return {
      ...{ id, title: name, subtitle: '', date: day.date, of, today: day.date === day.today },
      blocks: blocksOf(visits, line, of),
      shades: shadesOf(day.hours, of),
      holds: holds.map((hold) => keptOf(hold, line, day.holder)),
      count: visits.filter((visit) => !isOff(visit)).length,
    };
  });
}

/** A column for each day of one practitioner. */
export function columnsOfWeek(
  practitionerId: string,
  dates: readonly string[],
  week: Omit<OneDay, 'date' | 'hours' | 'holds' | 'holder'> & { hours: readonly ShownDay[] },
  say: (date: string) => { title: string; subtitle: string },
): Column[] {
  const of: Resource = { kind: 'practitioner', id: practitionerId };
  return dayLines(dates, week.zone).map((line) => {
    const visits = week.visits.filter(
      ({ starts, ends }) => !line.after(starts + 1) && !line.before(ends - 1),
    );
    return {
      ...{ id: line.date, date: line.date, of, today: line.date === week.today, holds: [] },
      ...say(line.date),
      blocks: blocksOf(visits, line, of),
      shades: shadesOf(
        week.hours.find(({ date }) => date === line.date),
        of,
      ),
      count: visits.filter((visit) => !isOff(visit) && !line.before(visit.starts)).length,
    };
  });
}

function placesOf(kind: Resource['kind'], visit: BookVisit): string[] {
  if (kind === 'practitioner') return [visit.practitionerId];
  if (kind === 'room') return [visit.roomId ?? ''];
  return [...new Set(visit.parts.flatMap(({ deviceId }) => deviceId ?? []))];
}

function keeps(hold: Hold, of: Resource): boolean {
  if (of.kind === 'practitioner') return hold.practitionerId === of.id;
  return of.kind === 'room' ? hold.roomId === of.id && of.id !== null : hold.deviceIds.includes(of.id);
}

function keptOf(hold: Hold, line: DayLine, holder: (userId: string) => string): Kept {
  return {
    id: hold.id,
    ...extentOn(line, millisOf(hold.startsAt), millisOf(hold.endsAt)),
    by: holder(hold.by),
  };
}

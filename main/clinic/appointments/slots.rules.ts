import type { HoursSpan } from '../../../shared/contract/hours.ts';
import { addDays, GRID_MINUTES, weekday } from '../../../shared/rules/calendar.ts';
import { claimsOf, type DeviceKind, layOut, type Phase } from '../../../shared/rules/phases.ts';
import {
  common,
  millisOf,
  minus,
  minutesOf,
  type Span,
  tidy,
  type WallClock,
} from '../../../shared/rules/wall-clock.ts';

const minute = 60_000;
const grid = GRID_MINUTES * minute;
const epoch = '1970-01-01T00:00:00.000Z';

/** When a visit keeps each of its resources, in milliseconds from the patient's first minute. */
export interface Needs {
  /** Of the patient's own time. */
  length: number;
  practitioner: Span[];
  room: Span[];
  patient: Span[];
  devices: Map<DeviceKind, Span[]>;
}

/** Read off the very claims that a booking makes, so that search and booking cannot come to differ. */
export function needsOf(phases: readonly Phase[], minutes: number): Needs {
  const kinds = [...new Set(phases.flatMap(({ deviceKind }) => deviceKind ?? []))];
  const units = Object.fromEntries(kinds.map((kind) => [kind, kind]));
  const claims = claimsOf(layOut(phases, epoch), { patientId: '', practitionerId: '', roomId: '', units });
  const of = (resource: string, id = '') =>
    claims
      .filter((claim) => claim.resource === resource && claim.resourceId === id)
      .map(({ startsAt, endsAt }) => ({ from: millisOf(startsAt), to: millisOf(endsAt) }));
  return {
    length: minutes * minute,
    practitioner: of('practitioner'),
    room: of('room'),
    patient: of('patient'),
    devices: new Map(kinds.map((kind) => [kind, of('device', kind)])),
  };
}

/**
 * The starts that one resource allows: the patient's whole time lies within `open`, and nothing of `busy` meets what
 * the visit keeps of it. Starts are whole milliseconds, so the answer is half-open like every span.
 */
export function startsFor(
  open: readonly Span[],
  busy: readonly Span[],
  needs: readonly Span[],
  length: number,
): Span[] {
  const fitting = tidy(open.map(({ from, to }) => ({ from, to: to - length + 1 })));
  return minus(fitting, blockedBy(busy, needs));
}

/** Starts at which something of `busy` would meet one of the needs. */
export function blockedBy(busy: readonly Span[], needs: readonly Span[]): Span[] {
  return tidy(
    needs.flatMap((need) => busy.map(({ from, to }) => ({ from: from - need.to + 1, to: to - need.from }))),
  );
}

/** Starts on the wished days at which the whole visit lies in one of the wished windows. */
export function wishedStarts(
  { weekdays = [], windows = [] }: { weekdays?: readonly number[]; windows?: readonly HoursSpan[] },
  dates: readonly string[],
  clock: WallClock,
  length: number,
): Span[] {
  const [first] = dates;
  if (first === undefined) return [];
  const wanted = dates.filter((date) => weekdays.length === 0 || weekdays.includes(weekday(date)));
  const days = tidy(
    wanted.map((date) => ({ from: clock.at(date, 0, 'first'), to: clock.at(addDays(date, 1), 0, 'first') })),
  );
  if (windows.length === 0) return days;
  const within = [addDays(first, -1), ...dates].flatMap((date) =>
    windows.map(({ from, to }) => {
      const begins = minutesOf(from);
      const ends = minutesOf(to);
      return {
        from: clock.at(date, begins, 'first'),
        to: clock.at(date, ends > begins ? ends : ends + 1440, 'last'),
      };
    }),
  );
  return common(days, startsFor(tidy(within), [], [], length));
}

/** The first starts of `spans` on the five-minute grid of the wall clock, `step` or more apart and after `last`. */
export function onGrid(
  spans: readonly Span[],
  clock: WallClock,
  { step, last, limit }: { step: number; last: number; limit: number },
): number[] {
  const starts: number[] = [];
  let earliest = last + step * minute;
  for (const { from, to } of spans) {
    let at = nextLine(Math.max(from, earliest), clock);
    while (at < to) {
      if (starts.push(at) === limit) return starts;
      earliest = at + step * minute;
      at = nextLine(earliest, clock);
    }
  }
  return starts;
}

/** Whether one of the spans (tidy) has this start. */
export function allows(spans: readonly Span[], start: number): boolean {
  return spans.some(({ from, to }) => from <= start && start < to);
}

/** Zones stand whole minutes off, most of them a multiple of five; minutes are tried for the rest. */
function nextLine(from: number, clock: WallClock): number {
  const onLine = (at: number) => clock.shows(at).minutes % GRID_MINUTES === 0;
  const first = Math.ceil(from / grid) * grid;
  if (!Number.isFinite(first) || onLine(first)) return first;
  let at = Math.ceil(from / minute) * minute;
  while (!onLine(at)) at += minute;
  return at;
}

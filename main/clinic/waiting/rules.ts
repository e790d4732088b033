import type { HoursSpan } from '../../../shared/contract/hours.ts';
import type { Urgency } from '../../../shared/contract/waiting.ts';
import { weekday } from '../../../shared/rules/calendar.ts';
import { minutesOf } from '../../../shared/rules/wall-clock.ts';

/** As far as a wish can be judged without the book. */
export interface Wished {
  practitionerIds: readonly string[];
  weekdays: readonly number[];
  windows: readonly HoursSpan[];
  from: string;
  until: string | null;
}

/** The wall clock of a place: the date and the minutes since midnight at which it begins and ends; beyond 1440 on the next day. */
export interface PlaceTimes {
  practitionerId: string;
  date: string;
  from: number;
  to: number;
}

/**
 * Whether a visit that begins within the place could suit the wish at all: its practitioner, its day, and any of its
 * times of day. What this lets through the book still decides; what it turns away the book would turn away too.
 */
export function maySuit(wish: Wished, { practitionerId, date, from, to }: PlaceTimes): boolean {
  if (wish.practitionerIds.length > 0 && !wish.practitionerIds.includes(practitionerId)) return false;
  const overnight = to > 1440;
  if (!overnight && (date < wish.from || (wish.until !== null && date > wish.until))) return false;
  if (!overnight && wish.weekdays.length > 0 && !wish.weekdays.includes(weekday(date))) return false;
  return (
    overnight ||
    wish.windows.length === 0 ||
    wish.windows.some((window) => {
      const [opens, closes] = [minutesOf(window.from), minutesOf(window.to)];
      const ends = closes > opens ? closes : closes + 1440;
      // A window over midnight also covers the morning after it began.
      return [0, -1440].some((shift) => opens + shift < to && ends + shift > from);
    })
  );
}

const order: readonly Urgency[] = ['urgent', 'soon', 'routine'];

/** Urgent ones first, then who waits longest. */
export function byUrgency<W extends { urgency: Urgency; recordedAt: string }>(wishes: readonly W[]): W[] {
  return wishes.toSorted(
    (a, b) => order.indexOf(a.urgency) - order.indexOf(b.urgency) || a.recordedAt.localeCompare(b.recordedAt),
  );
}

/** A wish whose last day is over waits for nothing. */
export function stateOf(
  { state, until }: { state: 'waiting' | 'booked' | 'withdrawn'; until: string | null },
  today: string,
): 'waiting' | 'booked' | 'withdrawn' | 'past' {
  return state === 'waiting' && until !== null && until < today ? 'past' : state;
}

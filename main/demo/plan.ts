import { addDays, plusMinutes, readWallTime, weekday } from '../../shared/rules/calendar.ts';
import { newDraw, type Draw } from './random.ts';

/** How one visit goes. `future`: nothing has happened to it yet. */
export type Ending = 'done' | 'did-not-attend' | 'cancelled' | 'future';

export interface PlannedVisit {
  patient: number;
  practitioner: number;
  room: number;
  type: number;
  date: string;
  time: string;
  startsAt: string;
  minutes: number;
  bookedAt: string;
  ending: Ending;
  cancelled: { at: string; by: 'patient' | 'clinic'; reason: string } | null;
}

/** A place in the book that must stay free: the three cases are played there. */
export interface Reserved {
  date: string;
  from: string;
  to: string;
}

export interface PlanWish {
  patients: number;
  seed: number;
  /** The day around which the twelve months lie, and the moment until which things have happened. */
  today: string;
  until: string;
  zone: string;
  reserved: readonly Reserved[];
}

export const daysBefore = 183;
export const daysAfter = 182;

const all = { practitioner: true, room: true, deviceKind: null, patient: true, stretches: false } as const;
const rest = { ...all, name: 'Needles rest', practitioner: false };
const clean = { ...all, name: 'Clean', minutes: 5, practitioner: false, patient: false };
const laser = { ...all, name: 'Laser', deviceKind: 'laser' } as const;

/** Visit types in the order of the clinic's list: minutes of each, and the parts that they are made of. */
export const visitTypes = [
  {
    name: 'First visit',
    minutes: 45,
    tint: 'teal',
    techniques: ['dry-needling'],
    phases: [
      { ...all, name: 'Talk and examine', minutes: 25, stretches: true },
      { ...all, name: 'Needle', minutes: 10 },
      { ...rest, minutes: 10 },
      clean,
    ],
  },
  {
    name: 'Treatment',
    minutes: 30,
    tint: 'sky',
    techniques: ['dry-needling', 'soft-tissue-injection', 'low-level-laser'],
    phases: [
      { ...all, name: 'Needle', minutes: 10, stretches: true },
      { ...rest, minutes: 10 },
      { ...laser, minutes: 10 },
      clean,
    ],
  },
  {
    name: 'Laser',
    minutes: 20,
    tint: 'plum',
    techniques: ['low-level-laser'],
    phases: [{ ...laser, minutes: 20, stretches: true }, clean],
  },
  {
    name: 'Review',
    minutes: 20,
    tint: 'slate',
    techniques: [],
    phases: [{ ...all, name: 'Review', minutes: 20, stretches: true }],
  },
] as const;

/** The room is wiped after every visit; one length of time for all keeps the plan simple. */
const cleaning = 5;

/** Two share the first room, one before and one after noon; so no room is wanted twice. */
const shifts = [
  { room: 0, from: 8 * 60, to: 13 * 60 },
  { room: 1, from: 8 * 60 + 30, to: 16 * 60 + 30 },
  { room: 0, from: 13 * 60, to: 18 * 60 },
];
const step = 10;
const reasons = [
  'Has a cold',
  'Cannot get away from work',
  'Pain has gone',
  'No transport today',
  'Double booking of our own',
];

/**
 * The appointment book of twelve months: weekly runs of visits for most patients, denser around today. Only days,
 * hours and numbers; who and where is filled in when it is lived through.
 */
export function planVisits(wish: PlanWish): PlannedVisit[] {
  const draw = newDraw(wish.seed, 'visits');
  const book = newBook(wish);
  const visits: PlannedVisit[] = [];
  for (let patient = 0; patient < wish.patients; patient++) {
    if (draw.chance(0.06)) continue;
    const runs = draw.chance(0.3) ? 2 : 1;
    for (let run = 0; run < runs; run++) visits.push(...planRun(draw, book, wish, patient));
  }
  return visits.toSorted((a, b) => compare(a.startsAt, b.startsAt) || a.practitioner - b.practitioner);
}

/** One complaint: a first visit and the treatments after it, each booked when the one before ends. */
function planRun(draw: Draw, book: Book, wish: PlanWish, patient: number): PlannedVisit[] {
  const practitioner = draw.below(shifts.length);
  const length = draw.between(2, 8);
  const opening = draw.chance(0.35) ? draw.between(-35, 14) : draw.between(-daysBefore, 120);
  const hour = draw.between(0, 40);
  let date = addDays(wish.today, opening);
  let bookedAt: string | null = null;
  const visits: PlannedVisit[] = [];
  for (let number = 0; number < length; number++) {
    const type = number === 0 ? 0 : number === length - 1 ? 3 : draw.chance(0.2) ? 2 : 1;
    const slot = book.take({ practitioner, patient }, type, date, hour);
    if (slot === null || slot.date > addDays(wish.today, daysAfter)) break;
    const before: string =
      bookedAt ?? earlier(slot.startsAt, draw.between(2, 16) * 24 * 60 + draw.between(0, 300));
    // What would have to be booked after today's moment is not in the book yet.
    if (before >= wish.until) break;
    const visit: PlannedVisit = {
      ...slot,
      patient,
      practitioner,
      type,
      bookedAt: before,
      ...ending(draw, slot, before, wish.until),
    };
    visits.push(visit);
    const ended = plusMinutes(visit.startsAt, visit.minutes + 5);
    bookedAt = visit.ending === 'future' ? before : later(ended, before);
    date = addDays(
      slot.date,
      draw.weighted([
        [7, 6],
        [14, 3],
        [3, 1],
      ]),
    );
  }
  return visits;
}

function ending(
  draw: Draw,
  { startsAt, minutes }: { startsAt: string; minutes: number },
  bookedAt: string,
  until: string,
): Pick<PlannedVisit, 'ending' | 'cancelled'> {
  const how = draw.weighted([
    ['done', 84],
    ['did-not-attend', 5],
    ['cancelled', 8],
  ] as const);
  const at = earlier(startsAt, draw.between(60, 3 * 24 * 60));
  if (how === 'cancelled' && at > bookedAt && at < until) {
    const reason = draw.pick(reasons);
    return { ending: how, cancelled: { at, reason, by: reason.endsWith('our own') ? 'clinic' : 'patient' } };
  }
  const over = plusMinutes(startsAt, minutes) < until;
  return { ending: over ? (how === 'cancelled' ? 'done' : how) : 'future', cancelled: null };
}

interface Slot {
  date: string;
  time: string;
  startsAt: string;
  minutes: number;
  room: number;
}
interface Book {
  /** The first free time on or after the day, near the time that the patient likes, counted in steps from the start of the shift; null when a month is full. */
  take(who: { practitioner: number; patient: number }, type: number, date: string, hour: number): Slot | null;
}

function newBook({ zone, reserved, today }: PlanWish): Book {
  const taken = new Map<string, { from: string; to: string }[]>();
  const last = addDays(today, daysAfter);
  for (const { date, from, to } of reserved) {
    // A case may need the first room and its practitioner; both are kept free.
    for (const key of [`${date}:0`, `${date}:2`]) taken.set(key, [...(taken.get(key) ?? []), { from, to }]);
  }
  return {
    take: ({ practitioner, patient }, type, wanted, hour) => {
      const shift = shifts[practitioner];
      const minutes = visitTypes[type]?.minutes ?? 30;
      if (shift === undefined) return null;
      for (let date = wanted, tried = 0; tried < 30 && date <= last; date = addDays(date, 1), tried++) {
        // Whoever opens the demo at a weekend finds a day at work too.
        if (weekday(date) > 5 && weekday(date) !== weekday(today)) continue;
        // Somebody with two complaints is in one room at a time, too.
        const keys = [`${date}:${practitioner}`, `${date}:patient ${patient}`];
        const busy = keys.flatMap((key) => taken.get(key) ?? []);
        const starts = Math.floor((shift.to - shift.from - minutes - cleaning) / step) + 1;
        for (let tries = 0; tries < starts; tries++) {
          const time = clockText(shift.from + ((hour + tries) % starts) * step);
          const reading = readWallTime({ date, time }, zone);
          // A time that the clock skips or shows twice is left to people who can be asked.
          if (reading.kind !== 'exact') continue;
          const [from, to] = [reading.instant, plusMinutes(reading.instant, minutes + cleaning)];
          if (busy.some((other) => from < other.to && other.from < to)) continue;
          for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), { from, to }]);
          return { date, time, startsAt: from, minutes, room: shift.room };
        }
      }
      return null;
    },
  };
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function earlier(instant: string, minutes: number): string {
  return plusMinutes(instant, -minutes);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

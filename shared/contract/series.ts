import { z } from 'zod';
import { appointmentStatus } from './appointments.ts';
import { mayRefuse, seriesObstacle } from './errors.ts';
import { command, query } from './procedure.ts';
import { id, instant, line, plainDate, plainTime, prose, version } from './values.ts';

const every = z.int().min(1).max(52);
/** 1 Monday to 7 Sunday. */
const weekday = z.int().min(1).max(7);

/** When it repeats; `every` counts days, weeks (from Monday) or months from the first one. */
export const seriesRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days'), every }),
  z.object({ kind: z.literal('weeks'), every, weekdays: z.array(weekday).min(1).max(7) }),
  z.object({
    kind: z.literal('month-day'),
    every,
    day: z.int().min(1).max(31),
    /** What is done in months without that day; null is refused where there are such months. */
    shortMonths: z.enum(['last', 'skip']).nullable(),
  }),
  z.object({
    kind: z.literal('month-weekday'),
    every,
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
    weekday,
  }),
]);

export const seriesEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), count: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('date'), until: plainDate }),
]);

const place = {
  practitionerId: id,
  roomId: id.nullable(),
  /** Start on the clinic's wall clock: 18:00 stays 18:00 when the clock changes. */
  time: plainTime,
  minutes: z.int().min(5).max(480).multipleOf(5),
};

export const seriesPlan = z.object({
  patientId: id,
  typeId: id,
  ...place,
  rule: seriesRule,
  /** First day that counts; the first visit is on it or after it, as the rule says. */
  from: plainDate,
  ends: seriesEnd,
  /** The number means visits: for each date that is skipped another one follows at the end. */
  append: z.boolean(),
  note: prose(500),
  courseId: id.nullable(),
});
export type SeriesPlan = z.infer<typeof seriesPlan>;

const chosen = {
  /** Another start than the plan's; null is the plan's own. */
  startsAt: instant.nullable(),
  /** Said by the desk: outside opening or working hours is meant. */
  outsideHours: z.boolean(),
};

/** What the desk says of one date; of a date that nothing is said of, the plan's own time must be free. */
export const seriesDecision = z.object({ date: plainDate, act: z.enum(['take', 'skip']), ...chosen });
export type SeriesDecision = z.infer<typeof seriesDecision>;

/** What the desk says of one visit that would move: `keep` leaves it where it is. */
export const moveDecision = z.object({
  appointmentId: id,
  act: z.enum(['take', 'keep']),
  ...chosen,
});
export type MoveDecision = z.infer<typeof moveDecision>;

export const seriesState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }),
  /** It is already in the book: the visit from which the series is planned. */
  z.object({ kind: z.literal('booked') }),
  ...seriesObstacle.options,
]);

/** One date of a plan, or one visit to be moved: where it would be, what stands in its way, where it could go. */
export const plannedVisit = z.object({
  /** The plan's own date. */
  date: plainDate,
  /** Null for one that is not in the book yet. */
  appointmentId: id.nullable(),
  /** Where it stands now; null for one that is not in the book yet. */
  standsAt: instant.nullable(),
  /** The plan's start, or the one chosen instead; null when the clock jumps over it or shows it twice. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  decision: z.enum(['planned', 'taken', 'skipped', 'kept']),
  state: seriesState,
  /** Free starts near the planned one; for a doubled hour both readings that are free. */
  choices: z.array(z.object({ startsAt: instant, endsAt: instant })),
});
export type PlannedVisit = z.infer<typeof plannedVisit>;

export const seriesVisit = z.object({
  id,
  version,
  seriesDate: plainDate,
  startsAt: instant,
  endsAt: instant,
  practitionerId: id,
  roomId: id.nullable(),
  status: appointmentStatus,
  /** Stands elsewhere than the series has it; stays so when the series moves, unless told. */
  changed: z.boolean(),
  /** Begun, over or off: no act on the series touches it. */
  fixed: z.boolean(),
});
export type SeriesVisit = z.infer<typeof seriesVisit>;

export const seriesView = z.object({
  id,
  version,
  plan: seriesPlan,
  /** By how many days it has been moved since it was planned; the rule counts from before. */
  shiftDays: z.int(),
  visits: z.array(seriesVisit),
  /** Start of the last visit that stands; null when none does. */
  lastAt: instant.nullable(),
  /** The last act on the whole series that can be taken back. */
  lastAct: z
    .object({
      id,
      kind: z.enum(['book', 'extend', 'move', 'cancel']),
      at: instant,
      by: id,
      visits: z.int(),
    })
    .nullable(),
});
export type Series = z.infer<typeof seriesView>;

/** A course of treatment by its numbers alone: nothing of why the patient comes. */
export const courseCount = z.object({
  courseId: id,
  startedOn: plainDate,
  ended: z.boolean(),
  planned: z.int(),
  /** Treated: sessions of the course, and its visits that are over. */
  done: z.int(),
  booked: z.int(),
  /** What is planned and neither done nor booked; never below 0. */
  toBook: z.int(),
  next: instant.nullable(),
});
export type CourseCount = z.infer<typeof courseCount>;

const scope = z.enum(['following', 'all']);
/** The visits as the desk has seen them: refused when one was changed meanwhile. */
const seen = z.array(z.object({ id, version })).max(500);
const moving = z.object({
  /** The visit from which it is said. */
  appointmentId: id,
  scope,
  ...place,
  /** Days later, or earlier when negative. */
  shiftDays: z.int().min(-60).max(60),
  /** Visits that stand elsewhere move too. */
  changedToo: z.boolean(),
  decisions: z.array(moveDecision).max(200),
});
const planning = z.object({
  plan: seriesPlan,
  /** The visit from which the series is planned: it becomes the one of its date. */
  appointment: z.object({ id, version }).nullable(),
  decisions: z.array(seriesDecision).max(200),
});
const done = z.object({
  seriesId: id,
  /** What `undo` takes back as a whole. */
  actId: id,
  visits: z.int(),
  lastAt: instant.nullable(),
});

/** Visits that repeat. Every act is done as a whole or not at all, and taken back as a whole. */
export const series = {
  /** Every date of the plan with what stands in its way. A plan that gives no dates is refused as `INVALID` with its reason. */
  preview: query('appointments.read')
    .input(planning)
    .output(z.object({ visits: z.array(plannedVisit), lastAt: instant.nullable() })),
  /** Refused as a whole with every date that cannot be had; then nothing is written. */
  book: command('appointments.write')
    .input(planning)
    .output(done)
    .errors(mayRefuse('SERIES_CLASH', 'STALE_VERSION', 'WRONG_STATUS', 'PATIENT_DECEASED')),
  open: query('appointments.read').input(z.object({ id })).output(seriesView),
  previewMove: query('appointments.read')
    .input(moving)
    .output(z.object({ visits: z.array(plannedVisit), seen, stays: z.int() })),
  /** Moves this visit and those after it, or all, by days, to another time, length, practitioner or room. */
  move: command('appointments.write')
    .input(moving.extend({ seen }))
    .output(done)
    .errors(mayRefuse('SERIES_CLASH', 'STALE_VERSION', 'WRONG_STATUS', 'PATIENT_DECEASED')),
  cancel: command('appointments.write')
    .input(
      z.object({ appointmentId: id, scope, seen, reason: line(200, 1), by: z.enum(['patient', 'clinic']) }),
    )
    .output(done)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** The next dates of the rule after the last planned one, as many as asked for. */
  previewExtension: query('appointments.read')
    .input(z.object({ id, count: z.int().min(1).max(100), decisions: z.array(seriesDecision).max(200) }))
    .output(z.object({ visits: z.array(plannedVisit), lastAt: instant.nullable() })),
  extend: command('appointments.write')
    .input(
      z.object({
        id,
        version,
        count: z.int().min(1).max(100),
        decisions: z.array(seriesDecision).max(200),
      }),
    )
    .output(done)
    .errors(mayRefuse('SERIES_CLASH', 'STALE_VERSION', 'PATIENT_DECEASED')),
  /** Takes the last act on a series back in one step; refused when one of its visits was touched since. */
  undo: command('appointments.write')
    .input(z.object({ actId: id, reason: line(200, 1) }))
    .output(done)
    .errors(mayRefuse('SERIES_CLASH', 'STALE_VERSION', 'WRONG_STATUS', 'PATIENT_DECEASED')),
  /** Courses of a patient by their numbers, newest first. */
  courses: query('appointments.read')
    .input(z.object({ patientId: id }))
    .output(z.array(courseCount)),
};

import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { id, instant, line, plainDate, plainTime, version } from './values.ts';

/** The end of something on the wall clock: `24:00` is midnight at the end of that day. */
export const endTime = z.union([plainTime, z.literal('24:00')]);

/** Open from `from` to `to`; a `to` that is not later than `from` is the next morning. */
export const hoursSpan = z.object({ from: plainTime, to: endTime });
export type HoursSpan = z.infer<typeof hoursSpan>;

/** Monday to Sunday; a day without spans is closed. Spans of one day in order, none touching another. */
export const week = z.array(z.array(hoursSpan).max(6)).length(7);
export type Week = z.infer<typeof week>;

/** A practitioner's own hours, first and last day included; no last day means until further notice. */
export const workingHours = z.object({
  id,
  practitionerId: id,
  validFrom: plainDate,
  validUntil: plainDate.nullable(),
  week,
  withdrawn: z.boolean(),
  version,
});
export type WorkingHours = z.infer<typeof workingHours>;

/** What takes time away: of the whole clinic, of a practitioner, of a room, of a device. */
export const closureKind = z.enum(['holiday', 'leave', 'room-closed', 'device-out']);
export type ClosureKind = z.infer<typeof closureKind>;

/** Wall-clock times in the clinic's zone, so that part of a day can be taken off. */
export const closureTime = {
  from: z.object({ date: plainDate, time: plainTime }),
  to: z.object({ date: plainDate, time: endTime }),
};

export const closure = z.object({
  id,
  kind: closureKind,
  /** The practitioner, room or device; null for a holiday, which closes the clinic. */
  resourceId: id.nullable(),
  ...closureTime,
  /** The same as instants: a doubled hour is closed in both readings. */
  startsAt: instant,
  endsAt: instant,
  /** Shown to everyone at the desk. */
  label: z.string(),
  recordedBy: id,
  recordedAt: instant,
  withdrawn: z.boolean(),
  version,
});
export type Closure = z.infer<typeof closure>;

/** Part of one date on the wall clock, with its instants: on the day of a clock change the two differ in length. */
const shownSpan = z.object({ from: plainTime, to: endTime, startsAt: instant, endsAt: instant });
export type ShownSpan = z.infer<typeof shownSpan>;

export const shownDay = z.object({
  date: plainDate,
  clinic: z.array(shownSpan),
  /** Hours before leave and holidays are taken off; who has none recorded has the clinic's. */
  practitioners: z.array(z.object({ id, spans: z.array(shownSpan) })),
  closures: z.array(
    shownSpan.extend({ id, kind: closureKind, resourceId: id.nullable(), label: z.string() }),
  ),
});
export type ShownDay = z.infer<typeof shownDay>;

const dates = z.object({ from: plainDate, to: plainDate });
const saved = z.object({ id, version });
/** With the number of booked visits that now lie in it. */
const savedOver = saved.extend({ visits: z.int() });
/** Without an id something new is recorded; `withdrawn` left out means unchanged. */
const existing = { id: id.optional(), version: version.optional(), withdrawn: z.boolean().optional() };
const label = line(80, 1);

export const hours = {
  /** As recorded: opening hours (null: the profile's day, every day) and everyone's working hours. */
  overview: query('appointments.read').output(
    z.object({ opening: z.object({ week: week.nullable(), version }), working: z.array(workingHours) }),
  ),
  /** For views to shade: at most 42 days. */
  shown: query('appointments.read').input(dates).output(z.array(shownDay)),
  /** What touches these dates, withdrawn ones too, by beginning; at most 800 days. */
  closures: query('appointments.read').input(dates).output(z.array(closure)),
  closure: query('appointments.read').input(z.object({ id })).output(closure),
  saveOpening: command('practice.write')
    .input(z.object({ week: week.nullable(), version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  /** Two of one practitioner never hold on the same day. */
  saveWorking: command('practice.write')
    .input(workingHours.omit({ id: true, version: true, withdrawn: true }).extend(existing))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'HOURS_OVERLAP')),
  saveHoliday: command('practice.write')
    .input(z.object({ ...closureTime, label, ...existing }))
    .output(savedOver)
    .errors(mayRefuse('STALE_VERSION')),
  /** Whole days from a list; a date that has a holiday of that name is passed over. */
  importHolidays: command('practice.write')
    .input(
      z.object({
        holidays: z
          .array(z.object({ date: plainDate, label }))
          .min(1)
          .max(400),
      }),
    )
    .output(z.object({ recorded: z.array(savedOver), passedOver: z.int() })),
  /** Takes an import back; those withdrawn already stay so. */
  withdrawHolidays: command('practice.write')
    .input(z.object({ ids: z.array(id).min(1).max(400) }))
    .output(z.object({ withdrawn: z.int() })),
  /** Leave, a closed room, a device out. Visits already booked stay; `absences` lists them. */
  saveClosure: command('hours.write')
    .input(
      z.object({
        kind: closureKind.exclude(['holiday']),
        resourceId: id,
        ...closureTime,
        label,
        ...existing,
      }),
    )
    .output(savedOver)
    .errors(mayRefuse('STALE_VERSION')),
};

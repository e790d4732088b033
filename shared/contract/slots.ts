import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { hoursSpan } from './hours.ts';
import { command, query } from './procedure.ts';
import { id, instant, plainDate, plainTime } from './values.ts';

/** A start as the desk says it: a day and a wall-clock time; `fold` answers which of a doubled hour is meant. */
export const visitStart = z.object({
  date: plainDate,
  time: plainTime,
  fold: z.enum(['first', 'second']).optional(),
});
/** The patient's time. */
export const visitMinutes = z.int().min(5).max(480).multipleOf(5);

/** What somebody on the phone wishes for. */
export const slotWish = z.object({
  typeId: id,
  /** Never while this patient has something else. */
  patientId: id.nullable().optional(),
  /** None: everyone who treats and holds, on that day, what the techniques of the type ask for. */
  practitionerIds: z.array(id).max(50),
  /** Left out: as long as each practitioner takes for this type. */
  minutes: visitMinutes.optional(),
  rooms: z.union([z.enum(['any', 'none']), z.array(id).min(1).max(50)]),
  /** Units that must serve; of a kind that is not named here, any. */
  deviceIds: z.array(id).max(3).optional(),
  /** First day, and the last one if there is one; the search never looks further than a year. */
  from: plainDate,
  until: plainDate.optional(),
  /** 1 Monday to 7 Sunday; none means any. The day is that of the start. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).optional(),
  /** The patient comes and goes within one of these; one that ends before it begins ends the next morning. */
  windows: z.array(hoursSpan).max(6).optional(),
  /** Least minutes from one opening of a practitioner to the next; 5 gives every one there is. */
  step: z.int().min(5).max(480).multipleOf(5).optional(),
  count: z.int().min(1).max(50).optional(),
  /** A hold of one's own, which is not in one's own way. */
  holdId: id.optional(),
  /** A visit about to be moved, which is not in its own way either. */
  appointmentId: id.optional(),
});
export type SlotWish = z.infer<typeof slotWish>;

/** A start that `book` takes as it stands. */
export const opening = z.object({
  startsAt: instant,
  endsAt: instant,
  start: visitStart,
  minutes: visitMinutes,
  practitionerId: id,
  roomId: id.nullable(),
  deviceIds: z.array(id),
  /** Credential types that the type's techniques ask for and this practitioner does not hold that day. */
  lacks: z.array(z.string()),
});
export type Opening = z.infer<typeof opening>;

/** Time kept for somebody while the telephone call lasts. */
export const hold = z.object({
  id,
  by: id,
  typeId: id,
  practitionerId: id,
  roomId: id.nullable(),
  deviceIds: z.array(id),
  /** The patient's own time. */
  startsAt: instant,
  endsAt: instant,
  expiresAt: instant,
});
export type Hold = z.infer<typeof hold>;

/** As long as a telephone call usually lasts once a time has been named. */
export const holdMinutes = 5;

const held = z.object({ holdId: id, expiresAt: instant });

export const slotProcedures = {
  /**
   * The first openings, by time, then in the order in which the practitioners were named. Never before now, never
   * outside hours. `stopped` says why it ended: enough found, last day reached, or a year searched.
   */
  findSlots: query('appointments.read')
    .input(slotWish)
    .output(
      z.object({
        openings: z.array(opening),
        /** Last day that was looked at. */
        searchedTo: plainDate,
        stopped: z.enum(['count', 'until', 'year']),
      }),
    )
    .errors(mayRefuse('DEVICE_NEEDED')),
  /** Keeps the time for five minutes, as a booking would; `book` with its id takes its place. */
  hold: command('appointments.write')
    .input(
      z.object({
        typeId: id,
        patientId: id.nullable(),
        practitionerId: id,
        roomId: id.nullable(),
        deviceIds: z.array(id).max(3).optional(),
        start: visitStart,
        minutes: visitMinutes,
        outsideHours: z.boolean().optional(),
        /** A hold of one's own that is given up for this one. */
        instead: id.optional(),
      }),
    )
    .output(held)
    .errors(mayRefuse('SLOT_TAKEN', 'NOT_OPEN', 'DEVICE_NEEDED', 'TIME_MISSING', 'TIME_DOUBLED')),
  /** Gives one's own hold up; one that has run out is gone already. */
  release: command('appointments.write')
    .input(z.object({ holdId: id }))
    .output(z.object({})),
  /** Five minutes from now, as long as it has not run out. */
  extendHold: command('appointments.write')
    .input(z.object({ holdId: id }))
    .output(held),
};

import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { id, instant, key, version } from './values.ts';

/** Longest rest that a timer takes, in minutes: the hard limit of the field is 60, current through needles may run longer. */
export const REST_MINUTES = 240;

/** Needles that rest. It says where, never who: the frame of the program stands where others look at it. */
export const restTimer = z.object({
  id,
  sessionId: id,
  blockId: z.string(),
  appointmentId: id.nullable(),
  /** The room of the visit; null where none was booked. */
  room: z.string().nullable(),
  /** Whose patient it is: the practitioner. */
  practitioner: z.string(),
  /** What rests, for those who may read notes; null for everybody else. */
  technique: z.string().nullable(),
  startedAt: instant,
  dueAt: instant,
  version,
});
export type RestTimer = z.infer<typeof restTimer>;

const known = z.object({ id, version });
const minutes = z.int().min(1).max(REST_MINUTES);

export const timers = {
  /** Everything that rests now, the first due first. */
  list: query('appointments.read').output(
    z.object({
      /** The host's clock at this answer: minutes are counted from it, whatever the PC's clock says. */
      now: instant,
      timers: z.array(restTimer),
    }),
  ),
  start: command('notes.write')
    .input(z.object({ sessionId: id, blockId: key(60), minutes }))
    .output(known.extend({ dueAt: instant }))
    .errors(mayRefuse('ALREADY_SIGNED', 'WRONG_STATUS')),
  /** So many minutes more, counted from when it is due, or from now if that has passed. */
  extend: command('notes.write')
    .input(known.extend({ minutes }))
    .output(known.extend({ dueAt: instant }))
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  stop: command('notes.write').input(known).output(known).errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
};

import { z } from 'zod';
import { appointment, identityItem } from './appointments.ts';
import { query } from './procedure.ts';
import { reopening } from './register.ts';
import { id, instant, plainDate } from './values.ts';

/** What must be seen to before the patient is called. */
export const boardCheck = z.object({
  code: z.enum([
    /** Something of the safety talk is open or too old for what the kind of visit may bring. */
    'safety',
    /** The safety file stops a technique that the kind of visit brings: the practitioner decides before the patient is called. */
    'contraindicated',
    /** No signed consent covers what the kind of visit needs by then. */
    'consent',
    /** The patient has signed and the practitioner has not. */
    'countersign',
    /** Covered, and not for long any more. */
    'consent-expiring',
    /** The practitioner lacks a credential for a technique on that day. */
    'credential',
    /** The note of an earlier visit is not signed. */
    'earlier-note',
  ]),
  /** Credential types or the day of the earlier note; empty where the role may only know that something is open. */
  names: z.array(z.string()),
  /** Of safety questions: how many, 0 where the role may not know. */
  count: z.int(),
  /** The earlier note, for those who may read it. */
  sessionId: id.nullable(),
  /** Of a consent: what stopped the one that was given; empty where none was, or the role may not know. */
  stops: z.array(reopening),
});
export type BoardCheck = z.infer<typeof boardCheck>;

export const boardRow = appointment.extend({
  arrivedAt: instant.nullable(),
  beganAt: instant.nullable(),
  /** What was confirmed of the identity at the desk; null while nothing was. */
  identity: z.array(identityItem).nullable(),
  /** A note was begun and is not signed. */
  noteOpen: z.boolean(),
  /** Empty once the treatment has begun. */
  checks: z.array(boardCheck),
});
export type BoardRow = z.infer<typeof boardRow>;

export const board = {
  /** Everybody of one day, by start, with what is open before each is called. */
  day: query('appointments.read')
    .input(z.object({ date: plainDate }))
    .output(
      z.object({
        date: plainDate,
        zone: z.string(),
        /** The host's clock at this answer: waiting times are counted from it, whatever the PC's clock says. */
        now: instant,
        waitingLongMinutes: z.int(),
        waitingTooLongMinutes: z.int(),
        absentAfterMinutes: z.int(),
        rows: z.array(boardRow),
      }),
    ),
};

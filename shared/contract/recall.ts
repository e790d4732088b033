import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { contactWish } from './patients.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { decimalText, id, instant, line, plainDate, prose, referenceId } from './values.ts';

/**
 * What is looked for. At least one of text, vial, substance, product or expiry is given; what is left out narrows nothing.
 * A lot is compared without case, spaces and hyphens; one that only contains the text, is contained in it or looks like it
 * (`O` for `0`) is a maybe.
 */
export const recallCriteria = z.object({
  by: z.enum(['lot', 'vial', 'needle-lot', 'device', 'product']),
  text: line(80),
  vialId: id.nullable(),
  substanceId: referenceId.nullable(),
  product: line(120),
  expiryDate: plainDate.nullable(),
  from: plainDate.nullable(),
  until: plainDate.nullable(),
});
export type RecallCriteria = z.infer<typeof recallCriteria>;

/** One lot, needle lot or device that fits, or one place of free text in which its number stands: always a maybe. */
export const recallMatch = z.object({
  kind: z.enum(['lot', 'words']),
  key: z.string(),
  /** As it was typed, in every way in which it was. */
  texts: z.array(z.string()),
  match: z.enum(['sure', 'maybe']),
  patients: z.int(),
});

export const exposure = z.object({
  patient: z.object({
    id,
    name: z.string(),
    number: z.string(),
    birthDate: z.string(),
    diedOn: plainDate.nullable(),
  }),
  /** Null: it was written of an event that belongs to no visit. */
  sessionId: id.nullable(),
  note: z.enum(['draft', 'signed', 'entered-in-error']),
  at: instant,
  practitioner: z.string(),
  what: z.enum(['administration', 'needle', 'device', 'words']),
  substance: z.string(),
  product: z.string(),
  /** As typed. */
  lot: z.string(),
  key: z.string(),
  /** Of free text: what stands around the number. */
  words: z.string(),
  expiryDate: plainDate.nullable(),
  /** mL and mg of it in all; null where the strength is not a mass. */
  volume: decimalText.nullable(),
  doseMg: decimalText.nullable(),
  /** What else was in the same syringe. */
  mixedWith: z.array(z.string()),
  /** Taken back as entered wrongly; it may still have been given. */
  reversed: z.boolean(),
  match: z.enum(['sure', 'maybe']),
  /** Adverse events of this patient since, not counting mistakes. */
  events: z.int(),
});
export type Exposure = z.infer<typeof exposure>;

const shelf = z.object({
  lotId: id,
  product: z.string(),
  lot: z.string(),
  expiryDate: plainDate,
  frozen: z.boolean(),
  /** mL, sealed and opened. */
  leftMl: decimalText,
});

export const recallFinding = z.object({
  matches: z.array(recallMatch),
  exposures: z.array(exposure),
  /** Lots in the cupboard that a recall would freeze. */
  shelf: z.array(shelf),
  /** More than 5000 exposures fit; the rest is not listed. */
  truncated: z.boolean(),
});
export type RecallFinding = z.infer<typeof recallFinding>;

export const contactState = z.enum(['not-called', 'reached', 'letter', 'unreachable']);
export type ContactState = z.infer<typeof contactState>;

const contact = z.object({ id, state: contactState, words: z.string(), by: z.string(), at: instant });

/** One patient of a running recall, as the desk sees them: nothing of what was given or when. */
export const recallContact = z.object({
  patient: exposure.shape.patient.extend({
    phones: z.array(z.object({ number: z.string(), whose: z.string() })),
    hasAddress: z.boolean(),
    contact: contactWish,
  }),
  state: contactState,
  history: z.array(contact),
  /** Found only after the recall had begun. */
  added: z.boolean(),
});
export type RecallContact = z.infer<typeof recallContact>;

/** Title and reason are empty for those who call and may not search. */
export const recallHead = z.object({
  id,
  title: z.string(),
  reason: z.string(),
  startedBy: z.string(),
  at: instant,
  ended: z.object({ words: z.string(), by: z.string(), at: instant }).nullable(),
  /** From then on what was called back may be used again. */
  lifted: z.object({ words: z.string(), by: z.string(), at: instant }).nullable(),
  patients: z.int(),
  /** By the last word on each patient. */
  states: z.record(contactState, z.int()),
});
export type RecallHead = z.infer<typeof recallHead>;

export const recallLetter = z.object({
  id,
  subject: z.string(),
  text: z.string(),
  patients: z.int(),
  by: z.string(),
  at: instant,
});

const csv = z.file().mime('text/csv');

/** From a lot to everybody who received it, and back. Searching is written into the log like every reading. */
export const recall = {
  search: auditedQuery('recall.run').input(recallCriteria).output(recallFinding),
  /** Everything with a lot or serial number that the patient ever received, reversed and voided ones too. */
  ofPatient: auditedQuery('recall.run')
    .input(z.object({ patientId: id }))
    .output(z.array(exposure)),
  /**
   * Begins a recall of the sure matches and of those maybes that are named: the stock of these lots is frozen in the same
   * act, and none of them can be given, nor a needle or device be used, from then on.
   */
  start: command('recall.run')
    .input(z.object({ criteria: recallCriteria, maybes: z.array(line(80, 1)).max(50), reason: prose(1000) }))
    .output(recallHead)
    .errors(mayRefuse('WRONG_STATUS')),
  list: auditedQuery('recall.contact').output(z.array(recallHead)),
  /** With everything that was given; found anew at each look, so that a note written later is found too. */
  open: auditedQuery('recall.run')
    .input(z.object({ id }))
    .output(
      z.object({
        head: recallHead,
        criteria: recallCriteria,
        finding: recallFinding,
        contacts: z.array(recallContact),
        letters: z.array(recallLetter),
      }),
    ),
  /** The list to call, for the desk. */
  contacts: auditedQuery('recall.contact')
    .input(z.object({ id }))
    .output(z.object({ head: recallHead, contacts: z.array(recallContact), letters: z.array(recallLetter) })),
  /** Whoever asked for no contact is called or not by the word of those who run the recall. */
  recordContact: command('recall.contact')
    .input(z.object({ id, patientId: id, state: contactState, words: prose(500) }))
    .output(recallContact)
    .errors(mayRefuse('WRONG_STATUS')),
  /** Writes one letter to each of these patients, and into each one's line that it was written. */
  writeLetters: command('recall.run')
    .input(
      z.object({
        id,
        subject: line(160, 1),
        text: prose(6000),
        /** Empty: everybody of the list who lives, was not reached and did not ask for no contact. */
        patientIds: z.array(id).max(5000),
      }),
    )
    .output(recallLetter)
    .errors(mayRefuse('WRONG_STATUS', 'DRAFT_INCOMPLETE')),
  /** Needle lots and devices that are called back: nothing is done with them, whoever asks. */
  held: query('stock.read').output(
    z.array(
      z.object({
        kind: z.enum(['needle-lot', 'device']),
        key: z.string(),
        at: instant,
        /** Of the clinic's devices, those with that serial number. */
        deviceIds: z.array(id),
      }),
    ),
  ),
  /** What was called back may be used again, by whose word and why; its stock can be released by hand from then on. */
  lift: command('recall.run')
    .input(z.object({ id, words: prose(500) }))
    .output(recallHead)
    .errors(mayRefuse('WRONG_STATUS')),
  /** Nobody is left to be told. Nothing of it is used until somebody lifts the recall. */
  end: command('recall.run')
    .input(z.object({ id, words: prose(500) }))
    .output(recallHead)
    .errors(mayRefuse('WRONG_STATUS')),
  /** The list as a table for other programs, UTF-8. */
  csv: auditedQuery('recall.run')
    .input(z.object({ id }))
    .output(z.object({ file: csv, title: z.string() })),
};

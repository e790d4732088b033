import { z } from 'zod';
import { paperForm, printToSign } from './consent-paper.ts';
import { directoryFilter } from './directory.ts';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command } from './procedure.ts';
import { injectionFilter } from './injection.ts';
import { registerFilter, toBeAskedFilter } from './register.ts';
import { id, instant, pdf, plainDate, prose, line, referenceId, sha256 } from './values.ts';

/**
 * A rendered document. Signed ones come from the archive, the same bytes every time; `copy` is a numbered reprint, which is
 * written down; `form` is a consent on its way to be signed by hand, again the same bytes every time;
 * a `report` is a list or overview as of now, with nothing to sign.
 */
export const rendered = z.object({
  file: pdf,
  title: z.string(),
  state: z.enum(['draft', 'form', 'signed', 'copy', 'report']),
  /** Of the file's bytes. */
  sha256,
});
export type Rendered = z.infer<typeof rendered>;

export const archived = z.object({
  id,
  kind: z.enum(['consent', 'treatment-summary', 'course-summary', 'letter']),
  title: z.string(),
  archivedAt: instant,
  sha256,
  bytes: z.int(),
});

const copy = z.boolean().default(false);

/** `no-address` and `too-long` are not on the sheet; `unprintable` is, with a sign for what no font has. */
const labelRemark = z.object({
  patientId: id,
  name: z.string(),
  problem: z.enum(['no-address', 'too-long', 'unprintable']),
});

const printedLabels = rendered.extend({
  printed: z.int(),
  pages: z.int(),
  remarks: z.array(labelRemark),
});

const addressee = z.object({ name: line(200, 1), addressLines: z.array(line(100)).max(5) });

const letterInput = z.object({
  courseId: id,
  to: addressee,
  text: prose(6000),
  /** Who else gets it, named at its end. */
  copyTo: z.array(addressee).max(6).default([]),
  /** Whether the small table of first and last measurements stands under the text. */
  figures: z.boolean().default(true),
  /** Which wording it was begun with; kept with the letter as it was then. */
  template: z
    .object({ id: referenceId, number: z.int().min(0) })
    .nullable()
    .default(null),
});

export const documents = {
  consent: auditedQuery('consents.read').input(z.object({ id, copy })).output(rendered),
  /**
   * Freezes a draft in which nothing is missing but signatures, so that the paper stays what is signed; `paperForm` then
   * draws it. Taken back to the talk, it is void as soon as another word stands in it.
   */
  printToSign: command('consents.prepare')
    .input(printToSign)
    .output(paperForm)
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'CONTENT_CHANGED', 'DRAFT_INCOMPLETE')),
  /** The form that was printed to be signed by hand, as long as its draft stands. */
  paperForm: auditedQuery('consents.read')
    .input(z.object({ id }))
    .output(rendered)
    .errors(mayRefuse('WRONG_STATUS')),
  treatmentSummary: auditedQuery('documents.print').input(z.object({ id, copy })).output(rendered),
  /** Needles that are still in: where, until when, who takes them out; in the language in which the patient agreed. */
  removalSheet: auditedQuery('documents.print')
    .input(z.object({ patientId: id }))
    .output(rendered),
  courseSummary: auditedQuery('documents.print')
    .input(z.object({ courseId: id }))
    .output(rendered),
  /** Of the whole clinic, of one practitioner or of one room; both are never given. */
  daySheet: auditedQuery('documents.dayPrint')
    .input(z.object({ date: plainDate, practitionerId: id.nullable(), roomId: id.nullable().optional() }))
    .output(rendered),
  /** One practitioner's Monday to Sunday around the date. */
  weekSheet: auditedQuery('documents.dayPrint')
    .input(z.object({ date: plainDate, practitionerId: id }))
    .output(rendered),
  /**
   * The patient's next visits to take home, without a word of why. `sheet`: quarters of the clinic's paper with lines to
   * cut along; `small`: pages of a quarter's size.
   */
  appointmentSlip: auditedQuery('documents.dayPrint')
    .input(z.object({ patientId: id, size: z.enum(['sheet', 'small']) }))
    .output(rendered),
  /** The patients to call because of leave or a closed room, with times to offer. */
  absenceList: auditedQuery('documents.dayPrint')
    .input(z.object({ closureId: id }))
    .output(rendered),
  /**
   * Address labels or labels for paper files, in a format of the reference data, from label `start` of the first sheet on
   * (counted by rows, from 1), `copies` of each patient; at most 1000 labels.
   */
  labels: auditedQuery('documents.dayPrint')
    .input(
      z.object({
        formatId: referenceId,
        what: z.enum(['address', 'file']),
        patientIds: z.array(id).min(1).max(500),
        start: z.int().min(1).max(500),
        copies: z.int().min(1).max(100),
      }),
    )
    .output(printedLabels),
  /** The register as it was filtered, its first 200 lines. */
  consentRegister: auditedQuery('documents.print').input(registerFilter).output(rendered),
  /** The patients whose consents must be talked about anew, as narrowed, the first 200, with their telephone numbers. */
  toBeAsked: auditedQuery('documents.print').input(toBeAskedFilter).output(rendered),
  /** Drugs and natural substances injected in a period, reversed ones shown as such. */
  injectionRegister: auditedQuery('documents.print').input(injectionFilter).output(rendered),
  /** What lies in the cupboard, lot by lot and vial by vial, with room to count. */
  stockList: auditedQuery('stock.read').output(rendered),
  /** "What I agreed to, what I refused": the patient's own view. */
  patientConsents: auditedQuery('documents.print')
    .input(z.object({ patientId: id }))
    .output(rendered),
  /** What the patient takes home: what is usual, what to do, when to call, and what was given with its batch. */
  aftercare: auditedQuery('documents.print').input(z.object({ id })).output(rendered),
  /** The clinic's own words against local anaesthetic toxicity; refused while it has written none. */
  emergencyCard: auditedQuery('stock.read').output(rendered).errors(mayRefuse('DRAFT_INCOMPLETE')),
  /** Everything on record about an adverse event, for whom the clinic must tell; no authority's form. */
  eventReport: auditedQuery('documents.print').input(z.object({ id })).output(rendered),
  /** The list of a recall as it stands: who received what, and who was told. */
  recallList: auditedQuery('recall.run').input(z.object({ id })).output(rendered),
  /** The letters that were written, in one file, and the labels for their envelopes in the same order. */
  recallPost: auditedQuery('recall.contact')
    .input(z.object({ id, formatId: referenceId, start: z.int().min(1).max(500) }))
    .output(z.object({ letters: rendered, labels: printedLabels })),
  /** A letter about a course to the referrer or surgeon; archived as written. */
  writeLetter: command('notes.sign')
    .input(letterInput)
    .output(z.object({ documentId: id }))
    .errors(mayRefuse('DRAFT_INCOMPLETE')),
  /**
   * What a letter of that kind starts from: the address where it is known, and a text filled from the course. `recipient`
   * is the name that was typed where none is on record.
   */
  draftLetter: auditedQuery('notes.sign')
    .input(z.object({ courseId: id, templateId: referenceId, recipient: line(200).optional() }))
    .output(
      z.object({
        to: z.object({ name: z.string(), addressLines: z.array(z.string()) }),
        text: z.string(),
        template: z.object({ id: z.string(), number: z.int() }),
      }),
    ),
  /** The letter as it would be printed, marked as a draft; nothing is filed. */
  previewLetter: auditedQuery('notes.sign')
    .input(letterInput)
    .output(rendered)
    .errors(mayRefuse('DRAFT_INCOMPLETE')),
  /** Who here offers what, to be laid out at the desk. */
  directory: auditedQuery('staff.read').input(directoryFilter).output(rendered),
  ofPatient: auditedQuery('documents.print')
    .input(z.object({ patientId: id }))
    .output(z.array(archived)),
  fromArchive: auditedQuery('documents.print').input(z.object({ id, copy })).output(rendered),
};

import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { disclosureClass, id, instant, line, plainDate, referenceId } from './values.ts';

const approval = z.object({
  id,
  jurisdiction: z.string(),
  legalBasis: z.string(),
  approvedBy: z.string(),
  approvedOn: plainDate,
  recordedBy: z.string(),
  at: instant,
  /** When and why it was taken back; null as long as it stands. */
  ended: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
});

/** What this clinic has decided about an entry of the catalogue, beside what the reference data says. */
export const catalogueEntry = z.object({
  substanceId: referenceId,
  /** Its legal class where the clinic is; null where that is not known. */
  legalClass: z.string().nullable(),
  /** What it would be told as without a decision of the clinic, and why. */
  lawClass: disclosureClass,
  lawReason: z.string(),
  /** Why the clinic cannot tell it as biological; null where it can, by a decision with its ground in law. */
  notLowered: z
    .enum(['other-jurisdiction', 'settled-by-law', 'not-a-drug', 'not-yet', 'no-legal-basis', 'no-approver'])
    .nullable(),
  /** Newest first. */
  approvals: z.array(approval),
  /** When it is to be looked at again; null where nobody has said. */
  review: z.object({ reviewOn: plainDate, note: z.string(), by: z.string(), at: instant }).nullable(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntry>;

/**
 * The catalogue of substances with both axes: what a patient is told something is, and what it is in law. A clinic may tell
 * a drug of unknown or unapproved class as biological, with its ground in law and a named approver (rule class-default);
 * every consent that told it otherwise then no longer opens the gate.
 */
export const substances = {
  entries: query('stock.read').output(z.array(catalogueEntry)),
  approveClass: command('catalogue.write')
    .input(
      z.object({
        substanceId: referenceId,
        legalBasis: line(300, 3),
        approvedBy: line(120, 3),
        approvedOn: plainDate,
      }),
    )
    .output(z.object({ disclosureClass }))
    .errors(mayRefuse('CLASS_REFUSED')),
  endApproval: command('catalogue.write')
    .input(z.object({ approvalId: id, reason: line(300, 3) }))
    .output(z.object({ disclosureClass }))
    .errors(mayRefuse('WRONG_STATUS')),
  /** The entry was looked at; when it has to be again. */
  review: command('catalogue.write')
    .input(z.object({ substanceId: referenceId, reviewOn: plainDate, note: line(300) }))
    .output(z.object({ reviewOn: plainDate })),
};

import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { jurisdiction } from './practice.ts';
import { command, query } from './procedure.ts';
import { legalClass } from './reference.ts';
import { disclosureClass, id, instant, line, plainDate, referenceId, version } from './values.ts';

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

/** At least one: where a leaflet names none, that is what stands there. */
const named = (most: number) => z.array(line(120, 2)).min(1).max(most);

/**
 * A substance that the clinic enters itself, with all that a patient is told of it. A carrier is not offered as a class: what
 * only carries something else ships, and everything else is told as what it is. No limit of dose: none was looked up.
 */
export const ownEntry = z.object({
  name: line(120, 2),
  /** The product it was approved as; empty where it is no product of anybody. */
  product: line(120),
  disclosureClass: disclosureClass.exclude(['vehicle']),
  /** What it is in law, where that is known; a place that is not named counts as not known. */
  legalClass: z.partialRecord(jurisdiction.exclude(['unset']), legalClass),
  origin: z.array(referenceId).min(1).max(10),
  group: referenceId,
  routes: z.array(referenceId).min(1).max(10),
  purpose: line(200, 3),
  strengths: z.array(line(60, 1)).min(1).max(10),
  commonEffects: named(20),
  seriousEffects: named(20),
  /** Excipients that somebody may react to as well. */
  allergens: named(30),
  /** Further contents, printed under `contains`. */
  components: z.array(line(120, 2)).max(40),
  /** Safety questions that speak against it. */
  contraFlags: z.array(referenceId).max(66),
  licence: z.enum(['licensed', 'off-label', 'unapproved']),
  /** From where all of this is known: leaflet with its date, or book. */
  source: line(300, 3),
  reviewOn: plainDate,
});
export type OwnEntry = z.infer<typeof ownEntry>;

/** How an own substance came to be what it is, newest version first. */
export const ownVersion = z.object({
  version: z.int(),
  entry: ownEntry,
  enteredBy: z.string(),
  at: instant,
  approvals: z.array(approval),
});
export type OwnVersion = z.infer<typeof ownVersion>;

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
    .enum([
      ...(['other-jurisdiction', 'settled-by-law', 'not-a-drug', 'not-yet'] as const),
      ...(['no-legal-basis', 'no-approver', 'not-known'] as const),
    ])
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
  /** How a substance that the clinic entered itself came to be what it is. */
  ownHistory: query('stock.read')
    .input(z.object({ substanceId: referenceId }))
    .output(z.array(ownVersion)),
  /**
   * Writes an entry of the clinic's own, new (`substanceId` null) or anew. It cannot be given until it is approved, and what
   * patients would be told otherwise than before has to be told before the next injection.
   */
  enterOwn: command('stock.write')
    .input(z.object({ substanceId: referenceId.nullable(), version: z.int().min(0), entry: ownEntry }))
    .output(z.object({ substanceId: referenceId, version }))
    .errors(mayRefuse('STALE_VERSION', 'OWN_REFUSED')),
  /** Somebody answers for this version in the clinic's jurisdiction: it can be given from now on, once consented to. */
  approveOwn: command('catalogue.write')
    .input(
      z.object({
        substanceId: referenceId,
        version,
        legalBasis: line(300, 3),
        approvedBy: line(120, 3),
        approvedOn: plainDate,
      }),
    )
    .output(z.object({ disclosureClass }))
    .errors(mayRefuse('STALE_VERSION', 'OWN_REFUSED')),
  /** Takes the approval back: nothing of it can be given from now on. */
  blockOwn: command('catalogue.write')
    .input(z.object({ substanceId: referenceId, reason: line(300, 3) }))
    .output(z.object({ disclosureClass }))
    .errors(mayRefuse('OWN_REFUSED')),
  /** The entry was looked at; when it has to be again. */
  review: command('catalogue.write')
    .input(z.object({ substanceId: referenceId, reviewOn: plainDate, note: line(300) }))
    .output(z.object({ reviewOn: plainDate })),
};

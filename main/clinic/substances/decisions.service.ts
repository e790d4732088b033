import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { CatalogueEntry } from '../../../shared/contract/substances.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { approvalProblem, effectiveClass, type ClassApproval } from '../../../shared/rules/disclosure.ts';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import {
  findApprovals,
  findReviews,
  insertApproval,
  insertApprovalEnd,
  insertReview,
  type ApprovalRow,
} from './decisions.store.ts';
import { substanceClass, syncSubstances } from './service.ts';

/** Every entry with what the law says of it here and what the clinic has decided. */
export async function entries(db: Reader, _: unknown, act: Act): Promise<CatalogueEntry[]> {
  const approvals = Map.groupBy(await findApprovals(db), ({ substanceId }) => substanceId);
  const reviews = new Map((await findReviews(db)).map((row) => [row.substanceId, row]));
  const { reference, clinic } = act;
  return [...reference.substances.values()].map((substance) => {
    const law = effectiveClass(reference, substance, clinic.jurisdiction);
    const review = reviews.get(substance.id);
    return {
      substanceId: substance.id,
      legalClass: law.legalClass,
      lawClass: law.disclosureClass,
      lawReason: law.reason,
      notLowered: problemWith(substance, wouldBe(substance.id, act), act),
      approvals: (approvals.get(substance.id) ?? []).map(approvalOf),
      review:
        review === undefined
          ? null
          : { reviewOn: review.reviewOn, note: review.note, by: review.by, at: review.at },
    };
  });
}

export function approvalOf(row: ApprovalRow): CatalogueEntry['approvals'][number] {
  const { id, jurisdiction, legalBasis, approvedBy, approvedOn, recordedBy, at } = row;
  const { endedAt, endReason, endedBy } = row;
  const ended = endedAt === null ? null : { at: endedAt, reason: endReason ?? '', by: endedBy ?? '' };
  return { id, jurisdiction, legalBasis, approvedBy, approvedOn, recordedBy, at, ended };
}

/** A decision that lacks nothing, to learn whether any could hold. */
function wouldBe(substanceId: string, { clinic, now }: Act): ClassApproval {
  const approvedOn = dateAt(now, clinic.zone);
  return { substanceId, jurisdiction: clinic.jurisdiction, legalBasis: '-', approvedBy: '-', approvedOn };
}

function problemWith(substance: Substance, approval: ClassApproval, { reference, clinic, now }: Act) {
  const today = dateAt(now, clinic.zone);
  const problem = approvalProblem(reference, substance, clinic.jurisdiction, approval, today);
  return problem === 'not-this-substance' ? 'settled-by-law' : problem;
}

/** Tells it as biological from now on. Every consent that told it as a drug has to be talked about anew. */
export async function approveClass(
  tx: Tx,
  input: Inputs['substances']['approveClass'],
  act: Act,
): Promise<{ disclosureClass: DisclosureClass }> {
  const substance = act.reference.substances.get(input.substanceId);
  if (substance === undefined) throw new Refusal('NOT_FOUND', { what: 'substance' });
  const { jurisdiction } = act.clinic;
  const problem = problemWith(substance, { ...input, jurisdiction }, act);
  if (problem !== null) throw new Refusal('CLASS_REFUSED', { problem });
  const standing = (await findApprovals(tx)).some(
    (row) => row.substanceId === substance.id && row.jurisdiction === jurisdiction && row.endedAt === null,
  );
  if (standing) throw new Refusal('CLASS_REFUSED', { problem: 'stands-already' });
  const id = newId();
  await insertApproval(tx, { ...input, id, jurisdiction, recordedBy: act.who.displayName, at: act.now });
  act.about({ entityId: id, action: 'C' });
  return retold(tx, substance.id, act);
}

export async function endApproval(
  tx: Tx,
  { approvalId, reason }: Inputs['substances']['endApproval'],
  act: Act,
): Promise<{ disclosureClass: DisclosureClass }> {
  const row = (await findApprovals(tx)).find(({ id }) => id === approvalId);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'approval' });
  if (row.endedAt !== null) throw new Refusal('WRONG_STATUS', { status: 'ended' });
  await insertApprovalEnd(tx, { approvalId, reason, by: act.who.displayName, at: act.now });
  act.about({ entityId: approvalId, action: 'U' });
  return retold(tx, row.substanceId, act);
}

/** The gate reads the class from its row, so the row follows in the same transaction. */
async function retold(tx: Tx, substanceId: string, act: Act): Promise<{ disclosureClass: DisclosureClass }> {
  const { reference, now, clinic } = act;
  await syncSubstances(tx, { jurisdiction: clinic.jurisdiction, reference, now });
  act.changed('practice', 'clinic');
  act.changed('consents');
  const { disclosureClass } = await substanceClass(tx, substanceId);
  return { disclosureClass };
}

export async function review(
  tx: Tx,
  input: Inputs['substances']['review'],
  act: Act,
): Promise<{ reviewOn: string }> {
  if (!act.reference.substances.has(input.substanceId)) throw new Refusal('NOT_FOUND', { what: 'substance' });
  if (input.reviewOn <= dateAt(act.now, act.clinic.zone))
    throw new Refusal('INVALID', { field: 'reviewOn', problem: 'in-the-past' });
  const id = newId();
  await insertReview(tx, { ...input, id, by: act.who.displayName, at: act.now });
  act.about({ entityId: id, action: 'C' });
  act.changed('practice', 'clinic');
  return { reviewOn: input.reviewOn };
}

import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Override } from '../../../shared/contract/staff.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import * as store from './overrides.store.ts';

export type { Override };

/** What was opened in this visit, by whom and why. */
export async function overridesIn(db: Reader, sessionId: string): Promise<Override[]> {
  return overridesOf(db, [sessionId]);
}

/** The same of many visits at once. */
export async function overridesOf(db: Reader, sessionIds: readonly string[]): Promise<Override[]> {
  return (await store.findOverridesIn(db, sessionIds)).map(asOverride);
}

/** Writes down who went on against which lacks; the owner is told and reviews it. */
export async function keepOverride(
  tx: Tx,
  override: Pick<Override, 'sessionId' | 'practitionerId' | 'lacks' | 'reason'>,
  act: Act,
): Promise<void> {
  const { lacks, ...row } = override;
  const id = newId();
  await store.insertOverride(tx, { ...row, id, lacks: JSON.stringify(lacks), at: act.now });
  act.changed('staff', id);
}

export async function overrides(db: Reader): Promise<Override[]> {
  return (await store.findOverrides(db, 200)).map(asOverride);
}

export async function reviewOverride(
  tx: Tx,
  { id, outcome, words }: Inputs['staff']['reviewOverride'],
  act: Act,
): Promise<Override> {
  const known = await store.findOverride(tx, id);
  if (known === undefined) throw new Refusal('NOT_FOUND', { what: 'override' });
  if (known.reviewedAt !== null) throw new Refusal('WRONG_STATUS', { status: 'reviewed' });
  await store.insertReview(tx, { overrideId: id, outcome, words, reviewedBy: act.who.userId, at: act.now });
  act.about({ entityId: id });
  act.changed('staff', id);
  const reviewed = await store.findOverride(tx, id);
  return asOverride(reviewed ?? known);
}

function asOverride(row: store.OverrideRow): Override {
  const { id, sessionId, practitionerId, practitioner, reason, at } = row;
  return {
    ...{ id, sessionId, practitionerId, practitioner, reason, at },
    lacks: JSON.parse(row.lacks) as Override['lacks'],
    review:
      row.reviewedAt === null || row.outcome === null
        ? null
        : { outcome: row.outcome, words: row.words ?? '', by: row.reviewer ?? '', at: row.reviewedAt },
  };
}

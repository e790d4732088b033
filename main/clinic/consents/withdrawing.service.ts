import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { lungFieldLineId } from './plan.rules.ts';
import { recordBy } from './record.service.ts';
import { findConsent, findDraft, insertWithdrawal, linesIn, withdrawalsIn } from './store.ts';

/**
 * The patient says stop, to all or to single lines: at once, at any time, expired or not, and for good. What was
 * accepted in an earlier document counts no longer either; only a new consent does.
 */
export async function withdraw(
  tx: Tx,
  input: Inputs['consents']['withdraw'],
  act: Act,
): Promise<ConsentRecord> {
  const consent = await findConsent(tx, input.id);
  if (consent === undefined) {
    if ((await findDraft(tx, input.id)) !== undefined) throw new Refusal('NOT_SIGNED', {});
    throw new Refusal('NOT_FOUND', { what: 'consent' });
  }
  const { patientId, appointmentId } = consent;
  act.about({ patientId, entityId: consent.id, action: 'U' });
  const earlier = await withdrawalsIn(tx, [consent.id]);
  if (earlier.some(({ scope }) => scope === 'all'))
    throw new Refusal('WRONG_STATUS', { status: 'withdrawn' });
  const lineIds = input.scope === 'all' ? [] : [...new Set(input.lineIds)];
  if (input.scope === 'lines') {
    const known = new Set(
      (await linesIn(tx, [consent.id])).map(({ lineId }) => lineId).filter((id) => id !== lungFieldLineId),
    );
    if (lineIds.length === 0 || lineIds.some((id) => !known.has(id)))
      throw new Refusal('INVALID', { field: 'lineIds', problem: 'unknown-line' });
  }
  await insertWithdrawal(tx, {
    id: newId(),
    consentId: consent.id,
    scope: input.scope,
    how: input.how,
    words: input.words.trim(),
    receivedBy: act.who.displayName,
    at: act.now,
    lineIds,
  });
  act.changed('consents', consent.id, patientId);
  act.changed('treatments', undefined, patientId);
  if (appointmentId !== null) act.changed('appointments', appointmentId, patientId);
  return recordBy(tx, consent.id, act);
}

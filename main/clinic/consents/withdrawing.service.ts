import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { ConsentRecord, ConsentStatus } from '../../../shared/contract/consents.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientIdentity } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { lungFieldLineId } from './plan.rules.ts';
import { recordBy } from './record.service.ts';
import { statusOf } from './rules.ts';
import {
  consentMarksOf,
  consentsOf,
  findConsent,
  findDraft,
  insertWithdrawal,
  linesIn,
  withdrawalsIn,
  type ConsentRow,
} from './store.ts';

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
  const { patientId } = consent;
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
  await stop(tx, consent, { ...input, lineIds }, act);
  act.changed('treatments', undefined, patientId);
  return recordBy(tx, consent.id, act);
}

/** What the patient says stop to, in whichever document it stands: all of them at one moment or none. */
export async function withdrawAll(
  tx: Tx,
  input: Inputs['consents']['withdrawAll'],
  act: Act,
): Promise<Outputs['consents']['withdrawAll']> {
  const { patientId, scope } = input;
  await patientIdentity(tx, patientId);
  act.about({ patientId, action: 'U' });
  const marks = new Map((await consentMarksOf(tx, [patientId])).map((mark) => [mark.id, mark]));
  const consentIds: string[] = [];
  const unknown = new Set(input.lineIds);
  for (const consent of await consentsOf(tx, patientId)) {
    const mark = marks.get(consent.id);
    if (mark === undefined || !couldOpen.has(statusOf(mark, act.now))) continue;
    const own = new Set((await linesIn(tx, [consent.id])).map(({ lineId }) => lineId));
    const lineIds =
      scope === 'all'
        ? []
        : [...new Set(input.lineIds)].filter((id) => own.has(id) && id !== lungFieldLineId);
    if (scope === 'lines' && lineIds.length === 0) continue;
    for (const id of lineIds) unknown.delete(id);
    await stop(tx, consent, { ...input, lineIds }, act);
    consentIds.push(consent.id);
  }
  if (scope === 'lines' && (unknown.size > 0 || input.lineIds.length === 0))
    throw new Refusal('INVALID', { field: 'lineIds', problem: 'unknown-line' });
  if (consentIds.length === 0) throw new Refusal('WRONG_STATUS', { status: 'none' });
  act.changed('treatments', undefined, patientId);
  return { consentIds };
}

/** What has stopped by itself is stopped too, so that nothing of it comes back. */
const couldOpen: ReadonlySet<ConsentStatus> = new Set([
  'agreed',
  'agreed-with-limits',
  'partly-withdrawn',
  'invalidated',
]);

async function stop(
  tx: Tx,
  { id, patientId, appointmentId }: ConsentRow,
  { scope, how, words, lineIds }: Omit<Inputs['consents']['withdraw'], 'id'>,
  act: Act,
): Promise<void> {
  await insertWithdrawal(tx, {
    ...{ id: newId(), consentId: id, scope, how, lineIds },
    words: words.trim(),
    receivedBy: act.who.displayName,
    at: act.now,
  });
  act.changed('consents', id, patientId);
  if (appointmentId !== null) act.changed('appointments', appointmentId, patientId);
}

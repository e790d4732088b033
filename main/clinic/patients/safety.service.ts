import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { isFlagged } from './rules.ts';
import { assertSafety, newlyKnown, nothingAsked } from './safety.rules.ts';
import {
  findSafety,
  hasConsented,
  insertReopenings,
  putAnswers,
  putSafety,
  refusesAnything,
} from './safety.store.ts';
import { findPatient, updatePatient } from './store.ts';

/** What must be known before treating, as last recorded. */
export async function safetyOf(db: Reader, patientId: string): Promise<SafetyRecord> {
  return (await findSafety(db, patientId)) ?? nothingAsked;
}

export async function recordSafety(
  tx: Tx,
  { id, safety }: Inputs['patients']['recordSafety'],
  act: Act,
): Promise<SafetyRecord> {
  const patient = await findPatient(tx, id);
  if (patient === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  const before = await safetyOf(tx, id);
  if (before.version !== safety.version)
    throw new Refusal('STALE_VERSION', { currentVersion: before.version, current: before });
  assertSafety(act.reference, safety, patient.birthDate, dateAt(act.now, act.clinic.zone));
  const confirmed = { confirmedAt: act.now, confirmedBy: act.who.displayName };
  await putSafety(tx, id, { ...safety, version: before.version + 1 });
  await putAnswers(
    tx,
    id,
    safety.answers.map((answer) => ({ ...answer, ...confirmed })),
  );
  const after = await safetyOf(tx, id);
  await reflag(tx, id);
  await reopenConsents(tx, id, newlyKnown(act.reference, before, after), act);
  act.about({ patientId: id, entityId: id, version: after.version });
  act.changed('patients', id, id);
  return after;
}

/** What has become known that an earlier consent could not talk about: from now on that consent opens nothing. */
async function reopenConsents(
  tx: Tx,
  patientId: string,
  known: readonly { why: 'flag' | 'pregnancy'; what: string }[],
  act: Act,
): Promise<void> {
  if (known.length === 0 || !(await hasConsented(tx, patientId))) return;
  await insertReopenings(
    tx,
    known.map((one) => ({ ...one, id: newId(), patientId, at: act.now })),
  );
  act.changed('consents', undefined, patientId);
}

/** The mark beside the name that says, without a word of what, that something must be read before treating. */
export async function reflag(tx: Tx, id: string): Promise<void> {
  const flagged = isFlagged(await safetyOf(tx, id)) || (await refusesAnything(tx, id));
  await updatePatient(tx, id, { flagged: flagged ? 1 : 0 });
}

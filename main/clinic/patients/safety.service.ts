import type { Inputs } from '../../../shared/contract/index.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { reopenFor } from '../reopenings/service.ts';
import { isFlagged } from './rules.ts';
import { assertSafety, newlyKnown, nothingAsked } from './safety.rules.ts';
import { findSafety, putAnswers, putSafety, refusesAnything } from './safety.store.ts';
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
  for (const { why, what } of newlyKnown(act.reference, before, after))
    await reopenFor(tx, [id], why, what, act);
  act.about({ patientId: id, entityId: id, version: after.version });
  act.changed('patients', id, id);
  return after;
}

/** The mark beside the name that says, without a word of what, that something must be read before treating. */
export async function reflag(tx: Tx, id: string): Promise<void> {
  const flagged = isFlagged(await safetyOf(tx, id)) || (await refusesAnything(tx, id));
  await updatePatient(tx, id, { flagged: flagged ? 1 : 0 });
}

import type { Inputs } from '../../../shared/contract/index.ts';
import { dateAt, isPlainDate } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { deleteDeath, findDeaths, putDeath } from './death.store.ts';
import { findPatient } from './store.ts';

export async function recordDeath(
  tx: Tx,
  { id, diedOn }: Inputs['patients']['recordDeath'],
  act: Act,
): Promise<{ diedOn: string | null }> {
  const patient = await findPatient(tx, id);
  if (patient === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  act.about({ patientId: id, entityId: id, version: patient.version });
  act.changed('patients', id, id);
  if (diedOn === null) {
    await deleteDeath(tx, id);
    return { diedOn };
  }
  const today = dateAt(act.now, act.clinic.zone);
  if (!isPlainDate(diedOn) || diedOn > today || diedOn < patient.birthDate)
    throw new Refusal('INVALID', { field: 'diedOn', problem: 'out-of-range' });
  await putDeath(tx, { patientId: id, diedOn, recordedAt: act.now, recordedBy: act.who.userId });
  return { diedOn };
}

export async function deathOf(db: Reader, id: string): Promise<string | null> {
  return (await findDeaths(db, [id]))[0]?.diedOn ?? null;
}

/** Days of death by patient id; the living are not in it. */
export async function deathsOf(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await findDeaths(db, ids)).map(({ patientId, diedOn }) => [patientId, diedOn]));
}

/** Before anything is planned for somebody. */
export async function assertAlive(db: Reader, id: string): Promise<void> {
  const diedOn = await deathOf(db, id);
  if (diedOn !== null) throw new Refusal('PATIENT_DECEASED', { diedOn });
}

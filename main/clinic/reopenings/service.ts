import { v7 as newId } from 'uuid';
import type { ReopeningReason } from '../../db/consent-tables.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { findConsenting, findReopened, findSigningGuardians, insertReopening } from './store.ts';

/**
 * Something has become known that must be talked about before anything goes on: from now on no consent that these
 * patients gave before opens the gate, in the running visit too. What was given stays. Who has signed nothing is passed
 * over; each of the others comes onto the work-list of the register.
 * @param what what it is, in words or by its reference id, as the work-list shows it
 * @returns the patients who must be asked anew
 */
export async function reopenFor(
  tx: Tx,
  patientIds: readonly string[],
  why: ReopeningReason,
  what: string,
  act: Act,
): Promise<string[]> {
  const affected = await findConsenting(tx, [...new Set(patientIds)]);
  for (const patientId of affected) {
    await insertReopening(tx, { id: newId(), patientId, why, what, at: act.now });
    announceReopening(patientId, act);
  }
  return affected;
}

/** Every open window learns of it at once. */
export function announceReopening(patientId: string, act: Act): void {
  act.changed('consents', undefined, patientId);
  act.changed('treatments', undefined, patientId);
}

/** The same for all whose consents the store itself has just opened anew, in this act and for this reason. */
export async function announceReopened(
  db: Reader,
  why: ReopeningReason,
  what: string,
  act: Act,
): Promise<void> {
  for (const patientId of await findReopened(db, { why, what, at: act.now }))
    announceReopening(patientId, act);
}

/** Whose authority a running consent of this patient rests on. */
export function guardiansWhoSigned(db: Reader, patientId: string, act: Act): Promise<string[]> {
  return findSigningGuardians(db, patientId, act.now);
}

import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ReopeningRow = Selectable<Schema['consentReopenings']>;

/** Of these patients, those who have completed a consent or put their name under one: without it nothing is asked anew. */
export async function findConsenting(db: Reader, patientIds: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (let at = 0; at < patientIds.length; at += 500) {
    const part = patientIds.slice(at, at + 500);
    const completed = await db
      .selectFrom('consentRegister')
      .select('patientId')
      .distinct()
      .where('patientId', 'in', part)
      .execute();
    const signed = await db
      .selectFrom('consentDrafts')
      .select('patientId')
      .distinct()
      .where('patientId', 'in', part)
      .where('contentHash', 'is not', null)
      .execute();
    for (const { patientId } of [...completed, ...signed]) found.add(patientId);
  }
  return [...found];
}

export async function insertReopening(tx: Tx, row: ReopeningRow): Promise<void> {
  await tx.insertInto('consentReopenings').values(row).execute();
}

export async function findReopened(
  db: Reader,
  { why, what, at }: Pick<ReopeningRow, 'why' | 'what' | 'at'>,
): Promise<string[]> {
  const rows = await db
    .selectFrom('consentReopenings')
    .select('patientId')
    .distinct()
    .where('at', '=', at)
    .where('why', '=', why)
    .where('what', '=', what)
    .execute();
  return rows.map(({ patientId }) => patientId);
}

/** Guardians under whose name a consent of this patient still runs. */
export async function findSigningGuardians(db: Reader, patientId: string, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('consentSignatures as s')
    .innerJoin('consentRegister as g', 'g.consentId', 's.consentId')
    .select('s.name')
    .distinct()
    .where('g.patientId', '=', patientId)
    .where('g.expiresAt', '>', now)
    .where('g.state', '<>', 'withdrawn')
    .where('s.role', '=', 'guardian')
    .execute();
  return rows.map(({ name }) => name);
}

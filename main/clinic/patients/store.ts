import type { Selectable } from 'kysely';
import { first } from '../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type PatientRow = Selectable<Schema['patients']>;

export const findPatient = first((db, id: string) =>
  db.selectFrom('patients').selectAll().where('id', '=', id),
);

const lineColumns = [
  'id',
  'number',
  'givenName',
  'familyName',
  'preferredName',
  'birthDate',
  'phone',
  'flagged',
] as const;
export type LineRow = Pick<PatientRow, (typeof lineColumns)[number]> & { diedOn: string | null };

export function findLines(db: Reader, ids: readonly string[]): Promise<LineRow[]> {
  return lines(db)
    .where('id', 'in', [...ids])
    .execute();
}

export function findLinesByNumber(db: Reader, numbers: readonly number[]): Promise<LineRow[]> {
  return lines(db)
    .where('number', 'in', [...numbers])
    .execute();
}

function lines(db: Reader) {
  return db
    .selectFrom('patients')
    .leftJoin('patientDeaths', 'patientDeaths.patientId', 'patients.id')
    .select([...lineColumns, 'patientDeaths.diedOn']);
}

/** Numbers run on without holes; a second writer waits for the first one's commit. */
export async function nextNumber(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('patients')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function insertPatient(tx: Tx, row: PatientRow): Promise<void> {
  await tx.insertInto('patients').values(row).execute();
}

export async function updatePatient(
  tx: Tx,
  id: string,
  change: Partial<Omit<PatientRow, 'id' | 'number'>>,
): Promise<void> {
  await tx.updateTable('patients').set(change).where('id', '=', id).execute();
}

/** Puts the person under these words and this text, and under no others. */
export async function indexPatient(
  tx: Tx,
  { number, sortKey }: Pick<PatientRow, 'number' | 'sortKey'>,
  words: readonly string[],
  folded: string,
): Promise<void> {
  await tx.deleteFrom('patientWords').where('number', '=', number).execute();
  await tx.deleteFrom('patientTrigrams').where('rowid', '=', number).execute();
  if (words.length > 0)
    await tx
      .insertInto('patientWords')
      .values(words.map((word) => ({ word, number, sortKey })))
      .execute();
  await tx.insertInto('patientTrigrams').values({ rowid: number, folded }).execute();
}

/** Patients whose record this person opened, newest first, each once for every opening. */
export async function findOpened(db: Reader, userId: string, openings: number): Promise<string[]> {
  const rows = await db
    .selectFrom('audit')
    .select('patientId')
    .where('actorId', '=', userId)
    .where('patientId', 'is not', null)
    .where('procedure', '=', 'patients.open')
    .where('outcome', '=', 'done')
    .orderBy('seq', 'desc')
    .limit(openings)
    .execute();
  return rows.map((row) => row.patientId).filter((id) => id !== null);
}

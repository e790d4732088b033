import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ClosureRow = Schema['closures'];
export type WorkingRow = Schema['workingHours'];

export function findOpening(db: Reader): Promise<Schema['openingHours'] | undefined> {
  return db.selectFrom('openingHours').selectAll().executeTakeFirst();
}

export async function putOpening(tx: Tx, week: string | null, version: number): Promise<void> {
  const row = { id: 1 as const, week, version };
  await tx
    .insertInto('openingHours')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export function findAllWorking(db: Reader): Promise<WorkingRow[]> {
  return db.selectFrom('workingHours').selectAll().orderBy('practitionerId').orderBy('validFrom').execute();
}

export function findWorking(db: Reader, id: string): Promise<WorkingRow | undefined> {
  return db.selectFrom('workingHours').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that hold on any of these dates. */
export function findWorkingOn(
  db: Reader,
  practitionerIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<WorkingRow[]> {
  return db
    .selectFrom('workingHours')
    .selectAll()
    .where('practitionerId', 'in', practitionerIds)
    .where('withdrawnAt', 'is', null)
    .where('validFrom', '<=', to)
    .where((eb) => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>=', from)]))
    .execute();
}

/** The database refuses two of one practitioner that hold on the same day. */
export async function putWorking(tx: Tx, row: WorkingRow): Promise<void> {
  await tx
    .insertInto('workingHours')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export function findClosure(db: Reader, id: string): Promise<ClosureRow | undefined> {
  return db.selectFrom('closures').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What touches these dates, withdrawn ones too, by beginning. */
export function findClosures(db: Reader, { from, to }: { from: string; to: string }): Promise<ClosureRow[]> {
  return db
    .selectFrom('closures')
    .selectAll()
    .where('toDate', '>=', from)
    .where('fromDate', '<=', to)
    .orderBy('fromDate')
    .orderBy('fromTime')
    .orderBy('id')
    .execute();
}

export async function putClosure(tx: Tx, row: ClosureRow): Promise<void> {
  await tx
    .insertInto('closures')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

import type { Insertable, Selectable } from 'kysely';
import { every, first } from '../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';
import type { LineRow } from './rules.ts';

export type DraftRow = Selectable<Schema['consentDrafts']>;
export type ConsentRow = Selectable<Schema['consents']>;
export type SignatureRow = Selectable<Schema['consentSignatures']>;
export type WithdrawalRow = Selectable<Schema['consentWithdrawals']> & { lineIds: string[] };

/** SQLite binds a limited number of values; a long list goes in parts. */
const CHUNK = 500;

async function inParts<T>(ids: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) all.push(...(await read(ids.slice(at, at + CHUNK))));
  return all;
}

/** Asked here, because appointments in turn ask for the state of consents. */
export async function isAppointmentOf(db: Reader, id: string, patientId: string): Promise<boolean> {
  const row = await db
    .selectFrom('appointments')
    .select('id')
    .where('id', '=', id)
    .where('patientId', '=', patientId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertDraft(tx: Tx, row: DraftRow): Promise<void> {
  await tx.insertInto('consentDrafts').values(row).execute();
}

export const findDraft = first((db, id: string) =>
  db.selectFrom('consentDrafts').selectAll().where('id', '=', id),
);

/** Writes over exactly the version that was read; false when another was faster. */
export async function updateDraft(
  tx: Tx,
  draft: { id: string; version: number },
  change: Partial<Omit<DraftRow, 'id' | 'version'>>,
): Promise<boolean> {
  const done = await tx
    .updateTable('consentDrafts')
    .set({ ...change, version: draft.version + 1 })
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('consentDrafts').where('id', '=', id).execute();
}

export function draftsOf(db: Reader, patientIds: readonly string[]): Promise<DraftRow[]> {
  return inParts(patientIds, (part) =>
    db
      .selectFrom('consentDrafts')
      .selectAll()
      .where('patientId', 'in', part)
      .orderBy('updatedAt', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  );
}

/** Which patients have a draft, and who has signed it: no text is read. */
export function draftMarksOf(db: Reader, patientIds: readonly string[]) {
  return inParts(patientIds, (part) =>
    db
      .selectFrom('consentDrafts')
      .select('patientId')
      .select(({ eb }) => eb('signatures', '<>', '[]').as('signed'))
      .where('patientId', 'in', part)
      .execute(),
  );
}

export async function insertLines(tx: Tx, consentId: string, lines: readonly LineRow[]): Promise<void> {
  await tx
    .insertInto('consentLines')
    .values(lines.map((line): Insertable<Schema['consentLines']> => ({ ...line, consentId })))
    .execute();
}

/** Comes after its lines and what was refused among them: the store takes the consent only when all stand. */
export async function insertConsent(
  tx: Tx,
  consent: ConsentRow,
  signatures: readonly Omit<SignatureRow, 'consentId'>[],
): Promise<void> {
  const of = { consentId: consent.id };
  await tx
    .insertInto('consentSignatures')
    .values(signatures.map((signature) => ({ ...signature, ...of })))
    .execute();
  await tx.insertInto('consents').values(consent).execute();
}

export const findConsent = first((db, id: string) =>
  db.selectFrom('consents').selectAll().where('id', '=', id),
);

export const consentsOf = every((db, patientId: string) =>
  db
    .selectFrom('consents')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('completedAt', 'desc')
    .orderBy('id', 'desc'),
);

const keptColumns = [
  'consentId as id',
  'patientId',
  'completedAt',
  'expiresAt',
  'state',
  'supersededAt',
  'invalidatedAt',
  'courseEndedAt',
  'usedUpAt',
] as const;

/** What the register keeps of the completed consents of these patients, without any text, newest first. */
export function consentMarksOf(db: Reader, patientIds: readonly string[]) {
  return inParts(patientIds, (part) =>
    db
      .selectFrom('consentRegister')
      .select(keptColumns)
      .where('patientId', 'in', part)
      .orderBy('completedAt', 'desc')
      .orderBy('consentId', 'desc')
      .execute(),
  );
}

/** The same of one consent; every completed consent has it. */
export function keptOf(db: Reader, consentId: string) {
  return db
    .selectFrom('consentRegister')
    .select(keptColumns)
    .where('consentId', '=', consentId)
    .executeTakeFirstOrThrow();
}

/** The visits that each of the patient's consents for a number of visits has had, in their order. */
export const visitsUnder = every((db, patientId: string) =>
  db
    .selectFrom('consentVisits as v')
    .innerJoin('consents as c', 'c.id', 'v.consentId')
    .select(['v.consentId', 'v.visits', 'v.sessionId', 'v.at'])
    .where('c.patientId', '=', patientId)
    .orderBy('v.at')
    .orderBy('v.sessionId'),
);

export function linesIn(db: Reader, consentIds: readonly string[]) {
  return inParts(consentIds, (part) =>
    db.selectFrom('consentLines').selectAll().where('consentId', 'in', part).execute(),
  );
}

export const signaturesOf = every((db, consentId: string) =>
  db
    .selectFrom('consentSignatures')
    .selectAll()
    .where('consentId', '=', consentId)
    .orderBy('signedAt')
    .orderBy('role'),
);

export async function withdrawalsIn(db: Reader, consentIds: readonly string[]): Promise<WithdrawalRow[]> {
  const rows = await inParts(consentIds, (part) =>
    db
      .selectFrom('consentWithdrawals')
      .selectAll()
      .where('consentId', 'in', part)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  );
  const lines = await inParts([...new Set(rows.map(({ consentId }) => consentId))], (part) =>
    db
      .selectFrom('consentWithdrawnLines')
      .select(['withdrawalId', 'lineId'])
      .where('consentId', 'in', part)
      .execute(),
  );
  return rows.map((row) => ({
    ...row,
    lineIds: lines.filter((line) => line.withdrawalId === row.id).map(({ lineId }) => lineId),
  }));
}

export async function insertWithdrawal(tx: Tx, { lineIds, ...row }: WithdrawalRow): Promise<void> {
  await tx.insertInto('consentWithdrawals').values(row).execute();
  if (lineIds.length === 0) return;
  const lines = lineIds.map((lineId) => ({ withdrawalId: row.id, consentId: row.consentId, lineId }));
  await tx.insertInto('consentWithdrawnLines').values(lines).execute();
}

/** When something became known that must be talked about before anything goes on. */
export async function reopeningsOf(db: Reader, patientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('consentReopenings')
    .select('at')
    .where('patientId', '=', patientId)
    .execute();
  return rows.map(({ at }) => at);
}

/** The same of many patients, each under its patient. */
export async function reopeningsIn(
  db: Reader,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await inParts(patientIds, (part) =>
    db.selectFrom('consentReopenings').select(['patientId', 'at']).where('patientId', 'in', part).execute(),
  );
  const found = Map.groupBy(rows, ({ patientId }) => patientId);
  return new Map([...found].map(([id, all]) => [id, all.map(({ at }) => at)]));
}

/** Asked here, because courses in turn ask for the state of consents. */
export async function findOpenCourses(db: Reader, patientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('courses')
    .select('id')
    .where('patientId', '=', patientId)
    .where('endedAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

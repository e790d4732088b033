import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { RecallKind } from '../../db/afterwards-tables.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type RecallRow = Selectable<Schema['recalls']>;
export type ContactRow = Selectable<Schema['recallContacts']>;
export type LetterRow = Selectable<Schema['recallLetters']>;
export type EndRow = Selectable<Schema['recallEnds']>;
export type LiftRow = Selectable<Schema['recallLifts']>;
type UsedRow = Selectable<Schema['usedItems']>;

/** More than a clinic gives of one lot; the list says when it is cut. */
export const mostExposures = 5000;

/** Everything that the list says of one row, however it was found. */
export interface GivenRow {
  patientId: string;
  sessionId: string;
  at: string;
  practitioner: string;
  note: 'draft' | 'signed' | 'entered-in-error';
  syringeId: string;
  substanceId: string;
  substance: string;
  product: string;
  lot: string;
  key: string;
  expiryDate: string;
  volume: string;
  doseMg: string | null;
  reversed: 0 | 1;
}

export const noteState = (session: RawBuilder<unknown>) =>
  sql<'draft' | 'signed' | 'entered-in-error'>`CASE
    WHEN EXISTS (SELECT 1 FROM noteAmendments x WHERE x.sessionId = ${session} AND x.kind = 'entered-in-error') THEN 'entered-in-error'
    WHEN EXISTS (SELECT 1 FROM signedNotes x WHERE x.sessionId = ${session}) THEN 'signed' ELSE 'draft' END`;

/** Each name of a column once, by jumping through its index: ten years hold few names and many rows. */
async function distinct(
  db: Reader,
  table: 'administrations' | 'usedItems',
  column: 'lotKey' | 'productName' | 'key',
  kind: RecallKind | null,
): Promise<string[]> {
  const [from, name] = [sql.table(table), sql.ref(column)];
  const of = kind === null ? sql`` : sql`AND kind = ${kind}`;
  const { rows } = await sql<{ name: string }>`
    WITH RECURSIVE names (name) AS (
      SELECT (SELECT min(${name}) FROM ${from} WHERE ${name} > '' ${of})
      UNION ALL
      SELECT (SELECT min(${name}) FROM ${from} WHERE ${name} > names.name ${of}) FROM names WHERE names.name IS NOT NULL)
    SELECT name FROM names WHERE name IS NOT NULL`.execute(db as Tx);
  return rows.map((row) => row.name);
}

export function lotKeys(db: Reader): Promise<string[]> {
  return distinct(db, 'administrations', 'lotKey', null);
}

export function productNames(db: Reader): Promise<string[]> {
  return distinct(db, 'administrations', 'productName', null);
}

export function usedKeys(db: Reader, kind: 'needle-lot' | 'device'): Promise<string[]> {
  return distinct(db, 'usedItems', 'key', kind);
}

/** Null narrows nothing. */
export interface Wanted {
  keys: readonly string[] | null;
  vialId: string | null;
  substanceId: string | null;
  products: readonly string[] | null;
  expiryDate: string | null;
  from: string | null;
  until: string | null;
  patientId?: string;
}

export async function findGiven(db: Reader, wanted: Wanted): Promise<GivenRow[]> {
  const { keys, vialId, substanceId, products, expiryDate, from, until, patientId } = wanted;
  if (keys?.length === 0 || products?.length === 0) return [];
  let query = db
    .selectFrom('administrations as a')
    .innerJoin('treatmentSessions as s', 's.id', 'a.sessionId')
    .innerJoin('users as u', 'u.id', 'a.givenBy')
    .innerJoin('substances as n', 'n.id', 'a.substanceId')
    .select([
      ...(['a.patientId', 'a.sessionId', 'a.givenAt as at', 'a.syringeId', 'a.substanceId'] as const),
      ...(['a.productName as product', 'a.lotNumber as lot', 'a.lotKey as key', 'a.expiryDate'] as const),
      ...([
        'a.totalVolume as volume',
        'a.doseMg',
        'n.name as substance',
        'u.displayName as practitioner',
      ] as const),
      noteState(sql.ref('a.sessionId')).as('note'),
      sql<0 | 1>`EXISTS (SELECT 1 FROM administrationReversals r WHERE r.syringeId = a.syringeId)`.as(
        'reversed',
      ),
    ]);
  if (keys !== null) query = query.where('a.lotKey', 'in', [...keys]);
  if (products !== null) query = query.where('a.productName', 'in', [...products]);
  if (substanceId !== null) query = query.where('a.substanceId', '=', substanceId);
  if (expiryDate !== null) query = query.where('a.expiryDate', '=', expiryDate);
  if (from !== null) query = query.where('a.givenAt', '>=', from);
  if (until !== null) query = query.where('a.givenAt', '<', until);
  if (patientId !== undefined) query = query.where('a.patientId', '=', patientId);
  if (vialId !== null)
    query = query.where('a.id', 'in', ({ selectFrom }) =>
      selectFrom('stockMovements as m')
        .select(sql<string>`m.administrationId`.as('administrationId'))
        .where('m.vialId', '=', vialId)
        .where('m.kind', '=', 'give'),
    );
  return query
    .orderBy('a.givenAt', 'desc')
    .orderBy('a.id')
    .limit(mostExposures + 1)
    .execute();
}

/** What else was in the same syringes. */
export async function findMixtures(
  db: Reader,
  syringeIds: readonly string[],
): Promise<{ syringeId: string; substanceId: string; product: string }[]> {
  const found: { syringeId: string; substanceId: string; product: string }[] = [];
  // Few enough to a question for any build of the engine.
  for (let at = 0; at < syringeIds.length; at += 500)
    found.push(
      ...(await db
        .selectFrom('administrations')
        .select(['syringeId', 'substanceId', 'productName as product'])
        .where('syringeId', 'in', syringeIds.slice(at, at + 500))
        .execute()),
    );
  return found;
}

export interface UsedFound {
  patientId: string;
  sessionId: string;
  at: string;
  practitioner: string;
  note: 'draft' | 'signed' | 'entered-in-error';
  kind: 'needle-lot' | 'device';
  key: string;
  text: string;
  device: string | null;
}

export async function findUsed(
  db: Reader,
  wanted: {
    kind?: 'needle-lot' | 'device';
    keys?: readonly string[];
    deviceIds?: readonly string[];
    from: string | null;
    until: string | null;
    patientId?: string;
  },
): Promise<UsedFound[]> {
  const { kind, keys, deviceIds = [], from, until, patientId } = wanted;
  if (keys?.length === 0 && deviceIds.length === 0) return [];
  let query = db
    .selectFrom('usedItems as i')
    .innerJoin('treatmentSessions as s', 's.id', 'i.sessionId')
    .innerJoin('users as u', 'u.id', 's.practitionerId')
    .leftJoin('devices as d', 'd.id', 'i.refId')
    .select(['i.patientId', 'i.sessionId', 'i.at', 'i.kind', 'i.key', 'i.text', 'd.name as device'])
    .select(['u.displayName as practitioner', noteState(sql.ref('i.sessionId')).as('note')]);
  if (kind !== undefined) query = query.where('i.kind', '=', kind);
  if (keys !== undefined)
    query = query.where(({ eb, or }) =>
      or([
        ...(keys.length === 0 ? [] : [eb('i.key', 'in', [...keys])]),
        ...(deviceIds.length === 0 ? [] : [eb('i.refId', 'in', [...deviceIds])]),
      ]),
    );
  if (from !== null) query = query.where('i.at', '>=', from);
  if (until !== null) query = query.where('i.at', '<', until);
  if (patientId !== undefined) query = query.where('i.patientId', '=', patientId);
  return query
    .orderBy('i.at', 'desc')
    .orderBy('i.sessionId')
    .limit(mostExposures + 1)
    .execute();
}

export function findDevices(db: Reader): Promise<{ id: string; serial: string }[]> {
  return db.selectFrom('devices').select(['id', 'serial']).execute();
}

/** Days on which something happened to these patients; what was a mistake or harmed nobody is left out. */
export async function findEventDays(
  db: Reader,
  ids: readonly string[],
): Promise<{ patientId: string; happenedOn: string }[]> {
  const found: { patientId: string; happenedOn: string }[] = [];
  for (let at = 0; at < ids.length; at += 500)
    found.push(
      ...(await db
        .selectFrom('adverseEvents as e')
        .select(['e.patientId', 'e.happenedOn'])
        .where('e.patientId', 'in', ids.slice(at, at + 500))
        .where('e.kind', '=', 'event')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('eventFollowUps as f')
                .select('f.id')
                .whereRef('f.eventId', '=', 'e.id')
                .where(sql<number>`f.changes ->> '$.inError'`, '=', 1),
            ),
          ),
        )
        .execute()),
    );
  return found;
}

/** What the note names, in place of what it named before. */
export async function putUsed(tx: Tx, sessionId: string, rows: readonly UsedRow[]): Promise<void> {
  const before = await tx.selectFrom('usedItems').selectAll().where('sessionId', '=', sessionId).execute();
  const same = (one: UsedRow, other: UsedRow) =>
    one.kind === other.kind && one.key === other.key && one.text === other.text && one.refId === other.refId;
  for (const old of before)
    if (!rows.some((row) => same(row, old)))
      await tx
        .deleteFrom('usedItems')
        .where('sessionId', '=', sessionId)
        .where('kind', '=', old.kind)
        .where('key', '=', old.key)
        .execute();
  const added = rows.filter((row) => !before.some((old) => same(row, old)));
  if (added.length > 0) await tx.insertInto('usedItems').values(added).execute();
}

export async function insertRecall(tx: Tx, row: RecallRow): Promise<void> {
  await tx.insertInto('recalls').values(row).execute();
}

export async function insertKeys(
  tx: Tx,
  recallId: string,
  kind: RecallKind,
  keys: readonly string[],
  substanceId: string,
): Promise<void> {
  if (keys.length > 0)
    await tx
      .insertInto('recallKeys')
      .values(keys.map((key) => ({ recallId, kind, key, substanceId })))
      .execute();
}

export function findRecalls(db: Reader): Promise<RecallRow[]> {
  return db.selectFrom('recalls').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').execute();
}

export function findRecall(db: Reader, id: string): Promise<RecallRow | undefined> {
  return db.selectFrom('recalls').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findEnd(db: Reader, recallId: string): Promise<EndRow | undefined> {
  return db.selectFrom('recallEnds').selectAll().where('recallId', '=', recallId).executeTakeFirst();
}

export function findLift(db: Reader, recallId: string): Promise<LiftRow | undefined> {
  return db.selectFrom('recallLifts').selectAll().where('recallId', '=', recallId).executeTakeFirst();
}

export async function insertLift(tx: Tx, row: LiftRow): Promise<void> {
  await tx.insertInto('recallLifts').values(row).execute();
}

/** Needle lots and devices that nothing may be done with, since when. */
export function findHeld(db: Reader): Promise<{ kind: 'needle-lot' | 'device'; key: string; at: string }[]> {
  return db.selectFrom('recalledItems').select(['kind', 'key', 'at']).orderBy('at').execute();
}

export async function insertEnd(tx: Tx, row: EndRow): Promise<void> {
  await tx.insertInto('recallEnds').values(row).execute();
}

export async function insertContacts(tx: Tx, rows: readonly ContactRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insertInto('recallContacts')
      .values(rows.slice(at, at + 500))
      .execute();
}

/** Oldest first. */
export function findContacts(db: Reader, recallId: string): Promise<ContactRow[]> {
  return db
    .selectFrom('recallContacts')
    .selectAll()
    .where('recallId', '=', recallId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertLetter(tx: Tx, row: LetterRow): Promise<void> {
  await tx.insertInto('recallLetters').values(row).execute();
}

export function findLetters(db: Reader, recallId: string): Promise<LetterRow[]> {
  return db
    .selectFrom('recallLetters')
    .selectAll()
    .where('recallId', '=', recallId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export function findLetter(db: Reader, id: string): Promise<LetterRow | undefined> {
  return db.selectFrom('recallLetters').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Recalls of these lots that nobody has lifted; an empty substance is every substance. */
export async function findRecalled(
  db: Reader,
  keys: readonly string[],
): Promise<{ key: string; substanceId: string; title: string }[]> {
  if (keys.length === 0) return [];
  return db
    .selectFrom('recalledLots')
    .select(['key', 'substanceId', 'title'])
    .where('key', 'in', [...keys])
    .execute();
}

import { sql, type Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ProductRow = Selectable<Schema['products']>;
export type LotRow = Selectable<Schema['lots']>;
export type VialRow = Selectable<Schema['vials']>;
export type MovementRow = Selectable<Schema['stockMovements']>;
export type RecipeRow = Selectable<Schema['recipes']>;

export function findProducts(db: Reader): Promise<(ProductRow & { substanceName: string })[]> {
  return db
    .selectFrom('products as p')
    .innerJoin('substances as s', 's.id', 'p.substanceId')
    .selectAll('p')
    .select('s.name as substanceName')
    .orderBy('p.nameKey')
    .orderBy('p.id')
    .execute();
}

export function findProduct(db: Reader, id: string): Promise<ProductRow | undefined> {
  return db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function putProduct(tx: Tx, row: ProductRow): Promise<void> {
  const { id: _, ...change } = row;
  await tx
    .insertInto('products')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export function findLots(db: Reader): Promise<LotRow[]> {
  return db.selectFrom('lots').selectAll().orderBy('expiryDate').orderBy('id').execute();
}

export function findLot(db: Reader, id: string): Promise<LotRow | undefined> {
  return db.selectFrom('lots').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function hasLots(db: Reader, productId: string): Promise<boolean> {
  const row = await db
    .selectFrom('lots')
    .select('id')
    .where('productId', '=', productId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertLot(tx: Tx, row: LotRow): Promise<void> {
  await tx.insertInto('lots').values(row).execute();
}

export async function updateLot(tx: Tx, row: LotRow): Promise<void> {
  const { frozenWhy, frozenBy, frozenAt, version } = row;
  await tx
    .updateTable('lots')
    .set({ frozenWhy, frozenBy, frozenAt, version })
    .where('id', '=', row.id)
    .execute();
}

export function findVials(db: Reader): Promise<(VialRow & { openedByName: string })[]> {
  return db
    .selectFrom('vials as v')
    .innerJoin('users as u', 'u.id', 'v.openedBy')
    .selectAll('v')
    .select('u.displayName as openedByName')
    .orderBy('v.openedAt')
    .orderBy('v.id')
    .execute();
}

export function findVial(db: Reader, id: string): Promise<VialRow | undefined> {
  return db.selectFrom('vials').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertVial(tx: Tx, row: VialRow): Promise<void> {
  await tx.insertInto('vials').values(row).execute();
}

export async function closeVial(tx: Tx, id: string, at: string, reason: string, next: number): Promise<void> {
  await tx
    .updateTable('vials')
    .set({ closedAt: at, closedWhy: reason, version: next })
    .where('id', '=', id)
    .execute();
}

export async function insertMovement(tx: Tx, row: MovementRow): Promise<void> {
  await tx.insertInto('stockMovements').values(row).execute();
}

/** What is left in every lot's sealed containers (`vialId` null) and in every opened vial. */
export async function balances(
  db: Reader,
): Promise<{ lotId: string; vialId: string | null; left: number }[]> {
  return db
    .selectFrom('stockMovements')
    .select(['lotId', 'vialId', sql<number>`sum(microlitres)`.as('left')])
    .groupBy(['lotId', 'vialId'])
    .execute();
}

export async function balanceOf(db: Reader, lotId: string, vialId: string | null): Promise<number> {
  const row = await db
    .selectFrom('stockMovements')
    .select(sql<number>`coalesce(sum(microlitres), 0)`.as('left'))
    .where('lotId', '=', lotId)
    .where('vialId', vialId === null ? 'is' : '=', vialId)
    .executeTakeFirstOrThrow();
  return row.left;
}

/** Newest first, with who received it. */
export function movementsOf(db: Reader, lotId: string) {
  return db
    .selectFrom('stockMovements as m')
    .leftJoin('administrations as a', 'a.id', 'm.administrationId')
    .leftJoin('users as u', 'u.id', 'm.by')
    .selectAll('m')
    .select(['a.patientId', 'a.sessionId', 'u.displayName as byName'])
    .where('m.lotId', '=', lotId)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(2000)
    .execute();
}

export function findRecipes(db: Reader): Promise<RecipeRow[]> {
  return db
    .selectFrom('recipes')
    .selectAll()
    .where('retiredAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export function findRecipe(db: Reader, id: string): Promise<RecipeRow | undefined> {
  return db.selectFrom('recipes').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function putRecipe(tx: Tx, row: RecipeRow): Promise<void> {
  const { id: _, ...change } = row;
  await tx
    .insertInto('recipes')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export interface ShelfRow {
  lotId: string;
  key: string;
  lot: string;
  product: string;
  substanceId: string;
  expiryDate: string;
  frozen: boolean;
}

export async function findShelf(db: Reader): Promise<ShelfRow[]> {
  const rows = await db
    .selectFrom('lots as l')
    .innerJoin('products as p', 'p.id', 'l.productId')
    .select(['l.id as lotId', 'l.lotKey as key', 'l.lotNumber as lot', 'l.expiryDate', 'l.frozenAt'])
    .select(['p.name as product', 'p.substanceId'])
    .orderBy('l.expiryDate')
    .orderBy('l.id')
    .execute();
  return rows.map(({ frozenAt, ...row }) => ({ ...row, frozen: frozenAt !== null }));
}

export async function balancesOf(
  db: Reader,
  lotIds: readonly string[],
): Promise<{ lotId: string; left: number }[]> {
  if (lotIds.length === 0) return [];
  return db
    .selectFrom('stockMovements')
    .select(['lotId', sql<number>`sum(microlitres)`.as('left')])
    .where('lotId', 'in', [...lotIds])
    .groupBy('lotId')
    .execute();
}

/** Whether the lot belongs to a recall that has not ended. */
export async function isRecalled(db: Reader, lotId: string): Promise<boolean> {
  const row = await db
    .selectFrom('lots as l')
    .innerJoin('products as p', 'p.id', 'l.productId')
    .innerJoin('recalledLots as r', 'r.key', 'l.lotKey')
    .select('r.recallId')
    .where('l.id', '=', lotId)
    .where((eb) => eb.or([eb('r.substanceId', '=', ''), eb('r.substanceId', '=', eb.ref('p.substanceId'))]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

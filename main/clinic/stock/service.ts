import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { gtin14, hasRightCheckDigit } from '../../../shared/rules/gs1.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { requirePatient } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { endOfDay, lastDay, microlitres, millilitres, refused } from './rules.ts';
import {
  balanceOf,
  closeVial,
  findLot,
  findProduct,
  findProducts,
  findRecipe,
  findVial,
  hasLots,
  insertLot,
  insertMovement,
  insertVial,
  isRecalled,
  putProduct,
  putRecipe,
  updateLot,
  type LotRow,
  type MovementRow,
  type ProductRow,
  type VialRow,
} from './store.ts';

export { drawFromStock, filledFromStock, type FilledSyringe } from './drawing.service.ts';
export { freezeLots, leftOn, lotOfVial, shelf } from './recalled.service.ts';
export { stockListPdf } from './stock-list.pdf.ts';
export { history, products, recipes, scan } from './views.service.ts';

type Input<K extends keyof Inputs['stock']> = Inputs['stock'][K];
type Saved = { id: string; version: number };

export async function saveProduct(tx: Tx, input: Input<'saveProduct'>, act: Act): Promise<Saved> {
  const before = input.id === null ? undefined : await productBy(tx, input.id, input.version);
  const { product } = input;
  if (!act.reference.substances.has(product.substanceId))
    throw new Refusal('INVALID', { field: 'product.substanceId', problem: 'unknown' });
  const amount = amountOf(product.containerMl);
  if (product.gtin !== '' && !hasRightCheckDigit(product.gtin)) throw refused('code', product.gtin);
  const gtin = product.gtin === '' ? null : gtin14(product.gtin);
  const taken = (await findProducts(tx)).find(
    (row) => gtin !== null && row.gtin === gtin && row.id !== before?.id && row.retiredAt === null,
  );
  if (taken !== undefined) throw refused('gtin-taken', taken.name);
  const { name, maker, substanceId, strengthValue, strengthUnit, containerType, openDays, lowAt } = product;
  if (before !== undefined && isAnother(before, product, amount) && (await hasLots(tx, before.id)))
    throw refused('in-use', before.name);
  const row: ProductRow = {
    ...{ id: before?.id ?? newId(), name, nameKey: fold(name), maker, substanceId },
    ...{ strengthValue, strengthUnit, containerType, containerMicrolitres: amount, gtin, openDays, lowAt },
    ...{ retiredAt: before?.retiredAt ?? null, version: (before?.version ?? 0) + 1 },
  };
  await putProduct(tx, row);
  return told(act, row, before === undefined ? 'C' : 'U');
}

/** What lots of it were received as: the store keeps these as they are. */
function isAnother(before: ProductRow, product: Input<'saveProduct'>['product'], amount: number): boolean {
  return (
    (['substanceId', 'strengthValue', 'strengthUnit', 'containerType'] as const).some(
      (key) => before[key] !== product[key],
    ) || before.containerMicrolitres !== amount
  );
}

export async function retireProduct(
  tx: Tx,
  { id, version }: Input<'retireProduct'>,
  act: Act,
): Promise<Saved> {
  const before = await productBy(tx, id, version);
  const row = { ...before, retiredAt: before.retiredAt === null ? act.now : null, version: version + 1 };
  await putProduct(tx, row);
  return told(act, row);
}

export async function receive(tx: Tx, input: Input<'receive'>, act: Act): Promise<Saved> {
  const product = await findProduct(tx, input.productId);
  if (product === undefined) throw new Refusal('NOT_FOUND', { what: 'product' });
  if (product.retiredAt !== null) throw refused('retired', product.name);
  const today = dateAt(act.now, act.clinic.zone);
  if (input.expiryDate < today) throw refused('expired', input.expiryDate);
  if (lotKey(input.lotNumber) === '') throw new Refusal('INVALID', { field: 'lotNumber', problem: 'empty' });
  if (input.patientId !== null) await requirePatient(tx, input.patientId);
  const row: LotRow = {
    ...{ id: newId(), productId: product.id, lotNumber: input.lotNumber, lotKey: lotKey(input.lotNumber) },
    ...{ expiryDate: input.expiryDate, receivedOn: today, patientId: input.patientId },
    ...{ frozenWhy: null, frozenBy: null, frozenAt: null, version: 1 },
  };
  await insertLot(tx, row);
  await move(
    tx,
    { lotId: row.id, kind: 'receive', microlitres: input.containers * product.containerMicrolitres },
    act,
  );
  return told(act, row, 'C');
}

export async function openVial(tx: Tx, { lotId }: Input<'openVial'>, act: Act): Promise<Saved> {
  const lot = await lotBy(tx, lotId);
  const product = await productBy(tx, lot.productId);
  if (product.containerType !== 'multi-dose-vial') throw refused('not-multi-dose', product.name);
  const today = dateAt(act.now, act.clinic.zone);
  if (lot.frozenAt !== null) throw refused('frozen', lot.lotNumber);
  if (lot.expiryDate < today) throw refused('expired', lot.expiryDate);
  if ((await balanceOf(tx, lotId, null)) < product.containerMicrolitres)
    throw refused('empty', lot.lotNumber);
  const discardAt = endOfDay(lastDay(today, product.openDays, lot.expiryDate), act.clinic.zone);
  const vial: VialRow = {
    ...{ id: newId(), lotId, openedAt: act.now, openedBy: act.who.userId, discardAt },
    ...{ closedAt: null, closedWhy: null, version: 1 },
  };
  await insertVial(tx, vial);
  const amount = product.containerMicrolitres;
  await move(tx, { lotId, kind: 'open', microlitres: -amount }, act);
  await move(tx, { lotId, vialId: vial.id, kind: 'open', microlitres: amount }, act);
  return told(act, vial, 'C');
}

export async function discardVial(tx: Tx, input: Input<'discardVial'>, act: Act): Promise<Saved> {
  const vial = await findVial(tx, input.id);
  if (vial === undefined) throw new Refusal('NOT_FOUND', { what: 'vial' });
  if (vial.closedAt !== null) throw new Refusal('WRONG_STATUS', { status: 'closed' });
  if (vial.version !== input.version) throw new Refusal('STALE_VERSION', stale(vial));
  const left = await balanceOf(tx, vial.lotId, vial.id);
  const { reason } = input;
  if (left > 0)
    await move(tx, { lotId: vial.lotId, vialId: vial.id, kind: 'waste', microlitres: -left, reason }, act);
  await closeVial(tx, vial.id, act.now, reason, vial.version + 1);
  return told(act, { id: vial.id, version: vial.version + 1 });
}

export async function waste(tx: Tx, input: Input<'waste'>, act: Act): Promise<{ leftMl: string }> {
  const { lotId, vialId, reason } = input;
  const lot = await lotBy(tx, lotId);
  const amount = amountOf(input.ml);
  if ((await balanceOf(tx, lotId, vialId)) < amount) throw refused('empty', lot.lotNumber);
  await move(tx, { lotId, vialId, kind: 'waste', microlitres: -amount, reason }, act);
  return leftIn(tx, lotId, vialId, act);
}

export async function adjust(tx: Tx, input: Input<'adjust'>, act: Act): Promise<{ leftMl: string }> {
  const { lotId, vialId, reason } = input;
  await lotBy(tx, lotId);
  if (vialId !== null && (await findVial(tx, vialId))?.lotId !== lotId)
    throw new Refusal('NOT_FOUND', { what: 'vial' });
  const counted = microlitres(input.countedMl);
  if (counted === null || counted < 0) throw refused('amount', input.countedMl);
  const difference = counted - (await balanceOf(tx, lotId, vialId));
  if (difference !== 0)
    await move(tx, { lotId, vialId, kind: 'adjust', microlitres: difference, reason }, act);
  return leftIn(tx, lotId, vialId, act);
}

export async function freeze(tx: Tx, { id, version, reason }: Input<'freeze'>, act: Act): Promise<Saved> {
  const lot = await lotBy(tx, id, version);
  if (lot.frozenAt !== null) throw new Refusal('WRONG_STATUS', { status: 'frozen' });
  const row = {
    ...lot,
    frozenWhy: reason,
    frozenBy: act.who.displayName,
    frozenAt: act.now,
    version: version + 1,
  };
  await updateLot(tx, row);
  return told(act, row);
}

export async function release(tx: Tx, { id, version }: Input<'release'>, act: Act): Promise<Saved> {
  const lot = await lotBy(tx, id, version);
  if (lot.frozenAt === null) throw new Refusal('WRONG_STATUS', { status: 'usable' });
  if (await isRecalled(tx, lot.id)) throw new Refusal('WRONG_STATUS', { status: 'recalled' });
  const row = { ...lot, frozenWhy: null, frozenBy: null, frozenAt: null, version: version + 1 };
  await updateLot(tx, row);
  return told(act, row);
}

export async function saveRecipe(tx: Tx, input: Input<'saveRecipe'>, act: Act): Promise<Saved> {
  const before = input.id === null ? undefined : await recipeBy(tx, input.id, input.version, act);
  for (const { productId, ml } of input.recipe.parts) {
    await productBy(tx, productId);
    amountOf(ml);
  }
  const { name, parts, own } = input.recipe;
  const row = {
    ...{
      id: before?.id ?? newId(),
      name,
      parts: JSON.stringify(parts),
      ownerId: own ? act.who.userId : null,
    },
    ...{ retiredAt: null, version: (before?.version ?? 0) + 1 },
  };
  await putRecipe(tx, row);
  return told(act, row, before === undefined ? 'C' : 'U');
}

export async function retireRecipe(tx: Tx, { id, version }: Input<'retireRecipe'>, act: Act): Promise<Saved> {
  const row = { ...(await recipeBy(tx, id, version, act)), retiredAt: act.now, version: version + 1 };
  await putRecipe(tx, row);
  return told(act, row);
}

async function recipeBy(tx: Tx, id: string, version: number, act: Act) {
  const row = await findRecipe(tx, id);
  const isMine = row !== undefined && (row.ownerId === null || row.ownerId === act.who.userId);
  if (!isMine) throw new Refusal('NOT_FOUND', { what: 'recipe' });
  if (row.version !== version) throw new Refusal('STALE_VERSION', stale(row));
  return row;
}

async function productBy(tx: Tx, id: string, version?: number): Promise<ProductRow> {
  const row = await findProduct(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'product' });
  if (version !== undefined && row.version !== version) throw new Refusal('STALE_VERSION', stale(row));
  return row;
}

async function lotBy(tx: Tx, id: string, version?: number): Promise<LotRow> {
  const row = await findLot(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'lot' });
  if (version !== undefined && row.version !== version) throw new Refusal('STALE_VERSION', stale(row));
  return row;
}

function stale(row: { version: number }) {
  return { currentVersion: row.version, current: row };
}

function amountOf(ml: string): number {
  const amount = microlitres(ml);
  if (amount === null || amount <= 0) throw refused('amount', ml);
  return amount;
}

async function leftIn(tx: Tx, lotId: string, vialId: string | null, act: Act): Promise<{ leftMl: string }> {
  told(act, { id: lotId, version: 0 });
  return { leftMl: millilitres(await balanceOf(tx, lotId, vialId)) };
}

type Moved = Pick<MovementRow, 'lotId' | 'kind' | 'microlitres'> &
  Partial<Pick<MovementRow, 'vialId' | 'reason'>>;

async function move(tx: Tx, { vialId = null, reason = '', ...moved }: Moved, act: Act): Promise<void> {
  const blank = { administrationId: null, reverses: null };
  await insertMovement(tx, {
    id: newId(),
    ...moved,
    vialId,
    reason,
    ...blank,
    by: act.who.userId,
    at: act.now,
  });
}

function told(act: Act, { id, version }: Saved, action: 'C' | 'U' = 'U'): Saved {
  act.about({ entityId: id, action, ...(version === 0 ? {} : { version }) });
  act.changed('stock', id);
  return { id, version };
}

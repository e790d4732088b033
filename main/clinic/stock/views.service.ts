import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Lot, Movement, Product, Recipe } from '../../../shared/contract/stock.ts';
import { add } from '../../../shared/rules/decimal.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { gtin14, readPackageCode } from '../../../shared/rules/gs1.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { linesOf, patientHeader } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import {
  byExpiry,
  isGone,
  listedSince,
  lotState,
  milligrams,
  millilitres,
  refused,
  standingOf,
} from './rules.ts';
import {
  balances,
  findLot,
  findLots,
  findProducts,
  findRecipes,
  findVials,
  movementsOf,
  type LotRow,
  type ProductRow,
} from './store.ts';

type Input<K extends keyof Inputs['stock']> = Inputs['stock'][K];

/** Every product with its lots and opened vials; what was used up long ago is left out of the lots. */
export async function products(
  db: Reader,
  { retired, emptied }: Input<'products'>,
  act: Act,
): Promise<Product[]> {
  const since = listedSince(dateAt(act.now, act.clinic.zone));
  const lots = Map.groupBy(
    (await lotViews(db, act)).filter((lot) => emptied || !isGone(lot, since)),
    ({ productId }) => productId,
  );
  return (await findProducts(db))
    .filter(({ retiredAt }) => retired || retiredAt === null)
    .map((row) => productOf(row, (lots.get(row.id) ?? []).toSorted(byExpiry), act.now));
}

function productOf(row: ProductRow & { substanceName: string }, lots: Lot[], now: string): Product {
  const {
    id,
    name,
    maker,
    substanceId,
    strengthValue,
    strengthUnit,
    containerType,
    openDays,
    lowAt,
    version,
  } = row;
  return {
    ...{ id, name, maker, substanceId, strengthValue, strengthUnit, containerType, openDays, lowAt, version },
    substanceName: row.substanceName,
    containerMl: millilitres(row.containerMicrolitres),
    gtin: row.gtin ?? '',
    ...standingOf(lots, lowAt, now),
    lots,
    retired: row.retiredAt !== null,
  };
}

async function lotViews(db: Reader, act: Act): Promise<Lot[]> {
  const today = dateAt(act.now, act.clinic.zone);
  const left = new Map(
    (await balances(db)).map(({ lotId, vialId, left: sum }) => [`${lotId}/${vialId ?? ''}`, sum]),
  );
  const vials = Map.groupBy(await findVials(db), ({ lotId }) => lotId);
  const size = new Map(
    (await findProducts(db)).map(({ id, containerMicrolitres }) => [id, containerMicrolitres]),
  );
  const rows = await findLots(db);
  const brought = rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId]));
  const people = brought.length === 0 ? null : await linesOf(db, [...new Set(brought)], act);
  return rows.map((row: LotRow): Lot => {
    const sealed = left.get(`${row.id}/`) ?? 0;
    const opened = (vials.get(row.id) ?? []).map(
      ({ id, openedAt, openedByName, discardAt, closedAt, closedWhy, version }) => ({
        ...{ id, lotId: row.id, openedAt, openedBy: openedByName, discardAt, closedAt, closedWhy, version },
        leftMl: millilitres(left.get(`${row.id}/${id}`) ?? 0),
      }),
    );
    const inOpened = opened.some(({ closedAt, leftMl }) => closedAt === null && leftMl !== '0');
    const { id, productId, lotNumber, expiryDate, receivedOn, patientId, version } = row;
    return {
      ...{ id, productId, lotNumber, expiryDate, receivedOn, patientId, version },
      patientName: people?.get(patientId ?? '')?.name ?? null,
      frozen:
        row.frozenAt === null ? null : { why: row.frozenWhy ?? '', by: row.frozenBy ?? '', at: row.frozenAt },
      sealedMl: millilitres(sealed),
      sealedContainers: Math.floor(sealed / (size.get(productId) ?? 1)),
      vials: opened,
      state: lotState(row, inOpened ? 1 : sealed, today),
    };
  });
}

export async function history(db: Reader, { lotId }: Input<'history'>, act: Act): Promise<Movement[]> {
  if ((await findLot(db, lotId)) === undefined) throw new Refusal('NOT_FOUND', { what: 'lot' });
  act.about({ entityId: lotId });
  const rows = await movementsOf(db, lotId);
  const ids = [...new Set(rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
  const patients = new Map(
    await Promise.all(ids.map(async (id) => [id, await patientHeader(db, id)] as const)),
  );
  return rows.map((row) => {
    const patient = patients.get(row.patientId ?? '');
    const { id, kind, vialId, reason, at } = row;
    return {
      ...{ id, kind, vialId, reason, at },
      ml: millilitres(row.microlitres),
      by: row.byName ?? row.by,
      patient:
        patient === undefined || row.sessionId === null
          ? null
          : { id: patient.id, name: patient.name, number: patient.number, sessionId: row.sessionId },
    };
  });
}

export async function scan(db: Reader, { code }: Input<'scan'>): Promise<Outputs['stock']['scan']> {
  const found = readPackageCode(code);
  if (found === null) throw refused('code', code.slice(0, 40));
  const { gtin, lotNumber, expiryDate } = found;
  const product = (await findProducts(db)).find(
    (row) => gtin !== null && row.retiredAt === null && row.gtin === gtin14(gtin),
  );
  const lot = (await findLots(db)).find(
    (row) => lotNumber !== null && row.productId === product?.id && row.lotKey === lotKey(lotNumber),
  );
  return { productId: product?.id ?? null, lotId: lot?.id ?? null, gtin, lotNumber, expiryDate };
}

/** The clinic's recipes and one's own, with what one syringe of each holds. */
export async function recipes(db: Reader, _: unknown, act: Act): Promise<Recipe[]> {
  const known = new Map((await findProducts(db)).map((row) => [row.id, row]));
  return (await findRecipes(db))
    .filter(({ ownerId }) => ownerId === null || ownerId === act.who.userId)
    .map(({ id, name, parts: text, ownerId, version }) => {
      const parts = JSON.parse(text) as Recipe['parts'];
      const contents = parts.flatMap(({ productId, ml }) => {
        const row = known.get(productId);
        return row === undefined
          ? []
          : [{ substanceId: row.substanceId, ml, mg: milligrams(ml, row.strengthValue, row.strengthUnit) }];
      });
      return {
        id,
        name,
        parts,
        own: ownerId !== null,
        contents,
        totalMl: add('0', ...parts.map(({ ml }) => ml)),
        version,
      };
    });
}

import { v7 as newId } from 'uuid';
import type { AdministrationInput } from '../../../shared/contract/administration.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { microlitres, refused } from './rules.ts';
import { balanceOf, findLot, findProduct, findVial, insertMovement } from './store.ts';

type Part = AdministrationInput['parts'][number];
/** `brought` is true for what the patient brought along. */
export type FilledPart = Part & { brought?: boolean };
export type FilledSyringe = Omit<AdministrationInput, 'parts'> & { parts: FilledPart[] };

/**
 * The syringe with what its lots say of themselves: product, lot number, expiry, container and the day of opening are
 * never typed a second time. Refuses what may not be given to this patient today.
 */
export async function filledFromStock(
  db: Reader,
  syringe: AdministrationInput,
  patientId: string,
  act: Act,
): Promise<FilledSyringe> {
  const parts = await Promise.all(syringe.parts.map((part) => filled(db, part, patientId, act)));
  return { ...syringe, parts };
}

async function filled(db: Reader, part: Part, patientId: string, act: Act): Promise<FilledPart> {
  if (part.stock === undefined || part.stock === null) return part;
  const { lotId, vialId } = part.stock;
  const lot = await findLot(db, lotId);
  const product = lot === undefined ? undefined : await findProduct(db, lot.productId);
  if (lot === undefined || product === undefined) throw new Refusal('NOT_FOUND', { what: 'lot' });
  if (product.substanceId !== part.substanceId) throw refused('identity', product.name);
  if (lot.frozenAt !== null) throw refused('frozen', lot.lotNumber);
  if (lot.expiryDate < dateAt(act.now, act.clinic.zone)) throw refused('expired', lot.expiryDate);
  if (lot.patientId !== null && lot.patientId !== patientId) throw refused('patient', lot.lotNumber);
  const vial = vialId === null ? undefined : await findVial(db, vialId);
  if (vialId !== null && (vial === undefined || vial.lotId !== lotId))
    throw new Refusal('NOT_FOUND', { what: 'vial' });
  if (vial !== undefined && vial.closedAt !== null) throw refused('closed', lot.lotNumber);
  if (vial !== undefined && vial.discardAt <= act.now) throw refused('over-age', vial.discardAt);
  // Out of a multi-dose container only what was opened is drawn: its time runs from there.
  if (product.containerType === 'multi-dose-vial' && vial === undefined)
    throw refused('closed', lot.lotNumber);
  return {
    ...part,
    productName: product.name,
    lotNumber: lot.lotNumber,
    expiryDate: lot.expiryDate,
    containerType: product.containerType,
    firstOpenedOn: vial === undefined ? null : dateAt(vial.openedAt, act.clinic.zone),
    strengthValue: product.strengthValue,
    strengthUnit: product.strengthUnit,
    brought: lot.patientId !== null,
  };
}

export interface Drawn {
  administrationId: string;
  stock: NonNullable<Part['stock']>;
  totalMl: string;
}

/** Takes out of the cupboard what a syringe held, in the transaction of the administration; the store looks again. */
export async function drawFromStock(
  tx: Tx,
  { administrationId, stock, totalMl }: Drawn,
  act: Act,
): Promise<void> {
  const { lotId, vialId, wasteMl } = stock;
  const given = microlitres(totalMl);
  const wasted = microlitres(wasteMl === '' ? '0' : wasteMl);
  if (given === null || wasted === null || wasted < 0)
    throw refused('amount', given === null ? totalMl : wasteMl);
  if ((await balanceOf(tx, lotId, vialId)) < given + wasted) throw refused('empty', `${totalMl} mL`);
  const row = { lotId, vialId, administrationId, reverses: null, by: act.who.userId, at: act.now };
  await insertMovement(tx, { ...row, id: newId(), kind: 'give', microlitres: -given, reason: '' });
  if (wasted > 0)
    await insertMovement(tx, {
      ...row,
      id: newId(),
      kind: 'waste',
      microlitres: -wasted,
      reason: 'left over',
    });
  act.changed('stock', lotId);
}

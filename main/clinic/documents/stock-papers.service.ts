import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { stationeryOf } from '../practice/service.ts';
import { memberBy } from '../staff/service.ts';
import { products, stockListPdf } from '../stock/service.ts';
import { injections, injectionsPdf } from '../treatments/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** What was injected in a period, on paper. */
export async function injectionRegister(
  db: Db,
  filter: Inputs['documents']['injectionRegister'],
  act: Act,
  { resources, reference }: DrawingRoom,
): Promise<Rendered> {
  const { practitionerId, substanceId } = filter;
  const found = await injections(db, filter, act);
  const practitioner = practitionerId === null ? null : await memberBy(db, practitionerId);
  const view = {
    ...{ ...found, filter },
    practitioner: practitioner?.displayName ?? null,
    substance: substanceId === null ? null : (reference.substances.get(substanceId)?.name ?? substanceId),
  };
  const print = { documentId: newId(), drawnAt: act.now };
  const bytes = await injectionsPdf(stationeryOf(act.clinic, resources), view, print, reference);
  return rendered(bytes, 'Register of injections', 'report', 'injection-register');
}

/** The cupboard on paper. */
export async function stockList(db: Db, _: unknown, act: Act, { resources }: DrawingRoom): Promise<Rendered> {
  const all = await products(db, { retired: false, emptied: false }, act);
  const print = { documentId: newId(), drawnAt: act.now };
  const bytes = await stockListPdf(stationeryOf(act.clinic, resources), all, print);
  return rendered(bytes, 'Stock list', 'report', 'stock-list');
}

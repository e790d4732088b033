import type { Api } from '../../shared/contract/index.ts';
import { ground, hop } from '../clinic/own-cases.ts';

/** What patients are told of a substance is decided, looked over, and decided otherwise. */
async function decide(api: Api, mark: string): Promise<void> {
  const { profile } = await api.practice.overview();
  const { version, ...before } = profile;
  // A decision needs a place whose law leaves it to the clinic.
  const there = await api.practice.reviseProfile({ profile: { ...before, jurisdiction: 'US' }, version });
  const substanceId = 'traumeel-type-complex';
  await api.substances.approveClass({
    ...{ substanceId, legalBasis: `Ground ${mark}`, approvedBy: 'Dr Sørensen', approvedOn: '2026-11-23' },
  });
  const entry = (await api.substances.entries()).find((one) => one.substanceId === substanceId);
  const stands = entry?.approvals.find(({ ended }) => ended === null);
  await api.substances.endApproval({ approvalId: stands?.id ?? '', reason: 'Taken back' });
  await api.substances.review({ substanceId, reviewOn: '2027-11-23', note: mark });
  await api.practice.reviseProfile({ profile: before, version: there.version });
}

/** A substance that the clinic enters itself: written, approved, written anew, approved and blocked. */
async function enterOwn(api: Api, mark: string): Promise<void> {
  const entry = { ...hop, name: `Hop extract ${mark}` };
  const { substanceId, version } = await api.substances.enterOwn({ substanceId: null, version: 0, entry });
  await api.substances.approveOwn({ substanceId, version, ...ground });
  const anew = { ...entry, source: 'Another leaflet' };
  const next = await api.substances.enterOwn({ substanceId, version, entry: anew });
  await api.substances.approveOwn({ ...next, ...ground });
  await api.substances.blockOwn({ substanceId, reason: 'Not used any more' });
}

/** The cupboard from delivery to the last drop: received, opened, wasted, counted, frozen, released, retired. */
export async function stockUp(api: Api, mark: string): Promise<void> {
  const product = {
    name: `Lidocaine ${mark}`,
    maker: '',
    substanceId: 'lidocaine',
    strengthValue: '1',
    strengthUnit: '%',
    containerType: 'multi-dose-vial',
    containerMl: '20',
    gtin: '',
    openDays: 28,
    lowAt: 1,
  };
  const made = await api.stock.saveProduct({ id: null, version: 0, product });
  const lot = await api.stock.receive({
    ...{
      productId: made.id,
      lotNumber: `L ${mark}`,
      expiryDate: '2028-01-31',
      containers: 2,
      patientId: null,
    },
  });
  const vial = await api.stock.openVial({ lotId: lot.id });
  await api.stock.waste({ lotId: lot.id, vialId: vial.id, ml: '1', reason: 'spilled' });
  await api.stock.adjust({ lotId: lot.id, vialId: null, countedMl: '19', reason: 'counted' });
  await api.stock.discardVial({ id: vial.id, version: vial.version, reason: 'finished' });
  const frozen = await api.stock.freeze({ id: lot.id, version: lot.version, reason: 'recalled' });
  await api.stock.release({ id: lot.id, version: frozen.version, reason: 'cleared by the maker' });
  const recipe = await api.stock.saveRecipe({
    ...{ id: null, version: 0 },
    recipe: { name: `Mix ${mark}`, own: false, parts: [{ productId: made.id, ml: '1' }] },
  });
  await decide(api, mark);
  await enterOwn(api, mark);
  await api.stock.retireRecipe(recipe);
  await api.stock.retireProduct(made);
}

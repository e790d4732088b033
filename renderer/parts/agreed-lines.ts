import type { ConsentRecord } from '../../shared/contract/consents.ts';

export interface AgreedLine {
  lineId: string;
  name: string;
}

/** What the patient agreed to in this document and has not taken back; drugs before other substances, as it was read. */
export function agreedLines({ document, withdrawals }: ConsentRecord): AgreedLine[] {
  if (withdrawals.some(({ scope }) => scope === 'all')) return [];
  const taken = new Set(withdrawals.flatMap(({ lineIds }) => lineIds));
  const { techniques, regions, retained = [], substances, addOns } = document;
  const drugs = substances.filter(({ heading }) => heading === 'drugs');
  const others = substances.filter(({ heading }) => heading !== 'drugs');
  return [...techniques, ...regions, ...retained, ...drugs, ...others, ...addOns]
    .filter(({ lineId, decision }) => decision === 'accepted' && !taken.has(lineId))
    .map(({ lineId, name }) => ({ lineId, name }));
}

import type { RecallCriteria } from '../../../shared/contract/recall.ts';

export const ways = ['lot', 'needle-lot', 'device', 'product', 'patient'] as const;
export type Way = (typeof ways)[number];

export interface Wish {
  by: Way;
  text: string;
  vialId: string | null;
  substanceId: string | null;
  product: string;
  expiryDate: string;
  from: string;
  until: string;
  patient: { id: string; name: string } | null;
}

export const noWish: Wish = {
  ...{ by: 'lot', text: '', vialId: null, substanceId: null, product: '' },
  ...{ expiryDate: '', from: '', until: '', patient: null },
};

const orNull = (text: string) => (text === '' ? null : text);

/** What the host is asked; null while something it needs is missing, and for a patient, whom another call answers. */
export function criteriaOf(wish: Wish): RecallCriteria | null {
  const { by, text, vialId, substanceId, product, expiryDate, from, until } = wish;
  if (by === 'patient') return null;
  const days = { from: orNull(from), until: orNull(until) };
  const item = by === 'needle-lot' || by === 'device';
  if (vialId !== null && by === 'lot')
    return { by: 'vial', text, vialId, substanceId: null, product: '', expiryDate: null, ...days };
  const missing =
    by === 'product'
      ? substanceId === null && product.trim() === '' && expiryDate === ''
      : !/[\p{L}\p{N}]/u.test(text);
  if (missing) return null;
  return {
    ...{ by, text: by === 'product' ? '' : text.trim(), vialId: null, ...days },
    substanceId: item ? null : substanceId,
    product: item ? '' : product.trim(),
    expiryDate: item ? null : orNull(expiryDate),
  };
}

import type { LastGiven } from '../../../../shared/contract/injection.ts';
import type { Offer } from '../giving/CupboardPick.tsx';

/** What was given last with the same substances comes first, to this patient before others; the rest keeps its order. */
export function asUsual(offers: readonly Offer[], last: readonly LastGiven[]): Offer[] {
  const keyOf = (offer: Offer) => {
    if (offer.kind === 'typed') return '';
    const ids =
      offer.kind === 'line'
        ? [offer.line.product.substanceId]
        : offer.recipe.contents.map(({ substanceId }) => substanceId);
    return ids.toSorted().join('+');
  };
  const known = last.map(({ parts }) =>
    parts
      .map(({ substanceId }) => substanceId)
      .toSorted()
      .join('+'),
  );
  const rank = (offer: Offer) => {
    const at = offer.barred === null ? known.indexOf(keyOf(offer)) : -1;
    return at < 0 ? known.length : at;
  };
  const open = offers.filter(({ barred }) => barred === null);
  const barred = offers.filter((offer) => offer.barred !== null);
  return [...open.toSorted((a, b) => rank(a) - rank(b)), ...barred];
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { Recipe } from '../../../../shared/contract/stock.ts';
import { cupboardLines, type CupboardLine } from '../../../../shared/rules/cupboard.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import type { Offer } from './CupboardPick.tsx';
import { useToday } from '../use-today.ts';

export interface Cupboard {
  lines: readonly CupboardLine[];
  offers: readonly Offer[];
  /** The lines of a recipe, one for each product; null where something of it is not to be had. */
  linesOf: (recipe: Recipe) => readonly { line: CupboardLine; ml: string }[] | null;
  loading: boolean;
}

/** What can be given to this patient out of the cupboard, recipes first, and what cannot, with why. */
export function useCupboard(patientId: string, reference: Reference, refusals: Refusals): Cupboard {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const today = useToday();
  const products = useQuery(q.stock.products.queryOptions({ input: {} }));
  const recipes = useQuery(q.stock.recipes.queryOptions());
  const lines = useMemo(
    () =>
      cupboardLines(products.data ?? [], {
        ...{ patientId, today, now: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }) },
      }),
    [products.data, patientId, today],
  );
  const refusedBy = (substanceId: string): string | null => {
    const refused = refusals.ofSubstance(substanceId);
    if (refused !== undefined) return refusals.because(refused);
    const isKnown = reference.substances.get(substanceId)?.standing?.injectable !== false;
    return isKnown ? null : t('give.barred.substance');
  };
  const whyNot = ({ barred, lot, vial, product }: CupboardLine): string | null => {
    if (barred === 'expired') return t('give.barred.expired', { date: when.day(lot.expiryDate) });
    if (barred === 'frozen') return t('give.barred.frozen', { why: lot.frozen?.why ?? '' });
    if (barred === 'over-age')
      return t('give.barred.overAge', { date: vial === null ? '' : when.dayOf(vial.discardAt) });
    if (barred === 'empty') return t('give.barred.empty');
    return refusedBy(product.substanceId);
  };
  const linesOf: Cupboard['linesOf'] = ({ parts }) => {
    const found = parts.flatMap(({ productId, ml }) => {
      const line = lines.find((one) => one.product.id === productId && whyNot(one) === null);
      return line === undefined ? [] : [{ line, ml }];
    });
    return found.length === parts.length ? found : null;
  };
  const offers: Offer[] = [
    ...(recipes.data ?? []).map((recipe): Offer => {
      const names = recipe.contents
        .map(
          ({ substanceId, ml }) => `${reference.substances.get(substanceId)?.name ?? substanceId} ${ml} mL`,
        )
        .join(' + ');
      const refused = recipe.contents
        .map(({ substanceId }) => refusedBy(substanceId))
        .find((why) => why !== null);
      const barred = refused ?? (linesOf(recipe) === null ? t('give.barred.recipe') : null);
      return { kind: 'recipe', key: recipe.id, recipe, names, barred };
    }),
    ...lines.map((line): Offer => ({
      kind: 'line',
      key: line.key.replace('/', '-'),
      line,
      barred: whyNot(line),
    })),
    { kind: 'typed', key: 'typed', barred: null },
  ];
  return {
    ...{ lines, linesOf, loading: products.isPending || recipes.isPending },
    offers: [
      ...offers.filter(({ barred }) => barred === null),
      ...offers.filter(({ barred }) => barred !== null),
    ],
  };
}

import { useTranslation } from 'react-i18next';
import type { Repeat, ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { Pack } from '../../../../shared/contract/packs.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import { siteKey } from '../../../../shared/rules/block-form.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { syringeText } from './use-repeat.ts';

/** A syringe that was usual, with its words. */
export interface Suggestion {
  toGive: ToGive;
  label: string;
}

/** What was given last time at these places, and what the favourites of this technique give. */
export function useSuggestions(
  block: ProcedureBlock,
  repeat: Repeat | null,
  packs: readonly Pack[],
  reference: Reference,
  refusals: Refusals,
): Suggestion[] {
  const { t } = useTranslation('usual');
  const here = new Set(block.sites.map(siteKey));
  const last = (repeat?.toGive ?? [])
    .filter(({ techniqueId }) => techniqueId === block.technique)
    .map((one) => ({ ...one, sites: one.sites.filter((site) => here.has(siteKey(site))) }))
    .filter(({ sites }) => sites.length > 0)
    .map((toGive) => ({
      toGive,
      label: t('give.again', { what: syringeText(reference, toGive) }),
    }));
  const own = packs.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ technique }) => technique === block.technique)
      .flatMap((one) =>
        one.toGive.map((toGive) => ({
          toGive,
          label: t('give.usual', { name, what: syringeText(reference, toGive) }),
        })),
      ),
  );
  return [...last, ...own].filter(({ toGive }) =>
    toGive.parts.every(({ substanceId }) => refusals.ofSubstance(substanceId) === undefined),
  );
}

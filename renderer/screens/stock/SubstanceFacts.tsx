import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { CatalogueEntry, OwnVersion } from '../../../shared/contract/substances.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useWhen } from '../../parts/when.ts';
import { Facts } from '../../ui/Section.tsx';
import { OwnFacts } from './OwnFacts.tsx';
import css from './stock.module.css';

interface SubstanceFactsProps {
  substance: Substance;
  entry: CatalogueEntry | undefined;
  versions: readonly OwnVersion[];
  reference: Reference;
}

/** What it is in law, what it is made from, what it can do, and from where that is known. */
export function SubstanceFacts({ substance, entry, versions, reference }: SubstanceFactsProps) {
  const { t } = useTranslation('stock');
  const when = useWhen();
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : items.join('; '));
  return (
    <>
      <Facts
        items={[
          {
            label: t('catalogue.law'),
            value: (
              <ul className={css['plain']}>
                {Object.entries(substance.legalClass).map(([place, legal]) => (
                  <li key={place}>
                    {place}: {legal.replaceAll('-', ' ')}
                  </li>
                ))}
              </ul>
            ),
            wide: true,
          },
          {
            label: t('catalogue.column.review'),
            value:
              entry === undefined || entry.review === null
                ? t('catalogue.noReview')
                : `${when.day(entry.review.reviewOn)} (${entry.review.by}${entry.review.note === '' ? '' : `: ${entry.review.note}`})`,
            wide: true,
          },
          ...(substance.own === undefined
            ? []
            : [
                { label: t('own.licence'), value: t(`own.licences.${substance.own.licence}`), wide: true },
                {
                  label: t('own.routes'),
                  value: substance.own.routes.map((one) => one.replaceAll('-', ' ')).join('; '),
                  wide: true,
                },
              ]),
          { label: t('catalogue.origin'), value: list(substance.origin), wide: true },
          { label: t('catalogue.allergens'), value: list(substance.allergens), wide: true },
          { label: t('catalogue.strengths'), value: list(substance.strengths), wide: true },
          { label: t('catalogue.common'), value: list(substance.commonEffects), wide: true },
          { label: t('catalogue.serious'), value: list(substance.seriousEffects), wide: true },
          ...(substance.components === undefined
            ? []
            : [{ label: t('own.components'), value: list(substance.components), wide: true }]),
          ...(substance.own === undefined
            ? []
            : [{ label: t('own.limit'), value: t('own.noLimit'), wide: true }]),
        ]}
      />
      <OwnFacts versions={versions} />
      <details open>
        <summary>{t('catalogue.sources')}</summary>
        <ul className={css['plain']}>
          {substance.source.map((key) => (
            <li key={key}>{reference.data.substances.sources[key] ?? key}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

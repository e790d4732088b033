import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { BodyChart } from '../../parts/BodyChart.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { regionsByPart } from './plan.ts';
import css from './consents.module.css';

type Places = ConsentPlan['regions'];

interface PlacesFieldProps {
  value: Places;
  onChange: (places: Places) => void;
  reference: ReferenceData;
  error: string | undefined;
}

/** Where: by name with its sides, or on the drawing. Both show the same. */
export function PlacesField({ value, onChange, reference, error }: PlacesFieldProps) {
  const { t } = useTranslation('consents');
  const has = (region: string, side: Side) =>
    value.some((place) => place.region === region && place.side === side);
  const toggle = (region: string, side: Side) =>
    onChange(
      has(region, side)
        ? value.filter((place) => place.region !== region || place.side !== side)
        : [...value, { region, side }],
    );
  return (
    <Section title={t('plan.places')} count={value.length}>
      {error !== undefined && (
        <p className={css['error']} role="alert">
          {error}
        </p>
      )}
      <div className={css['places']}>
        <div className={css['bodyParts']}>
          {regionsByPart(reference).map(({ part, regions }) => (
            <fieldset key={part} className={css['bodyPart']}>
              <legend>{t(`part.${part}`)}</legend>
              {regions.map((region) => (
                <div
                  key={region.id}
                  className={css['region']}
                  data-chosen={value.some((place) => place.region === region.id) || undefined}
                >
                  <span className={css['regionName']}>
                    {region.name}{' '}
                    {region.lungField && (
                      <Tag tone="clay" title={t('plan.lungHint')}>
                        {t('plan.lung')}
                      </Tag>
                    )}
                  </span>
                  <span className={css['sides']}>
                    {region.sides.map((side) => (
                      <label key={side} className={css['side']}>
                        <input
                          type="checkbox"
                          checked={has(region.id, side)}
                          onChange={() => toggle(region.id, side)}
                          aria-label={t('plan.place', { name: region.name, side: t(`side.${side}`) })}
                        />
                        <span aria-hidden>{t(`side.${side}`)}</span>
                      </label>
                    ))}
                  </span>
                </div>
              ))}
            </fieldset>
          ))}
        </div>
        <BodyChart
          reference={reference}
          marks={[]}
          chosen={value.map(({ region, side }) => `${region}:${side}`)}
          onPick={({ region, side }) => toggle(region, side)}
        />
      </div>
    </Section>
  );
}

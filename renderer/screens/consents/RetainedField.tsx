import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import { regionNames } from '../../parts/places.ts';
import { ChoiceChips, SegmentedChoice } from '../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import css from './consents.module.css';

interface RetainedFieldProps {
  plan: ConsentPlan;
  onChange: (plan: ConsentPlan) => void;
  reference: ReferenceData;
}

/** Where a needle is meant to stay in, how long at most, and who takes it out; nowhere unless it is chosen. */
export function RetainedField({ plan, onChange, reference }: RetainedFieldProps) {
  const { t } = useTranslation('consents');
  const named = useMemo(() => regionNames(reference), [reference]);
  const { retained } = plan;
  const keyOf = ({ region, side }: ConsentPlan['regions'][number]) => `${region}:${side}`;
  const choose = (chosen: readonly string[]) => {
    const { retained: before = { days: 1, removedBy: 'clinic' as const }, ...rest } = plan;
    const places = plan.regions.filter((place) => chosen.includes(keyOf(place)));
    onChange(places.length === 0 ? rest : { ...rest, retained: { ...before, places } });
  };
  return (
    <Section title={t('plan.retained')} count={retained?.places.length ?? 0}>
      <div className={css['stack']}>
        <ChoiceChips
          label={t('plan.retainedWhere')}
          value={retained?.places.map(keyOf) ?? []}
          onChange={choose}
          options={plan.regions.map((place) => ({
            value: keyOf(place),
            label: t('plan.place', {
              name: named.get(place.region) ?? place.region,
              side: t(`side.${place.side}`),
            }),
          }))}
        />
        {retained === undefined ? (
          <p className={css['soft']}>{t('plan.retainedNone')}</p>
        ) : (
          <FieldGrid>
            <Span of={3}>
              <NumberField
                label={t('plan.retainedDays')}
                unit={t('plan.days')}
                min="1"
                max="30"
                value={String(retained.days)}
                onChange={(text) =>
                  onChange({
                    ...plan,
                    retained: {
                      ...retained,
                      days: Math.min(30, Math.max(1, Math.round(Number(text)) || 1)),
                    },
                  })
                }
              />
            </Span>
            <Span of={6}>
              <SegmentedChoice
                label={t('plan.removedBy')}
                value={retained.removedBy}
                onChange={(removedBy) =>
                  onChange({
                    ...plan,
                    retained: { ...retained, removedBy: removedBy === 'patient' ? 'patient' : 'clinic' },
                  })
                }
                options={(['clinic', 'patient'] as const).map((value) => ({
                  value,
                  label: t(`plan.remover.${value}`),
                }))}
              />
            </Span>
          </FieldGrid>
        )}
      </div>
    </Section>
  );
}

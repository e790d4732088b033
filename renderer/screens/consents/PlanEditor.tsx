import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import { byFamily, ofOneKind, staysPossible, withoutStray } from './plan.ts';
import { PlacesField } from './PlacesField.tsx';
import { PreparationsField } from './PreparationsField.tsx';
import { RetainedField } from './RetainedField.tsx';
import { TermField } from './TermField.tsx';
import css from './consents.module.css';

const addOns = ['photo', 'research', 'teaching'] as const;

interface PlanEditorProps {
  patientId: string;
  plan: ConsentPlan;
  onChange: (plan: ConsentPlan) => void;
  reference: ReferenceData;
  /** Fields that were left empty when the document was asked for. */
  missing: readonly string[];
}

/** What is meant to be done: why, how, where, and with what. */
export function PlanEditor({ patientId, plan, onChange, reference, missing }: PlanEditorProps) {
  const { t } = useTranslation('consents');
  const set = (change: Partial<ConsentPlan>) => onChange(withoutStray({ ...plan, ...change }, reference));
  const error = (field: string) =>
    missing.includes(field) ? t(`plan.missing.${field as 'condition'}`) : undefined;
  const groups = byFamily(reference);
  const toggled = (own: readonly string[], chosen: readonly string[]) =>
    set({
      techniques: ofOneKind(
        [...plan.techniques.filter((id) => !own.includes(id)), ...chosen],
        chosen.at(-1) ?? null,
        reference,
      ),
    });
  const injects = plan.techniques.some(
    (id) => reference.techniques.entries.find((technique) => technique.id === id)?.delivers === 'substance',
  );
  const needles = staysPossible(plan, reference);
  return (
    <div className={css['stack']}>
      <Section title={t('plan.why')}>
        <FieldGrid>
          <Span of={6}>
            <Textarea
              label={t('plan.condition')}
              description={t('plan.conditionHint')}
              required
              autosize
              minRows={2}
              maxRows={6}
              value={plan.condition}
              error={error('condition')}
              onChange={(event) => set({ condition: event.currentTarget.value })}
            />
          </Span>
          <Span of={4}>
            <Textarea
              label={t('plan.goal')}
              description={t('plan.goalHint')}
              autosize
              minRows={2}
              maxRows={6}
              value={plan.goal}
              onChange={(event) => set({ goal: event.currentTarget.value })}
            />
          </Span>
          <Span of={2}>
            <NumberField
              label={t('plan.sessions')}
              min="1"
              max="50"
              value={String(plan.plannedSessions)}
              onChange={(text) =>
                set({ plannedSessions: Math.min(50, Math.max(1, Math.round(Number(text)) || 1)) })
              }
            />
          </Span>
        </FieldGrid>
      </Section>
      <Section title={t('plan.techniques')} count={plan.techniques.length}>
        <div className={css['families']}>
          {groups.map(({ family, techniques }) => {
            const own = techniques.map(({ id }) => id);
            return (
              <ChoiceChips
                key={family}
                label={t(`family.${family}`)}
                value={plan.techniques.filter((id) => own.includes(id))}
                onChange={(chosen) => toggled(own, chosen)}
                options={techniques.map(({ id, name, description }) => ({
                  value: id,
                  label: name,
                  hint: description,
                }))}
              />
            );
          })}
        </div>
        <p className={css['soft']}>{t('plan.traditionalApart')}</p>
        {error('techniques') !== undefined && (
          <p className={css['error']} role="alert">
            {error('techniques')}
          </p>
        )}
      </Section>
      <PreparationsField
        value={plan.preparations}
        onChange={(preparations) => set({ preparations })}
        reference={reference}
        expected={injects}
      />
      <PlacesField
        value={plan.regions}
        onChange={(regions) =>
          set({ regions, sites: plan.sites.filter((site) => kept(site, regions, reference)) })
        }
        reference={reference}
        error={error('regions')}
      />
      {needles && <RetainedField plan={plan} onChange={onChange} reference={reference} />}
      <TermField patientId={patientId} term={plan.term} onChange={(term) => set({ term })} />
      <Section title={t('plan.addOns')}>
        <ChoiceChips
          label={t('plan.addOns')}
          hideLabel
          value={plan.addOns ?? []}
          onChange={(chosen) => set({ addOns: addOns.filter((one) => chosen.includes(one)) })}
          options={addOns.map((value) => ({ value, label: t(`plan.addOn.${value}`) }))}
        />
      </Section>
    </div>
  );
}

/** A planned site goes with its place. */
function kept(
  site: ConsentPlan['sites'][number],
  regions: ConsentPlan['regions'],
  reference: ReferenceData,
): boolean {
  const region = reference.muscles.entries.find(({ id }) => id === site.siteId)?.region;
  return regions.some((place) => place.region === region && place.side === site.side);
}

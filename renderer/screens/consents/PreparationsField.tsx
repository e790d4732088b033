import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ReferenceData, Substance } from '../../../shared/contract/reference.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { ClassTag } from './ClassTag.tsx';
import { classOfParts } from './plan.ts';
import css from './consents.module.css';

type Preparations = ConsentPlan['preparations'];

interface PreparationsFieldProps {
  value: Preparations;
  onChange: (preparations: Preparations) => void;
  reference: ReferenceData;
  /** An injection is planned, so that something must be injected. */
  expected: boolean;
}

const keyOf = (parts: readonly string[]) => parts.toSorted().join('+');

/** With what: each syringe with its parts, and at once what the patient will be told it is. */
export function PreparationsField({ value, onChange, reference, expected }: PreparationsFieldProps) {
  const { t } = useTranslation('consents');
  const substances = useMemo(
    () => new Map(reference.substances.entries.map((substance) => [substance.id, substance])),
    [reference],
  );
  const routes = useMemo(
    () =>
      reference.techniques.fieldGroups
        .flatMap(({ fields }) => fields)
        .find(({ key, options }) => key === 'route' && options !== undefined)?.options ?? [],
    [reference],
  );
  const put = (at: number, change: Partial<Preparations[number]>) =>
    onChange(value.map((preparation, index) => (index === at ? { ...preparation, ...change } : preparation)));
  const add = (id: string) => {
    if (!value.some(({ parts }) => keyOf(parts) === id)) onChange([...value, { parts: [id], route: null }]);
  };
  return (
    <Section title={t('plan.substances')} count={value.length}>
      <div className={css['stack']}>
        {expected && value.length === 0 && <Notice tone="clay" title={t('plan.substancesExpected')} />}
        {value.map((preparation, at) => (
          <Preparation
            key={keyOf(preparation.parts)}
            preparation={preparation}
            substances={substances}
            routes={routes}
            onChange={(change) => put(at, change)}
            onRemove={() => onChange(value.filter((_, index) => index !== at))}
          />
        ))}
        <SubstancePick label={t('plan.addSubstance')} substances={substances} without={[]} onPick={add} />
      </div>
    </Section>
  );
}

interface PreparationProps {
  preparation: Preparations[number];
  substances: ReadonlyMap<string, Substance>;
  routes: readonly string[];
  onChange: (change: Partial<Preparations[number]>) => void;
  onRemove: () => void;
}

function Preparation({
  preparation: { parts, route },
  substances,
  routes,
  onChange,
  onRemove,
}: PreparationProps) {
  const { t } = useTranslation('consents');
  const named = parts.map((id) => substances.get(id)).filter((substance) => substance !== undefined);
  const disclosureClass = classOfParts(parts, substances);
  const name = named.map((substance) => substance.name).join(' + ');
  const reason =
    parts.length > 1
      ? 'mixture-takes-strictest'
      : (named[0]?.standing?.classReason ?? 'unknown-counts-as-drug');
  return (
    <div
      className={css['preparation']}
      data-drug={disclosureClass === 'drug' || undefined}
      role="group"
      aria-label={name}
    >
      <div>
        <div className={css['row']}>
          <span className={css['preparationName']}>{name}</span>
          <ClassTag disclosureClass={disclosureClass} />
        </div>
        <div className={css['soft']}>
          {t(`reason.${reason}`, { defaultValue: reason })}
          {parts.length > 1 &&
            named.map((part) => (
              <span key={part.id}>
                {' '}
                · {part.name}: {t(`class.${part.standing?.disclosureClass ?? 'drug'}`)}
              </span>
            ))}
        </div>
        {named.some(({ allergens }) => allergens.length > 0) && (
          <div className={css['soft']}>
            {t('plan.allergens', {
              list: [...new Set(named.flatMap(({ allergens }) => allergens))].join(', '),
            })}
          </div>
        )}
      </div>
      <ActionIcon variant="subtle" aria-label={t('plan.removeSubstance', { name })} onClick={onRemove}>
        <IconX size={17} />
      </ActionIcon>
      <div className={css['fields']}>
        <Select
          label={t('plan.route')}
          placeholder={t('plan.routeOpen')}
          clearable
          value={route}
          onChange={(value) => onChange({ route: value })}
          data={routes.map((value) => ({ value, label: t(`route.${value}`, { defaultValue: value }) }))}
        />
        {parts.length < 6 && (
          <SubstancePick
            label={t('plan.mixWith')}
            substances={substances}
            without={parts}
            onPick={(id) => onChange({ parts: [...parts, id] })}
          />
        )}
      </div>
    </div>
  );
}

interface SubstancePickProps {
  label: string;
  substances: ReadonlyMap<string, Substance>;
  without: readonly string[];
  onPick: (id: string) => void;
}

/** All that may be injected here, drugs first; what may not is shown with the reason, and cannot be chosen. */
function SubstancePick({ label, substances, without, onPick }: SubstancePickProps) {
  const { t } = useTranslation('consents');
  const [typed, setTyped] = useState('');
  const all = [...substances.values()].filter(({ id }) => !without.includes(id));
  const items = (heading: 'drugs' | 'biological') =>
    all
      .filter(({ standing }) => (standing?.heading ?? 'drugs') === heading)
      .map(({ id, name, standing }) => ({
        value: id,
        label:
          standing?.injectable === false
            ? `${name} (${t(`plan.not.${standing.notInjectableBecause ?? 'disabled'}`)})`
            : name,
        disabled: standing?.injectable === false,
      }));
  return (
    <Select
      label={label}
      placeholder={t('plan.substanceSearch')}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t('plan.substanceNone')}
      maxDropdownHeight={320}
      data={[
        { group: t('heading.drugs'), items: items('drugs') },
        { group: t('heading.biological'), items: items('biological') },
      ]}
      onChange={(id) => {
        setTyped('');
        if (id !== null) onPick(id);
      }}
    />
  );
}

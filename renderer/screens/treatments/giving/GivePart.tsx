import { ActionIcon, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../../shared/contract/reference.ts';
import type { FormField } from '../../../../shared/rules/block-form.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { readStrength, type Part } from './give-form.ts';
import { RecordField } from '../blocks/RecordField.tsx';
import css from '../treatments.module.css';

interface GivePartProps {
  part: Part;
  fields: ReadonlyMap<string, FormField>;
  substances: readonly Substance[];
  refusals: Refusals;
  tried: boolean;
  onPick: (substanceId: string) => void;
  onChange: (change: Partial<Part>) => void;
  onRemove: () => void;
}

/** One substance in the syringe: what it is, from which pack, how strong and how much. */
export function GivePart({
  part,
  fields,
  substances,
  refusals,
  tried,
  onPick,
  onChange,
  onRemove,
}: GivePartProps) {
  const { t } = useTranslation('treatments');
  const substance = substances.find(({ id }) => id === part.substanceId);
  const standing = substance?.standing;
  const units = fields.get('strengthUnit')?.options ?? [];
  const strengths = (substance?.strengths ?? [])
    .map((text) => ({ text, read: readStrength(text, units) }))
    .filter(({ read }) => read !== null);
  const input = (key: Exclude<keyof Part, 'from'>, of: number) => {
    const field = fields.get(key);
    if (field === undefined) return null;
    const value = part[key] ?? '';
    const missing = tried && field.required === true && value === '';
    return (
      <Span of={of}>
        <RecordField
          field={field}
          value={value}
          error={missing ? t('required') : undefined}
          onChange={(next) => onChange({ [key]: key === 'firstOpenedOn' && next === '' ? null : next })}
        />
      </Span>
    );
  };
  return (
    <section className={css['part']}>
      <FieldGrid>
        <Span of={6}>
          <Select
            label={t('give.substance')}
            required
            searchable
            // The dialog puts the focus here, not on its first button, and takes it from nobody who has begun to type.
            data-autofocus={part.substanceId === '' ? true : undefined}
            value={part.substanceId === '' ? null : part.substanceId}
            error={tried && part.substanceId === '' ? t('required') : undefined}
            data={substances.map(({ id, name, standing: has }) => ({
              value: id,
              label: name,
              disabled: has?.injectable === false || refusals.ofSubstance(id) !== undefined,
            }))}
            classNames={{ option: css['offered'] ?? '' }}
            renderOption={({ option }) => {
              const refused = refusals.ofSubstance(option.value);
              return (
                <span>
                  {option.label}
                  {refused !== undefined && (
                    <span className={css['refused']}>{refusals.because(refused)}</span>
                  )}
                </span>
              );
            }}
            onChange={(id) => id !== null && onPick(id)}
          />
        </Span>
        <Span of={5}>
          <div className={css['partClass']}>
            <Tag tone="warn">{t('give.typed')}</Tag>
            {standing !== undefined && (
              <Tag tone={standing.disclosureClass === 'drug' ? 'clay' : 'neutral'}>
                {t(`class.${standing.disclosureClass}`)}
              </Tag>
            )}
            {strengths.map(({ text, read }) => (
              <button
                key={text}
                type="button"
                className={css['quick']}
                onClick={() => read !== null && onChange(read)}
              >
                {text}
              </button>
            ))}
          </div>
        </Span>
        <Span of={1}>
          <ActionIcon color="red" aria-label={t('give.removePart')} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Span>
        {input('productName', 4)}
        {input('lotNumber', 3)}
        {input('expiryDate', 3)}
        {input('containerType', 4)}
        {part.containerType === 'multi-dose-vial' && input('firstOpenedOn', 4)}
        {substance?.autologous === true && input('collectionId', 4)}
        {input('strengthValue', 2)}
        {input('strengthUnit', 3)}
        {input('volumePerPoint', 3)}
        {input('offLabel', 3)}
      </FieldGrid>
    </section>
  );
}

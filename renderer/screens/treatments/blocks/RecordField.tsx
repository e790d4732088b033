import { Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import type { FieldDefinition } from '../../../../shared/contract/reference.ts';
import { ChoiceChips, SegmentedChoice } from '../../../ui/Choices.tsx';
import { DateField, NumberField } from '../../../ui/Fields.tsx';
import { decimalOf } from '../../../../shared/rules/decimal.ts';
import { optionText, unitText } from './field-words.ts';

interface RecordFieldProps {
  field: FieldDefinition;
  value: BlockValue | undefined;
  onChange: (value: BlockValue) => void;
  disabled?: boolean;
  error?: ReactNode;
  /** Things that a field of type `ref` may name. */
  things?: readonly { value: string; label: string }[];
  placeholder?: string | undefined;
}

/** What is usual, as a grey word in the empty field, and with what can be recorded at all, for who asks. */
export function useRange({ hard, warn, unit }: FieldDefinition): { usual: string; hint: string } | undefined {
  const { t } = useTranslation('treatments');
  const said = (range: readonly [number, number]) =>
    t('range.of', { min: decimalOf(range[0]), max: decimalOf(range[1]) });
  const usual = warn ?? hard;
  if (usual === undefined) return undefined;
  const words = [
    ...(warn === undefined ? [] : [t('range.usual', { range: said(warn) })]),
    ...(hard === undefined ? [] : [t('range.possible', { range: said(hard) })]),
  ];
  return { usual: said(usual), hint: [words.join('; '), unitText(unit)].filter(Boolean).join(' ') };
}

/** The control that fits a field of the reference data. */
export function RecordField({
  field,
  value,
  onChange,
  disabled = false,
  error,
  things,
  placeholder,
}: RecordFieldProps) {
  const { t } = useTranslation('treatments');
  const unit = unitText(field.unit);
  const range = useRange(field);
  const text = typeof value === 'string' ? value : '';
  const common = {
    label: field.label,
    required: field.required === true && field.type !== 'derived',
    disabled,
    error,
    ...(placeholder !== undefined && { placeholder }),
  };
  switch (field.type) {
    case 'derived':
      return null;
    case 'number':
    case 'integer':
      return (
        <NumberField
          {...(range !== undefined && { placeholder: range.usual, hint: range.hint })}
          {...common}
          value={text}
          onChange={onChange}
          {...(unit !== '' && { unit })}
          step={field.type === 'integer' || (field.hard?.[1] ?? 0) >= 50 ? '1' : '0.05'}
          min={String(field.hard?.[0] ?? 0)}
        />
      );
    case 'enum': {
      const options = (field.options ?? []).map((option) => ({ value: option, label: optionText(option) }));
      const short = options.length <= 4 && options.reduce((sum, { label }) => sum + label.length + 3, 0) < 34;
      if (short)
        return (
          <SegmentedChoice
            {...common}
            options={options}
            value={text === '' ? null : text}
            onChange={onChange}
          />
        );
      return (
        <Select
          {...common}
          data={options}
          value={text === '' ? null : text}
          onChange={(next) => onChange(next ?? '')}
          clearable={field.required !== true}
        />
      );
    }
    case 'multi-enum':
      return (
        <ChoiceChips
          {...common}
          options={(field.options ?? []).map((option) => ({ value: option, label: optionText(option) }))}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <SegmentedChoice
          {...common}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(next) => onChange(next === 'yes')}
        />
      );
    case 'date':
      return <DateField {...common} value={text} onChange={onChange} />;
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={5}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'string-list':
      return <TagsInput {...common} value={Array.isArray(value) ? value : []} onChange={onChange} />;
    case 'ref':
      return (
        <Select
          {...common}
          searchable
          data={[...(things ?? [])]}
          value={text === '' ? null : text}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'refs':
    case 'datetime':
    case 'string':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

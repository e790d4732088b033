import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import type { FormField } from '../../../../shared/rules/block-form.ts';
import { Span } from '../../../ui/Fields.tsx';
import { RecordField } from './RecordField.tsx';

interface SiteDiffersProps {
  fields: readonly FormField[];
  values: Readonly<Record<string, BlockValue>>;
  things: (field: FormField) => readonly { value: string; label: string }[];
  errorOf: (key: string) => boolean;
  onSet: (key: string, value: BlockValue) => void;
}

/** What was done otherwise at this place than the technique says for all of them: depth, needle, dose. */
export function SiteDiffers({ fields, values, things, errorOf, onSet }: SiteDiffersProps) {
  const { t } = useTranslation('treatments');
  const [opened, setOpened] = useState<readonly string[]>([]);
  const own = fields.filter(({ inheritable, type }) => inheritable && type !== 'derived');
  const differs = own.filter(({ key }) => Object.hasOwn(values, key) || opened.includes(key));
  const rest = own.filter((field) => !differs.includes(field));
  return (
    <>
      {differs.map((field) => (
        <Span key={field.key} of={4}>
          <RecordField
            field={{ ...field, required: false }}
            value={values[field.key]}
            error={errorOf(field.key)}
            things={things(field)}
            onChange={(value) => onSet(field.key, value)}
          />
        </Span>
      ))}
      {rest.length > 0 && (
        <Span of={4}>
          <Select
            label={t('block.differs')}
            placeholder={t('block.asAll')}
            searchable
            data={rest.map(({ key, label }) => ({ value: key, label }))}
            value={null}
            onChange={(key) => key !== null && setOpened((before) => [...before, key])}
          />
        </Span>
      )}
    </>
  );
}

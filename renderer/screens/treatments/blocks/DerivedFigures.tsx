import type { FormField } from '../../../../shared/rules/block-form.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { unitText } from './field-words.ts';

interface DerivedFiguresProps {
  fields: readonly FormField[];
  values: Readonly<Record<string, string>>;
}

/** What follows from the typed values: shown, never typed. */
export function DerivedFigures({ fields, values }: DerivedFiguresProps) {
  return fields
    .filter(({ type, key }) => type === 'derived' && values[key] !== undefined)
    .map(({ key, label, unit }) => (
      <Tag key={key}>
        {label}: {values[key]} {unitText(unit)}
      </Tag>
    ));
}

import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '../../../../shared/contract/reference.ts';
import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import { useWhen } from '../../../parts/when.ts';
import { valueText } from '../blocks/field-words.ts';
import css from './read.module.css';

interface ReadFactsProps {
  fields: readonly FieldDefinition[];
  values: Readonly<Record<string, BlockValue>>;
  /** Names of things that a value only points to. */
  named?: ReadonlyMap<string, string>;
}

/** Recorded values as label and text; what was not recorded takes no room. */
export function ReadFacts({ fields, values, named }: ReadFactsProps) {
  const { t } = useTranslation('treatments');
  const { day, moment } = useWhen();
  const words = { yes: t('yes'), no: t('no'), day, moment };
  const shown = fields.flatMap((field) => {
    const value = values[field.key];
    const text = valueText(field, value, words);
    return text === null ? [] : [{ key: field.key, label: field.label, text: named?.get(text) ?? text }];
  });
  if (shown.length === 0) return null;
  return (
    <dl className={css['facts']}>
      {shown.map(({ key, label, text }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

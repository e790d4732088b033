import { useTranslation } from 'react-i18next';
import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import type { FieldDefinition } from '../../../../shared/contract/reference.ts';
import { parseDecimal } from '../../../../shared/rules/decimal.ts';
import { agreement, percentOff } from '../../../../shared/rules/dose.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import { unitText } from './field-words.ts';
import { useRange } from './RecordField.tsx';
import css from './usual.module.css';

interface DerivedFieldProps {
  field: FieldDefinition;
  value: BlockValue | undefined;
  /** What the other fields come to; absent while one of them is missing. */
  computed: string | undefined;
  onChange: (value: BlockValue) => void;
}

/** A figure that follows from others, reckoned as they are typed; what the unit shows may be typed and is compared. */
export function DerivedField({ field, value, computed, onChange }: DerivedFieldProps) {
  const { t } = useTranslation('usual');
  const unit = unitText(field.unit);
  const range = useRange(field);
  const typed = typeof value === 'string' ? value : '';
  const verdict =
    computed === undefined || typed === '' || !parseDecimal(typed).ok ? null : agreement(typed, computed);
  const params = {
    value: computed,
    unit,
    percent: verdict === null ? '' : percentOff(typed, computed ?? '0'),
  };
  return (
    <NumberField
      label={field.label}
      value={typed}
      onChange={onChange}
      {...(unit !== '' && { unit })}
      {...(range !== undefined && { hint: range.hint })}
      placeholder={computed ?? ''}
      description={
        computed === undefined ? undefined : (
          <span className={css['reckoned']} data-verdict={verdict ?? undefined} role="status">
            {verdict === null ? t('derived.is', params) : t(`derived.${verdict}`, params)}
          </span>
        )
      }
      step="0.05"
      min="0"
    />
  );
}

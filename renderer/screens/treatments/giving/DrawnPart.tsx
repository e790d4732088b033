import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../../shared/rules/block-form.ts';
import { add, compare } from '../../../../shared/rules/decimal.ts';
import { strengthText } from '../../../../shared/rules/strength.ts';
import { useWhen } from '../../../parts/when.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { totalOf, wasteOf, type Part } from './give-form.ts';
import { RecordField } from '../blocks/RecordField.tsx';
import css from './give.module.css';

interface DrawnPartProps {
  part: Part;
  points: string;
  volume: FormField | undefined;
  offLabel: FormField | undefined;
  tried: boolean;
  onChange: (change: Partial<Part>) => void;
  onRemove: () => void;
}

/** A substance out of the cupboard: what the lot says is read, only the amount is typed. */
export function DrawnPart({ part, points, volume, offLabel, tried, onChange, onRemove }: DrawnPartProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const { from } = part;
  if (from === null) return null;
  const total = totalOf(part, points);
  const waste = wasteOf(part, points);
  const isTooMuch = total !== null && compare(add(total, waste), from.leftMl) > 0;
  return (
    <section className={css['drawn']} aria-label={part.productName}>
      <div className={css['drawnHead']}>
        <b>{part.productName}</b>
        <span>{strengthText(part.strengthValue, part.strengthUnit)}</span>
        <span className={css['soft']}>
          {t('give.offerLot', {
            lot: part.lotNumber,
            expiry: when.day(part.expiryDate),
            left: from.leftMl,
          })}
        </span>
        {from.brought && <Tag tone="ok">{t('give.brought')}</Tag>}
        {from.opensVial && <Tag>{t('give.opensVial')}</Tag>}
        <ActionIcon color="red" aria-label={t('give.removePart')} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <div className={css['amounts']}>
        {volume !== undefined && (
          <RecordField
            field={volume}
            value={part.volumePerPoint}
            error={tried && total === null ? t('required') : undefined}
            onChange={(next) => onChange({ volumePerPoint: String(next), syringeMl: null })}
          />
        )}
        {(from.isAmpoule || waste !== '0') && (
          <NumberField
            label={t('give.waste')}
            unit="mL"
            step="0.1"
            min="0"
            value={total === null ? '' : waste}
            disabled={total === null}
            onChange={(next) => onChange({ waste: next })}
          />
        )}
        {offLabel !== undefined && (
          <RecordField
            field={offLabel}
            value={part.offLabel}
            onChange={(next) => onChange({ offLabel: next === true })}
          />
        )}
      </div>
      {isTooMuch && <p className={css['bad']}>{t('give.tooMuch', { left: from.leftMl })}</p>}
    </section>
  );
}

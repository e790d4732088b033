import { ActionIcon, Autocomplete, Checkbox, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutcomeDetails, OutcomeMeasure } from '../../../../shared/contract/course-record.ts';
import { needsItem } from '../../../../shared/rules/course-outcomes.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import { isStepped, type MeasureWords } from './measure-words.ts';
import css from './measures.module.css';

export interface MeasureEntry {
  measure: OutcomeMeasure;
  item: string;
  value: string;
  details: OutcomeDetails;
}

interface MeasureRowProps {
  row: MeasureEntry;
  words: MeasureWords;
  /** The item is known and only its value is asked. */
  known?: boolean;
  /** What was said last time, in small beside it. */
  last?: string;
  onChange: (change: Partial<MeasureEntry>) => void;
  onRemove?: () => void;
}

/** Names of forms whose total a clinic may note; the forms themselves are licensed by their owners. */
const questionnaires = ['ODI', 'NDI', 'DASH', 'QuickDASH', 'SF-36', 'PROMIS'];

/** One measure: what, of what, its value. A digit and Tab are enough for a pain score. */
export function MeasureRow({ row, words, known = false, last, onChange, onRemove }: MeasureRowProps) {
  const { t } = useTranslation('courses');
  const { measure, item, value, details } = row;
  const name = words.name(measure);
  const of = words.item(row);
  const itemLabel = needsItem(measure) ? t(`measure.items.${measure as 'psfs'}`) : '';
  const scale = isStepped(measure) ? '' : t(`measure.scales.${measure}`);
  return (
    <div className={css['row']} role="group" aria-label={[name, of].filter(Boolean).join(' ')}>
      <div className={css['what']}>
        {known && of !== '' ? of : name}
        <span className={css['soft']}>
          {' '}
          {known && of !== '' ? (measure === 'nprs' ? `${name} ${scale}` : name) : scale}
        </span>
        {last !== undefined && <span className={css['soft']}> · {last}</span>}
      </div>
      <div className={css['item']}>
        {!known && needsItem(measure) && measure !== 'questionnaire' && (
          <TextInput
            aria-label={itemLabel}
            placeholder={itemLabel}
            maxLength={120}
            value={item}
            onChange={(event) => onChange({ item: event.currentTarget.value })}
          />
        )}
        {!known && measure === 'questionnaire' && (
          <Autocomplete
            aria-label={itemLabel}
            placeholder={itemLabel}
            data={questionnaires}
            maxLength={120}
            value={item}
            onChange={(next) => onChange({ item: next })}
          />
        )}
        {measure === 'questionnaire' && (
          <TextInput
            aria-label={t('measure.version')}
            placeholder={t('measure.version')}
            maxLength={60}
            value={details.version ?? ''}
            onChange={(event) => onChange({ details: { ...details, version: event.currentTarget.value } })}
          />
        )}
        {measure === 'analgesic-days' && (
          <>
            <TextInput
              aria-label={t('measure.dose')}
              placeholder={t('measure.dose')}
              maxLength={80}
              value={details.dose ?? ''}
              onChange={(event) => onChange({ details: { ...details, dose: event.currentTarget.value } })}
            />
            <Checkbox
              label={t('measure.opioid')}
              checked={details.opioid === true}
              onChange={(event) => onChange({ details: { ...details, opioid: event.currentTarget.checked } })}
            />
          </>
        )}
      </div>
      {isStepped(measure) ? (
        <Select
          aria-label={t('measure.value')}
          className={css['step']}
          clearable
          value={value === '' ? null : value}
          data={words.steps(measure)}
          onChange={(next) => onChange({ value: next ?? '' })}
        />
      ) : (
        <NumberField
          label={t('measure.value')}
          hideLabel
          step="1"
          min="0"
          value={value}
          onChange={(next) => onChange({ value: next })}
        />
      )}
      {onRemove !== undefined && (
        <ActionIcon aria-label={t('measure.remove')} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      )}
      {measure === 'questionnaire' && <p className={css['note']}>{t('measure.formNotHere')}</p>}
    </div>
  );
}

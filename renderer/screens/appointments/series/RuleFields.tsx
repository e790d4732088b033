import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { weekday } from '../../../../shared/rules/calendar.ts';
import { ChoiceChips, SegmentedChoice } from '../../../ui/Choices.tsx';
import { DateField, FieldGrid, NumberField, Span, TimeField } from '../../../ui/Fields.tsx';
import { isLastOfMonth, nthOf, type RuleForm } from './rule-form.ts';

const days = [1, 2, 3, 4, 5, 6, 7] as const;
const units = ['days', 'weeks', 'months'] as const;

interface RuleFieldsProps {
  form: RuleForm;
  /** The first day is that of a visit in the book. */
  fixedStart: boolean;
  set: (change: Partial<RuleForm>) => void;
}

/** When it repeats, from when and until when. */
export function RuleFields({ form, fixedStart, set }: RuleFieldsProps) {
  const { t } = useTranslation('series');
  const day = Number(form.from.slice(8));
  const name = (one: number) => t(`weekday.${one as 1}`);
  const nth = form.from === '' ? null : nthOf(form.from);
  const monthly = [
    { value: 'day', label: t('onDay', { day }) },
    ...(nth === null
      ? []
      : [
          {
            value: 'nth',
            label: t('onNth', { nth: t(`nth.${nth}`), weekday: name(weekday(form.from)) }),
          },
        ]),
    ...(form.from !== '' && isLastOfMonth(form.from)
      ? [{ value: 'last', label: t('onNth', { nth: t('nth.last'), weekday: name(weekday(form.from)) }) }]
      : []),
  ];
  return (
    <FieldGrid>
      <Span of={7}>
        <DateField
          label={t('first')}
          required
          disabled={fixedStart}
          value={form.from}
          onChange={(from) => set({ from, ...(from === '' ? {} : { weekdays: [weekday(from)] }) })}
        />
      </Span>
      <Span of={5}>
        <TimeField label={t('time')} required value={form.time} onChange={(time) => set({ time })} />
      </Span>
      <Span of={4}>
        <NumberField
          label={t('every')}
          required
          min="1"
          max="52"
          value={form.every}
          onChange={(every) => set({ every })}
        />
      </Span>
      <Span of={8}>
        <SegmentedChoice
          label={t('unit')}
          value={form.unit}
          options={units.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
          onChange={(value) => set({ unit: units.find((unit) => unit === value) ?? 'weeks' })}
        />
      </Span>
      {form.unit === 'weeks' && (
        <Span of={12}>
          <ChoiceChips
            label={t('weekdays')}
            required
            value={form.weekdays.map(String)}
            options={days.map((one) => ({ value: String(one), label: name(one) }))}
            onChange={(value) => set({ weekdays: value.map(Number) })}
          />
        </Span>
      )}
      {form.unit === 'months' && (
        <Span of={12}>
          <SegmentedChoice
            label={t('monthly')}
            value={form.monthly}
            options={monthly}
            onChange={(value) =>
              set({ monthly: value === 'nth' || value === 'last' ? value : 'day', shortMonths: null })
            }
          />
        </Span>
      )}
      {form.unit === 'months' && form.monthly === 'day' && day > 28 && (
        <Span of={12}>
          <SegmentedChoice
            label={t('shortMonths', { day })}
            required
            value={form.shortMonths}
            options={[
              { value: 'last', label: t('shortLast') },
              { value: 'skip', label: t('shortSkip') },
            ]}
            onChange={(value) => set({ shortMonths: value === 'skip' ? 'skip' : 'last' })}
          />
        </Span>
      )}
      <Span of={7}>
        <SegmentedChoice
          label={t('ends')}
          value={form.ends}
          options={[
            { value: 'count', label: t('endsCount') },
            { value: 'date', label: t('endsDate') },
          ]}
          onChange={(value) => set({ ends: value === 'date' ? 'date' : 'count' })}
        />
      </Span>
      <Span of={5}>
        {form.ends === 'count' ? (
          <NumberField
            label={t('count')}
            required
            min="1"
            max="100"
            value={form.count}
            onChange={(count) => set({ count })}
          />
        ) : (
          <DateField
            label={t('until')}
            required
            value={form.until}
            min={form.from}
            onChange={(until) => set({ until })}
          />
        )}
      </Span>
      {form.ends === 'count' && (
        <Span of={12}>
          <Checkbox
            label={t('append')}
            checked={form.append}
            onChange={(event) => set({ append: event.currentTarget.checked })}
          />
        </Span>
      )}
    </FieldGrid>
  );
}

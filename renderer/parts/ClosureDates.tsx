import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField, Span, TimeField } from '../ui/Fields.tsx';
import type { ClosureForm } from './closure.ts';

interface ClosureDatesProps {
  form: ClosureForm;
  /** Saving was tried: what is missing is said. */
  asked: boolean;
  /** The end is not after the start. */
  turned: boolean;
  onChange: (change: Partial<ClosureForm>) => void;
}

/** From when to when something is shut; stands in a `FieldGrid`. */
export function ClosureDates({ form, asked, turned, onChange }: ClosureDatesProps) {
  const { t } = useTranslation(['hours', 'ui']);
  const missing = (value: string) => (asked && value === '' ? t('ui:issue.missing') : undefined);
  return (
    <>
      <Span of={6}>
        <DateField
          label={t('closure.from')}
          required
          value={form.fromDate}
          onChange={(fromDate) => onChange({ fromDate })}
          error={missing(form.fromDate)}
        />
      </Span>
      <Span of={6}>
        <DateField
          label={t('closure.to')}
          value={form.toDate}
          onChange={(toDate) => onChange({ toDate })}
          error={turned ? t('closure.before') : undefined}
        />
      </Span>
      <Span of={12}>
        <Checkbox
          label={t('closure.wholeDays')}
          checked={form.whole}
          onChange={(event) => onChange({ whole: event.currentTarget.checked })}
        />
      </Span>
      {!form.whole && (
        <>
          <Span of={6}>
            <TimeField
              label={t('closure.fromTime')}
              required
              value={form.fromTime}
              onChange={(fromTime) => onChange({ fromTime })}
              error={missing(form.fromTime)}
            />
          </Span>
          <Span of={6}>
            <TimeField
              label={t('closure.toTime')}
              required
              end
              value={form.toTime}
              onChange={(toTime) => onChange({ toTime })}
              error={missing(form.toTime)}
            />
          </Span>
        </>
      )}
    </>
  );
}

import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField, FieldGrid, Span, TimeField } from '../../../ui/Fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import css from './note.module.css';

export interface Late {
  on: boolean;
  date: string;
  time: string;
  reason: string;
}

/** Whether enough is said for the visit to be begun. */
export function isLateComplete({ on, date, time, reason }: Late): boolean {
  return !on || (date !== '' && time !== '' && reason.trim().length >= 3);
}

/** For a visit that took place and was not written down then: when, and why only now. */
export function LateFields({
  value,
  max,
  onChange,
}: {
  value: Late;
  max: string;
  onChange: (late: Late) => void;
}) {
  const { t } = useTranslation('notes');
  const set = (part: Partial<Late>) => onChange({ ...value, ...part });
  return (
    <Section title={t('late.title')}>
      <div className={css['stack']}>
        <Switch
          label={t('late.toggle')}
          description={t('late.how')}
          checked={value.on}
          onChange={(event) => set({ on: event.currentTarget.checked })}
        />
        {value.on && (
          <FieldGrid>
            <Span of={3}>
              <DateField
                label={t('late.date')}
                required
                max={max}
                value={value.date}
                onChange={(date) => set({ date })}
              />
            </Span>
            <Span of={2}>
              <TimeField
                label={t('late.time')}
                required
                value={value.time}
                onChange={(time) => set({ time })}
              />
            </Span>
            <Span of={7}>
              <TextInput
                label={t('late.reason')}
                required
                maxLength={300}
                value={value.reason}
                onChange={(event) => set({ reason: event.currentTarget.value })}
              />
            </Span>
          </FieldGrid>
        )}
      </div>
    </Section>
  );
}

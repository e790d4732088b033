import { Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { jurisdiction } from '../../../shared/contract/practice.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span, TimeField } from '../../ui/Fields.tsx';
import type { ProfileValues } from './profile.ts';

/** What the desk counts in: notice of a cancellation, and how long a wait may be. */
const waits = [
  { field: 'lateCancelHours', unit: 'hours', max: '336' },
  { field: 'waitingLongMinutes', unit: 'minutes', max: '240' },
  { field: 'waitingTooLongMinutes', unit: 'minutes', max: '240' },
  { field: 'absentAfterMinutes', unit: 'minutes', max: '240' },
] as const;

const zones = Intl.supportedValuesOf('timeZone');

export function ProfileFields({ form }: { form: UseFormReturnType<ProfileValues> }) {
  const { t } = useTranslation('setup');
  const { zone } = form.values;
  return (
    <FieldGrid>
      <Span of={8}>
        <TextInput
          label={t('profile.name')}
          required
          description={t('profile.nameHint')}
          {...form.getInputProps('name')}
        />
      </Span>
      <Span of={4}>
        <TextInput
          label={t('profile.registration')}
          description={t('profile.registrationHint')}
          {...form.getInputProps('registration')}
        />
      </Span>
      <Span of={4}>
        <Textarea label={t('profile.address')} minRows={3} maxRows={5} {...form.getInputProps('address')} />
      </Span>
      <Span of={4}>
        <TextInput label={t('profile.phone')} {...form.getInputProps('phone')} />
      </Span>
      <Span of={4}>
        <TextInput label={t('profile.email')} {...form.getInputProps('email')} />
      </Span>
      <Span of={6}>
        <Select
          label={t('profile.jurisdiction')}
          description={t(
            form.values.jurisdiction === 'unset' ? 'profile.jurisdictionUnset' : 'profile.jurisdictionHint',
          )}
          data={jurisdiction.options.map((value) => ({ value, label: t(`jurisdictions.${value}`) }))}
          {...form.getInputProps('jurisdiction')}
        />
      </Span>
      <Span of={6}>
        <Select
          label={t('profile.zone')}
          description={t('profile.zoneHint')}
          searchable
          data={zones.includes(zone) ? zones : [zone, ...zones]}
          {...form.getInputProps('zone')}
        />
      </Span>
      <Span of={3}>
        <TimeField label={t('profile.dayStart')} {...form.getInputProps('dayStart')} />
      </Span>
      <Span of={3}>
        <TimeField label={t('profile.dayEnd')} {...form.getInputProps('dayEnd')} />
      </Span>
      <Span of={3}>
        <NumberField
          label={t('profile.consentMonths')}
          unit={t('profile.months')}
          min="1"
          max="12"
          {...form.getInputProps('consentMonths')}
        />
      </Span>
      <Span of={3}>
        <SegmentedChoice
          label={t('profile.paper')}
          options={[
            { value: 'A4', label: 'A4' },
            { value: 'Letter', label: 'Letter' },
          ]}
          value={form.values.paper}
          onChange={(value) => form.setFieldValue('paper', value as ProfileValues['paper'])}
        />
      </Span>
      {waits.map(({ field, unit, max }) => (
        <Span key={field} of={3}>
          <NumberField
            label={t(`profile.${field}`)}
            unit={t(`profile.${unit}`)}
            min="0"
            max={max}
            {...form.getInputProps(field)}
          />
        </Span>
      ))}
      <Span of={12}>
        <Textarea
          label={t('profile.letterhead')}
          description={t('profile.letterheadHint')}
          minRows={1}
          {...form.getInputProps('letterheadNote')}
        />
      </Span>
    </FieldGrid>
  );
}

import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Guardian, Identity } from '../../../shared/contract/patients.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import { emptyGuardian } from './identity-form.ts';
import css from './patients.module.css';

interface IdentityFieldsProps {
  value: Identity;
  errors: Record<string, string>;
  onChange: (change: Partial<Identity>) => void;
}

const lines = (text: string) => text.split('\n').slice(0, 5);

/** Who somebody is and how to reach them; nothing clinical. */
export function IdentityFields({ value, errors, onChange }: IdentityFieldsProps) {
  const { t } = useTranslation('patients');
  const text = (
    field: 'givenName' | 'familyName' | 'preferredName' | 'phone' | 'secondPhone' | 'email' | 'language',
  ) => ({
    label: t(`field.${field}`),
    value: value[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  const setGuardian = (at: number, change: Partial<Guardian>) =>
    onChange({
      guardians: value.guardians.map((guardian, index) =>
        index === at ? { ...guardian, ...change } : guardian,
      ),
    });
  return (
    <>
      <Section title={t('form.who')}>
        <FieldGrid>
          <Span of={4}>
            <TextInput {...text('givenName')} description={t('form.oneName')} data-autofocus />
          </Span>
          <Span of={4}>
            <TextInput {...text('familyName')} />
          </Span>
          <Span of={4}>
            <TextInput {...text('preferredName')} />
          </Span>
          <Span of={4}>
            <DateField
              label={t('field.birthDate')}
              required
              calendar={false}
              value={value.birthDate}
              error={errors['birthDate']}
              onChange={(birthDate) => onChange({ birthDate })}
            />
          </Span>
          <Span of={4}>
            <Select
              label={t('field.sex')}
              allowDeselect={false}
              value={value.sex}
              data={(['female', 'male', 'other', 'unknown'] as const).map((sex) => ({
                value: sex,
                label: t(`sex.${sex}`),
              }))}
              onChange={(sex) => onChange({ sex: (sex ?? 'unknown') as Identity['sex'] })}
            />
          </Span>
          <Span of={4}>
            <TextInput {...text('language')} />
          </Span>
        </FieldGrid>
      </Section>
      <Section title={t('form.reach')}>
        <FieldGrid>
          <Span of={4}>
            <TextInput {...text('phone')} inputMode="tel" />
          </Span>
          <Span of={4}>
            <TextInput {...text('secondPhone')} inputMode="tel" />
          </Span>
          <Span of={4}>
            <TextInput {...text('email')} inputMode="email" />
          </Span>
          <Span of={6}>
            <Textarea
              label={t('field.addressLines')}
              autosize
              minRows={3}
              maxRows={5}
              value={value.addressLines.join('\n')}
              error={errors['addressLines']}
              onChange={(event) =>
                onChange({
                  addressLines: event.currentTarget.value === '' ? [] : lines(event.currentTarget.value),
                })
              }
            />
          </Span>
          <Span of={6}>
            <Textarea
              label={t('field.deskNote')}
              description={t('form.deskNoteHint')}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={500}
              value={value.deskNote}
              onChange={(event) => onChange({ deskNote: event.currentTarget.value })}
            />
          </Span>
        </FieldGrid>
      </Section>
      <Section title={t('form.referrer')}>
        <FieldGrid>
          <Span of={6}>
            <TextInput
              label={t('field.referrerName')}
              value={value.referrer?.name ?? ''}
              onChange={(event) =>
                onChange({
                  referrer:
                    event.currentTarget.value === ''
                      ? null
                      : { addressLines: value.referrer?.addressLines ?? [], name: event.currentTarget.value },
                })
              }
            />
          </Span>
          <Span of={6}>
            <Textarea
              label={t('field.addressLines')}
              autosize
              minRows={1}
              maxRows={5}
              disabled={value.referrer === null}
              value={value.referrer?.addressLines.join('\n') ?? ''}
              onChange={(event) =>
                onChange({
                  referrer: value.referrer && {
                    ...value.referrer,
                    addressLines: lines(event.currentTarget.value),
                  },
                })
              }
            />
          </Span>
        </FieldGrid>
      </Section>
      <Section
        title={t('form.guardians')}
        count={value.guardians.length}
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={value.guardians.length >= 6}
            onClick={() => onChange({ guardians: [...value.guardians, emptyGuardian] })}
          >
            {t('form.addGuardian')}
          </Button>
        }
      >
        {value.guardians.length === 0 && <p className={css['soft']}>{t('form.noGuardians')}</p>}
        <div className={css['rows']}>
          {value.guardians.map((guardian, at) => (
            // A guardian has no id of its own; the place in the list is what tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} className={css['guardian']}>
              <FieldGrid>
                <Span of={4}>
                  <TextInput
                    label={t('field.guardianName')}
                    required
                    value={guardian.name}
                    error={errors[`guardians.${at}.name`]}
                    onChange={(event) => setGuardian(at, { name: event.currentTarget.value })}
                  />
                </Span>
                <Span of={3}>
                  <TextInput
                    label={t('field.relation')}
                    required
                    value={guardian.relation}
                    error={errors[`guardians.${at}.relation`]}
                    onChange={(event) => setGuardian(at, { relation: event.currentTarget.value })}
                  />
                </Span>
                <Span of={3}>
                  <TextInput
                    label={t('field.phone')}
                    value={guardian.phone}
                    onChange={(event) => setGuardian(at, { phone: event.currentTarget.value })}
                  />
                </Span>
                <Span of={12}>
                  <TextInput
                    label={t('field.authority')}
                    description={t('form.authorityHint')}
                    value={guardian.authority}
                    onChange={(event) => setGuardian(at, { authority: event.currentTarget.value })}
                  />
                </Span>
              </FieldGrid>
              <div className={css['guardianEnd']}>
                <Checkbox
                  label={t('field.mayConsent')}
                  checked={guardian.mayConsent}
                  onChange={(event) => setGuardian(at, { mayConsent: event.currentTarget.checked })}
                />
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  leftSection={<IconTrash size={14} />}
                  onClick={() => onChange({ guardians: value.guardians.filter((_, index) => index !== at) })}
                >
                  {t('form.removeGuardian')}
                </Button>
              </div>
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import css from './setup.module.css';

export interface OwnerValues {
  displayName: string;
  title: string;
  userName: string;
  password: string;
  treats: boolean;
}

export interface OwnerFormProps {
  initial: Omit<OwnerValues, 'password'>;
  busy: boolean;
  onBack: (values: OwnerValues) => void;
  onDone: (values: OwnerValues) => void;
}

const shortest = 15;

export function OwnerForm({ initial, busy, onBack, onDone }: OwnerFormProps) {
  const { t } = useTranslation(['setup', 'ui']);
  const form = useForm({
    initialValues: { ...initial, password: '', again: '' },
    validate: {
      displayName: (value) => (value.trim() === '' ? t('ui:issue.missing') : null),
      userName: (value) => (value.trim() === '' ? t('ui:issue.missing') : null),
      password: (value) => ([...value].length < shortest ? t('owner.tooShort', { count: shortest }) : null),
      again: (value, values) => (value === values.password ? null : t('owner.differs')),
    },
    validateInputOnBlur: ['displayName', 'userName', 'password', 'again'],
  });
  const show = { 'aria-label': t('owner.show'), tabIndex: 0 };
  const values = (): OwnerValues => ({
    displayName: form.values.displayName.trim(),
    title: form.values.title.trim(),
    userName: form.values.userName.trim(),
    password: form.values.password,
    treats: form.values.treats,
  });
  return (
    <form className={css['stack']} onSubmit={form.onSubmit(() => onDone(values()))} noValidate>
      <Section title={t('owner.section')}>
        <FieldGrid>
          <Span of={6}>
            <TextInput
              label={t('owner.displayName')}
              required
              autoComplete="name"
              {...form.getInputProps('displayName')}
            />
          </Span>
          <Span of={6}>
            <TextInput
              label={t('owner.title')}
              description={t('owner.titleHint')}
              {...form.getInputProps('title')}
            />
          </Span>
          <Span of={12}>
            <Checkbox label={t('owner.treats')} {...form.getInputProps('treats', { type: 'checkbox' })} />
          </Span>
          <Span of={6}>
            <TextInput
              label={t('owner.userName')}
              required
              description={t('owner.userNameHint')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              {...form.getInputProps('userName')}
            />
          </Span>
          <Span of={6}>{null}</Span>
          <Span of={6}>
            <PasswordInput
              label={t('owner.password')}
              required
              description={t('owner.passwordHint', { count: shortest })}
              autoComplete="new-password"
              visibilityToggleButtonProps={show}
              {...form.getInputProps('password')}
            />
          </Span>
          <Span of={6}>
            <PasswordInput
              label={t('owner.again')}
              required
              autoComplete="new-password"
              visibilityToggleButtonProps={show}
              {...form.getInputProps('again')}
            />
          </Span>
        </FieldGrid>
      </Section>
      <div className={css['buttons']}>
        <Button variant="default" disabled={busy} onClick={() => onBack(values())}>
          {t('ui:back')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('owner.action')}
        </Button>
        {busy && (
          <span className={css['hint']} role="status">
            {t('owner.working')}
          </span>
        )}
      </div>
    </form>
  );
}

import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './setup.module.css';

export function OwnPassword() {
  const { t } = useTranslation(['setup', 'ui']);
  const sayTrouble = useTrouble();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: {
      current: (value) => (value === '' ? t('ui:issue.missing') : null),
      next: (value) => ([...value].length < 15 ? t('owner.tooShort', { count: 15 }) : null),
      again: (value, values) => (value === values.next ? null : t('owner.differs')),
    },
  });
  const change = useMutation(
    q.session.changePassword.mutationOptions({
      onSuccess: () => {
        form.reset();
        notify({ text: t('password.changed') });
      },
    }),
  );
  const show = { visibilityToggleButtonProps: { 'aria-label': t('owner.show'), tabIndex: 0 } };
  return (
    <form
      className={css['stack']}
      onSubmit={form.onSubmit(({ current, next }) => change.mutate({ current, next }))}
      noValidate
    >
      {change.isError && <Notice tone="bad" title={sayTrouble(change.error).text} live />}
      <Section title={t('settings.password')}>
        <FieldGrid>
          <Span of={4}>
            <PasswordInput
              label={t('password.current')}
              autoComplete="current-password"
              {...show}
              {...form.getInputProps('current')}
            />
          </Span>
          <Span of={4}>
            <PasswordInput
              label={t('password.next')}
              description={t('owner.passwordHint', { count: 15 })}
              autoComplete="new-password"
              {...show}
              {...form.getInputProps('next')}
            />
          </Span>
          <Span of={4}>
            <PasswordInput
              label={t('owner.again')}
              autoComplete="new-password"
              {...show}
              {...form.getInputProps('again')}
            />
          </Span>
        </FieldGrid>
      </Section>
      <div className={css['buttons']}>
        <Button type="submit" loading={change.isPending}>
          {t('password.action')}
        </Button>
      </div>
    </form>
  );
}

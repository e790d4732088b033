import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderSettings } from '../../../shared/contract/reminders.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { usualPort } from './reminder-form.ts';
import css from './setup.module.css';

const fresh = {
  host: '',
  port: 465,
  security: 'tls' as const,
  user: '',
  fromName: '',
  fromAddress: '',
  hasPassword: false,
};
type Security = keyof typeof usualPort;

/** Where mail is handed over and as whom. The password goes in here and is never shown again. */
export function MailAccountForm({ settings }: { settings: ReminderSettings }) {
  const { t } = useTranslation(['reminders', 'ui']);
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const [forgetting, setForgetting] = useState(false);
  const { hasPassword, ...known } = settings.account ?? fresh;
  const missing = (text: string) => (text.trim() === '' ? t('ui:issue.missing') : null);
  const form = useForm({
    initialValues: { ...known, security: known.security as Security, port: String(known.port), password: '' },
    validate: {
      host: missing,
      fromAddress: missing,
      port: (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536 ? null : t('ui:issue.missing')),
    },
  });
  const refresh = () => cache.invalidateQueries({ queryKey: q.reminders.key() });
  const save = useMutation(
    q.reminders.saveAccount.mutationOptions({
      onSuccess: async () => {
        await refresh();
        notify({ text: t('settings.account.saved') });
      },
      onError: (error) => {
        const { refusal } = sayTrouble(error);
        if (refusal?.code !== 'INVALID') return;
        const { field } = refusal.data;
        const said: Record<string, string> = {
          host: t('settings.account.hostWrong'),
          security: t('settings.account.unencrypted'),
          password: t('settings.account.passwordAgain'),
          fromAddress: t('settings.account.addressWrong'),
        };
        if (said[field] !== undefined) form.setFieldError(field, said[field]);
      },
    }),
  );
  const forget = useMutation(q.reminders.removeAccount.mutationOptions({ onSuccess: refresh }));
  const refused = save.error === null ? null : sayTrouble(save.error);
  return (
    <form
      onSubmit={form.onSubmit(({ password, port, ...account }) =>
        save.mutate({
          ...account,
          host: account.host.trim(),
          fromAddress: account.fromAddress.trim(),
          port: Number(port),
          password: password === '' ? null : password,
          version: settings.version,
        }),
      )}
      noValidate
    >
      <Section
        title={t('settings.account.title')}
        actions={
          <>
            {settings.account !== null && (
              <Button variant="subtle" color="red" size="xs" onClick={() => setForgetting(true)}>
                {t('settings.account.remove')}
              </Button>
            )}
            <Button
              type="submit"
              variant="default"
              size="xs"
              loading={save.isPending}
              disabled={!form.isDirty()}
            >
              {t('ui:save')}
            </Button>
          </>
        }
      >
        <div className={css['stack']}>
          <p className={css['hint']}>{t('settings.account.text')}</p>
          {refused !== null && Object.keys(form.errors).length === 0 && (
            <Notice tone="bad" title={refused.text} live />
          )}
          <FieldGrid>
            <Span of={5}>
              <TextInput label={t('settings.account.host')} required {...form.getInputProps('host')} />
            </Span>
            <Span of={4}>
              <Select
                label={t('settings.account.security')}
                allowDeselect={false}
                data={(['tls', 'starttls', 'none'] as const).map((value) => ({
                  value,
                  label: t(`settings.account.${value}`),
                }))}
                {...form.getInputProps('security')}
                onChange={(value) => {
                  const security = (value ?? 'tls') as Security;
                  form.setFieldValue('security', security);
                  form.setFieldValue('port', String(usualPort[security]));
                }}
              />
            </Span>
            <Span of={3}>
              <NumberField label={t('settings.account.port')} required {...form.getInputProps('port')} />
            </Span>
            <Span of={6}>
              <TextInput
                label={t('settings.account.user')}
                description={t('settings.account.userHint')}
                autoComplete="off"
                {...form.getInputProps('user')}
              />
            </Span>
            <Span of={6}>
              <PasswordInput
                label={t('settings.account.password')}
                description={t(
                  hasPassword ? 'settings.account.passwordKept' : 'settings.account.passwordHint',
                )}
                autoComplete="new-password"
                visibilityToggleButtonProps={{ 'aria-label': t('settings.account.password'), tabIndex: 0 }}
                {...form.getInputProps('password')}
              />
            </Span>
            <Span of={6}>
              <TextInput label={t('settings.account.fromName')} {...form.getInputProps('fromName')} />
            </Span>
            <Span of={6}>
              <TextInput
                label={t('settings.account.fromAddress')}
                type="email"
                required
                {...form.getInputProps('fromAddress')}
              />
            </Span>
          </FieldGrid>
        </div>
      </Section>
      <ConfirmDialog
        opened={forgetting}
        title={t('settings.account.removeTitle')}
        confirmLabel={t('settings.account.remove')}
        tone="danger"
        onConfirm={async () => {
          await forget.mutateAsync({ version: settings.version });
          notify({ text: t('settings.account.removed') });
        }}
        onClose={() => setForgetting(false)}
      >
        {t('settings.account.removeText')}
      </ConfirmDialog>
    </form>
  );
}

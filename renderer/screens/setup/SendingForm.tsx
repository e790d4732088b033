import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReminderSettings, ReminderTemplate } from '../../../shared/contract/reminders.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { inUse, languageName, readLeads } from './reminder-form.ts';
import css from './setup.module.css';

export function SendingForm({
  settings,
  texts,
}: {
  settings: ReminderSettings;
  texts: readonly ReminderTemplate[];
}) {
  const { t, i18n } = useTranslation(['reminders', 'ui']);
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: {
      sending: settings.sending,
      leads: settings.leads.join(' '),
      language: settings.language,
    },
    validate: { leads: (text) => (readLeads(text) === null ? t('settings.sending.leadsWrong') : null) },
  });
  const save = useMutation(
    q.reminders.reviseSettings.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.reminders.key() });
        notify({ text: t('settings.sending.saved') });
      },
    }),
  );
  const noAccount = settings.account === null;
  return (
    <form
      onSubmit={form.onSubmit(({ sending, leads, language }) =>
        save.mutate({ sending, leads: readLeads(leads) ?? [], language, version: settings.version }),
      )}
      noValidate
    >
      <Section
        title={t('settings.sending.title')}
        actions={
          <Button
            type="submit"
            variant="default"
            size="xs"
            loading={save.isPending}
            disabled={!form.isDirty()}
          >
            {t('ui:save')}
          </Button>
        }
      >
        <div className={css['stack']}>
          {save.isError && <Notice tone="bad" title={sayTrouble(save.error).text} live />}
          <Switch
            label={t('settings.sending.switch')}
            description={t(noAccount ? 'settings.sending.noAccount' : 'settings.sending.hint')}
            disabled={noAccount}
            {...form.getInputProps('sending', { type: 'checkbox' })}
          />
          <FieldGrid>
            <Span of={6}>
              <TextInput
                label={t('settings.sending.leads')}
                description={t('settings.sending.leadsHint')}
                {...form.getInputProps('leads')}
              />
            </Span>
            <Span of={6}>
              <Select
                label={t('settings.sending.language')}
                description={' '}
                allowDeselect={false}
                data={texts
                  .filter(inUse)
                  .map(({ language }) => ({ value: language, label: languageName(language, i18n.language) }))}
                {...form.getInputProps('language')}
              />
            </Span>
          </FieldGrid>
        </div>
      </Section>
    </form>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderTemplate } from '../../../shared/contract/reminders.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { languageName } from './reminder-form.ts';
import css from './setup.module.css';

/** One message with invented data, at once. */
export function MailTest({ from, texts }: { from: string; texts: readonly ReminderTemplate[] }) {
  const { t, i18n } = useTranslation('reminders');
  const sayTrouble = useTrouble();
  const [to, setTo] = useState(from);
  const [language, setLanguage] = useState('en');
  const send = useMutation(q.reminders.sendTest.mutationOptions());
  return (
    <Section title={t('settings.test.title')}>
      <form
        className={css['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ to: to.trim(), language });
        }}
      >
        {send.isError && <Notice tone="bad" title={sayTrouble(send.error).text} live />}
        {send.isSuccess && <Notice tone="ok" title={t('settings.test.sent')} live />}
        <FieldGrid>
          <Span of={6}>
            <TextInput
              label={t('settings.test.to')}
              type="email"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </Span>
          <Span of={3}>
            <Select
              label={t('settings.test.language')}
              allowDeselect={false}
              value={language}
              data={texts.map((one) => ({
                value: one.language,
                label: languageName(one.language, i18n.language),
              }))}
              onChange={(value) => setLanguage(value ?? 'en')}
            />
          </Span>
        </FieldGrid>
        <div className={css['buttons']}>
          <Button type="submit" variant="default" loading={send.isPending} disabled={to.trim().length < 3}>
            {t('settings.test.send')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

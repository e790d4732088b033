import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderTemplate } from '../../../shared/contract/reminders.ts';
import {
  type Filling,
  fillTemplate,
  placeholders,
  templateProblem,
} from '../../../shared/rules/reminder-text.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';
import { inUse, languageName, sayExampleDay } from './reminder-form.ts';
import css from './setup.module.css';

/** One language's text, with what a patient would read beside it. What it may not say has no name here. */
export function ReminderTextDialog({
  text,
  taken,
  onClose,
}: {
  text: ReminderTemplate | null;
  taken: readonly string[];
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation(['reminders', 'refusals']);
  const cache = useQueryClient();
  const practice = useQuery(q.practice.overview.queryOptions());
  const [language, setLanguage] = useState(text?.language ?? '');
  const [subject, setSubject] = useState(text?.subject ?? '');
  const [body, setBody] = useState(text?.body ?? '');
  const [approved, setApproved] = useState(text !== null && inUse(text));
  const [tried, setTried] = useState(false);
  const save = useMutation(
    q.reminders.saveTemplate.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.reminders.key() });
        notify({ text: t('settings.texts.saved') });
        onClose();
      },
    }),
  );
  const problem = templateProblem(subject, body);
  const fits = text !== null || (/^[a-z]{2,3}$/.test(language) && !taken.includes(language));
  const said =
    problem === null
      ? null
      : t(`refusals:TEMPLATE_REFUSED`, { name: problem.name, context: problem.problem });
  const profile = practice.data?.profile;
  const filling: Filling = {
    clinic: profile?.name ?? '',
    phone: profile?.phone ?? '',
    address: profile?.addressLines.join(', ') ?? '',
    date: sayExampleDay(language),
    time: '10:00',
    practitioner: 'Dr A. Example',
    name: 'Anna',
  };
  return (
    <EditDialog
      title={
        text === null
          ? t('settings.texts.new')
          : t('settings.texts.edit', { language: languageName(text.language, i18n.language) })
      }
      busy={save.isPending}
      error={save.error}
      size={860}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (problem === null && fits)
          save.mutate({ language, subject, body, approved, version: text?.version ?? 0 });
      }}
    >
      <div className={css['reminderText']}>
        <div className={css['stack']}>
          {text === null && (
            <TextInput
              label={t('settings.texts.code')}
              description={t('settings.texts.codeHint')}
              data-autofocus
              value={language}
              error={tried && !fits ? t('settings.texts.codeWrong') : undefined}
              onChange={(event) => setLanguage(event.currentTarget.value.trim())}
            />
          )}
          <TextInput
            label={t('settings.texts.subject')}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            label={t('settings.texts.body')}
            autosize
            minRows={10}
            maxRows={16}
            value={body}
            error={tried ? said : undefined}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <div className={css['buttons']} role="group" aria-label={t('settings.texts.insert')}>
            <span className={css['hint']}>{t('settings.texts.insert')}</span>
            {placeholders.map((name) => (
              <Button
                key={name}
                variant="default"
                size="compact-xs"
                title={`{${name}}`}
                onClick={() => setBody((before) => `${before}{${name}}`)}
              >
                {t(`settings.placeholder.${name}`)}
              </Button>
            ))}
          </div>
        </div>
        <section className={css['stack']} aria-label={t('settings.texts.preview')}>
          <span className={css['hint']}>{t('settings.texts.preview')}</span>
          {said !== null && <Notice tone="warn" title={said} />}
          <div className={css['letter']} lang={language || undefined}>
            <strong>{fillTemplate(subject, filling)}</strong>
            <p>{fillTemplate(body, filling)}</p>
          </div>
          <p className={css['hint']}>{t('settings.texts.text')}</p>
          <Checkbox
            label={t('settings.texts.approve')}
            description={text?.origin === 'draft' ? t('settings.texts.approveDraft') : undefined}
            checked={approved}
            onChange={(event) => setApproved(event.currentTarget.checked)}
          />
        </section>
      </div>
    </EditDialog>
  );
}

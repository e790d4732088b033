import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '../../../shared/contract/patients.ts';
import { type ContactChoice, way, type Way } from '../../../shared/contract/reminders.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './patients.module.css';

/** Asked at the desk and written down with who asked. Without the tick nothing is ever sent. */
export function ContactDialog({
  record,
  choice,
  onClose,
}: {
  record: PatientRecord;
  choice: ContactChoice;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reminders', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [known, setKnown] = useState(choice);
  const [asked, setAsked] = useState(choice.asked !== null);
  const [ways, setWays] = useState<Way[]>(choice.ways);
  const [email, setEmail] = useState(choice.email);
  const [phone, setPhone] = useState(choice.phone);
  const name = [record.identity.givenName, record.identity.familyName]
    .filter((part) => part !== '')
    .join(' ');
  const save = useMutation(
    q.reminders.recordChoice.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.reminders.key() });
        notify({ text: t('choice.saved') });
        onClose();
      },
      onError: (error) => {
        const { refusal } = trouble(error);
        if (refusal?.code !== 'STALE_VERSION') return;
        const theirs = refusal.data.current as ContactChoice;
        setKnown(theirs);
        setAsked(theirs.asked !== null);
        setWays(theirs.ways);
        setEmail(theirs.email);
        setPhone(theirs.phone);
      },
    }),
  );
  const refused = save.error === null ? null : trouble(save.error);
  const stale = refused?.refusal?.code === 'STALE_VERSION';
  const badEmail =
    refused?.refusal?.code === 'INVALID' && refused.refusal.data.field === 'email'
      ? t('settings.account.addressWrong')
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      patientId: record.id,
      version: known.version,
      asked,
      ways: asked ? ways : [],
      email: email.trim(),
      phone: phone.trim(),
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('choice.dialog', { name })} size={520} withCloseButton={false}>
      <form className={css['stack']} onSubmit={submit} noValidate>
        {refused !== null && badEmail === undefined && (
          <Notice tone={stale ? 'warn' : 'bad'} title={stale ? t('choice.theirs') : refused.text} live />
        )}
        <Checkbox
          data-autofocus
          label={t('choice.asked', { name })}
          description={t('choice.askedHint')}
          checked={asked}
          onChange={(event) => setAsked(event.currentTarget.checked)}
        />
        <ChoiceChips
          label={t('choice.ways')}
          options={way.options.map((value) => ({ value, label: t(`choice.${value}`), disabled: !asked }))}
          value={asked ? ways : []}
          onChange={(next) => setWays(way.options.filter((one) => next.includes(one)))}
        />
        {asked && ways.includes('email') && (
          <TextInput
            label={t('choice.email2')}
            placeholder={record.identity.email || t('choice.noEmail')}
            type="email"
            value={email}
            error={badEmail}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {asked && ways.includes('call') && (
          <TextInput
            label={t('choice.phone2')}
            placeholder={record.identity.phone}
            inputMode="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        )}
        <div className={css['dialogButtons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

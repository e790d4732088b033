import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '../../../shared/contract/patients.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './patients.module.css';

/** The day on which somebody died; a mistake is taken back here too. */
export function DeathDialog({ record, onClose }: { record: PatientRecord; onClose: () => void }) {
  const { t } = useTranslation(['reminders', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { today } = useContext(DateHabit);
  const [diedOn, setDiedOn] = useState(record.diedOn ?? '');
  const name = [record.identity.givenName, record.identity.familyName]
    .filter((part) => part !== '')
    .join(' ');
  const save = useMutation(
    q.patients.recordDeath.mutationOptions({
      onSuccess: async ({ diedOn: kept }) => {
        await cache.invalidateQueries({ queryKey: q.patients.key() });
        notify({ text: t(kept === null ? 'death.taken' : 'death.saved') });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (diedOn !== '') save.mutate({ id: record.id, diedOn });
  };
  return (
    <Modal opened onClose={onClose} title={t('death.dialog', { name })} size={460} withCloseButton={false}>
      <form className={css['stack']} onSubmit={submit} noValidate>
        {save.error !== null && <Notice tone="bad" title={trouble(save.error).text} live />}
        <p>{t('death.text')}</p>
        <DateField
          label={t('death.label')}
          required
          value={diedOn}
          max={today()}
          min={record.identity.birthDate}
          onChange={setDiedOn}
        />
        <div className={css['dialogButtons']}>
          {record.diedOn !== null && (
            <Button
              variant="subtle"
              color="red"
              className={css['barStatus'] ?? ''}
              onClick={() => save.mutate({ id: record.id, diedOn: null })}
            >
              {t('death.takeBack')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={diedOn === ''}>
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

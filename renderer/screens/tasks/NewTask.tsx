import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../shared/contract/tasks.ts';
import { useTrouble } from '../../desk.ts';
import { PatientPick } from '../../parts/PatientPick.tsx';
import { api, q } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './tasks.module.css';

/** Something to be done by somebody, about a patient or about none. */
export function NewTask({ onSaved, onClose }: { onSaved: (task: Task) => void; onClose: () => void }) {
  const { t } = useTranslation('tasks');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { today } = useContext(DateHabit);
  const staff = useQuery(q.staff.list.queryOptions());
  const [title, setTitle] = useState('');
  const [notes, setNotes] = useState('');
  const [patient, setPatient] = useState<{ id: string; name: string } | null>(null);
  const [dueOn, setDueOn] = useState(today());
  const [who, setWho] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const ready = title.trim() !== '' && dueOn !== '';
  const save = useMutation({
    mutationFn: () => api.tasks.add({ title, notes, dueOn, patientId: patient?.id ?? null, assignedTo: who }),
    onSuccess: async (task) => {
      await cache.invalidateQueries({ queryKey: q.tasks.key() });
      onSaved(task);
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('new.title')} size={560}>
      <form
        className={css['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ready) save.mutate();
        }}
      >
        <TextInput
          label={t('new.what')}
          required
          data-autofocus
          maxLength={160}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('new.notes')}
          autosize
          minRows={2}
          maxLength={1000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <PatientPick label={t('new.patient')} value={patient} onChange={setPatient} />
        <FieldGrid>
          <Span of={6}>
            <DateField label={t('new.due')} required min={today()} value={dueOn} onChange={setDueOn} />
          </Span>
          <Span of={6}>
            <Select
              label={t('new.who')}
              placeholder={t('new.anybody')}
              clearable
              value={who}
              data={(staff.data ?? [])
                .filter(({ disabled }) => !disabled)
                .map(({ id, displayName }) => ({ value: id, label: displayName }))}
              onChange={setWho}
            />
          </Span>
        </FieldGrid>
        {tried && !ready && <Notice tone="bad" live title={t('new.missing')} />}
        {save.error !== null && <Notice tone="bad" live title={trouble(save.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('new.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

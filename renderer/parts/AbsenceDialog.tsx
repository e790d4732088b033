import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../shared/contract/hours.ts';
import { useTrouble, type Trouble } from '../desk.ts';
import { q } from '../rpc.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FieldGrid, Span } from '../ui/Fields.tsx';
import { Notice } from '../ui/Notice.tsx';
import { type AbsenceStart, absenceOf, kinds, type Kind, startingForm, useSaveAbsence } from './absence.ts';
import { spanOf } from './closure.ts';
import { ClosureDates } from './ClosureDates.tsx';
import css from './AbsenceDialog.module.css';

export interface AbsenceDialogProps {
  /** What the book shows where it was asked for: everything may be left out. */
  start?: AbsenceStart;
  /** The one to change; without it a new one is recorded. */
  known?: Closure;
  /** The clinic's present date. */
  today: string;
  onClose: () => void;
}

/**
 * Leave, a closed room, a device out: whole days or part of one. Says how many booked visits lie in it, and after
 * saving opens the list of patients to call where there are any.
 */
export function AbsenceDialog({ start = {}, known, today, onClose }: AbsenceDialogProps) {
  const { t } = useTranslation(['hours', 'ui']);
  const sayTrouble = useTrouble();
  const navigate = useNavigate();
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const [form, setForm] = useState(() => startingForm(start, known, today));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const save = useSaveAbsence();
  const set = (change: Partial<typeof form>) => {
    setRefused(null);
    setForm((before) => ({ ...before, ...change }));
  };
  const choices = {
    leave: (staff.data ?? [])
      .filter(({ treats, disabled, id }) => (treats && !disabled) || id === known?.resourceId)
      .map(({ id, displayName }) => ({ value: id, label: displayName })),
    'room-closed': (practice.data?.rooms ?? [])
      .filter(({ retired, id }) => !retired || id === known?.resourceId)
      .map(({ id, name }) => ({ value: id, label: name })),
    'device-out': (practice.data?.devices ?? [])
      .filter(({ retired, id }) => !retired || id === known?.resourceId)
      .map(({ id, name }) => ({ value: id, label: name })),
  };
  const offered = choices[form.kind];
  const resourceId = form.resourceId || (offered.length === 1 ? (offered[0]?.value ?? '') : '');
  const label = form.label ?? t(`closure.defaults.${form.kind}`);
  const said = absenceOf({ ...form, resourceId, label });
  const lying = useQuery(
    q.absences.preview.queryOptions({
      input: said ?? {
        kind: form.kind,
        resourceId: null,
        from: { date: today, time: '00:00' },
        to: { date: today, time: '24:00' },
      },
      enabled: said !== null,
      placeholderData: (before) => before,
    }),
  );
  const missing = t('ui:issue.missing');
  const store = async (withdrawn: boolean) => {
    setAsked(true);
    if (said === null || resourceId === '' || label.trim() === '') return;
    setBusy(true);
    try {
      const { id, visits } = await save({ ...said, resourceId, label, withdrawn }, known);
      onClose();
      if (!withdrawn && visits > 0) await navigate({ to: '/absences/$closureId', params: { closureId: id } });
    } catch (error) {
      setRefused(sayTrouble(error));
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t(known ? 'closure.edit' : 'closure.add')} size={500}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void store(false);
        }}
      >
        <SegmentedChoice
          label={t('closure.kind')}
          value={form.kind}
          disabled={known !== undefined}
          options={kinds.map((value) => ({ value, label: t(`closure.kinds.${value}`) }))}
          onChange={(kind) => set({ kind: kind as Kind, resourceId: '' })}
        />
        <FieldGrid>
          <Span of={12}>
            <Select
              label={t(`closure.who.${form.kind}`)}
              required
              allowDeselect={false}
              disabled={known !== undefined}
              data-autofocus
              nothingFoundMessage={t(`closure.nobody.${form.kind}`)}
              data={offered}
              value={resourceId === '' ? null : resourceId}
              onChange={(id) => set({ resourceId: id ?? '' })}
              error={
                asked && resourceId === ''
                  ? offered.length === 0
                    ? t(`closure.nobody.${form.kind}`)
                    : missing
                  : undefined
              }
            />
          </Span>
          <ClosureDates form={form} asked={asked} turned={spanOf(form) === 'turned'} onChange={set} />
          <Span of={12}>
            <TextInput
              label={t('closure.label')}
              description={t('closure.labelHint')}
              required
              maxLength={80}
              value={label}
              onChange={(event) => set({ label: event.currentTarget.value })}
              error={asked && label.trim() === '' ? missing : undefined}
            />
          </Span>
        </FieldGrid>
        <div className={css['count']} role="status">
          {said !== null &&
            resourceId !== '' &&
            lying.data !== undefined &&
            (lying.data.visits === 0
              ? t('closure.free')
              : t('closure.affected', { count: lying.data.visits }))}
        </div>
        {refused && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        <div className={css['buttons']}>
          <span className={css['aside']}>
            {known === undefined ? (
              <Link className={css['all']} to="/absences" onClick={onClose}>
                {t('closure.all')}
              </Link>
            ) : (
              <Button variant="subtle" color="red" onClick={() => void store(true)}>
                {t('closure.remove')}
              </Button>
            )}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t(known ? 'ui:save' : 'closure.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Week, WorkingHours } from '../../../shared/contract/hours.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { refusalOf, api, q } from '../../rpc.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';
import { type DraftWeek, finished, startingWeek } from './week.ts';
import { WeekField } from './WeekField.tsx';

interface WorkingHoursDialogProps {
  known: WorkingHours | null;
  practitioners: readonly Member[];
  opening: Week | null;
  profile: ClinicProfile;
  today: string;
  onClose: () => void;
}

export function WorkingHoursDialog({
  known,
  practitioners,
  opening,
  profile,
  today,
  onClose,
}: WorkingHoursDialogProps) {
  const { t } = useTranslation(['hours', 'ui']);
  const cache = useQueryClient();
  const [form, setForm] = useState({
    practitionerId: known?.practitionerId ?? practitioners.find(({ disabled }) => !disabled)?.id ?? '',
    validFrom: known?.validFrom ?? today,
    validUntil: known?.validUntil ?? '',
  });
  const [draft, setDraft] = useState<DraftWeek>(
    known?.week ?? opening ?? startingWeek(profile.dayStart, profile.dayEnd),
  );
  const [asked, setAsked] = useState(false);
  const refresh = () => cache.invalidateQueries({ queryKey: q.hours.key() });
  const save = useMutation({
    mutationFn: (input: Inputs['hours']['saveWorking']) => api.hours.saveWorking(input),
    onSuccess: async ({ id, version }, input) => {
      await refresh();
      onClose();
      const { practitionerId, validFrom, validUntil, week } = known ?? input;
      const undone = { practitionerId, validFrom, validUntil, week, id, version, withdrawn: known === null };
      notify({
        text: t(input.withdrawn === true ? 'working.removed' : 'working.saved'),
        undo: { onUndo: () => void api.hours.saveWorking(undone).then(refresh, refresh) },
      });
    },
  });
  const week = finished(draft);
  const isTurned = form.validUntil !== '' && form.validUntil < form.validFrom;
  const store = (withdrawn: boolean) => {
    setAsked(true);
    if (form.practitionerId === '' || form.validFrom === '' || isTurned || week === null) return;
    save.mutate({
      practitionerId: form.practitionerId,
      validFrom: form.validFrom,
      validUntil: form.validUntil === '' ? null : form.validUntil,
      week,
      ...(known ? { id: known.id, version: known.version, withdrawn } : {}),
    });
  };
  const refused = refusalOf(save.error);
  const isWeekRefused = refused?.code === 'INVALID' && refused.data.field.startsWith('week');
  const badWeek = (asked && week === null) || isWeekRefused;
  return (
    <EditDialog
      title={t(known ? 'working.edit' : 'working.add')}
      busy={save.isPending}
      error={badWeek ? null : save.error}
      size={680}
      onClose={onClose}
      onSubmit={() => store(false)}
      aside={
        known && (
          <Button variant="subtle" color="red" onClick={() => store(true)}>
            {t('working.remove')}
          </Button>
        )
      }
    >
      <FieldGrid>
        <Span of={6}>
          <Select
            label={t('working.practitioner')}
            required
            allowDeselect={false}
            disabled={known !== null}
            data-autofocus
            data={practitioners
              .filter(({ id, disabled }) => !disabled || id === known?.practitionerId)
              .map((member) => ({ value: member.id, label: member.displayName }))}
            value={form.practitionerId}
            onChange={(id) => setForm({ ...form, practitionerId: id ?? form.practitionerId })}
          />
        </Span>
        <Span of={3}>
          <DateField
            label={t('working.validFrom')}
            required
            value={form.validFrom}
            onChange={(validFrom) => setForm({ ...form, validFrom })}
            error={asked && form.validFrom === '' ? t('ui:issue.missing') : undefined}
          />
        </Span>
        <Span of={3}>
          <DateField
            label={t('working.validUntil')}
            description={t('working.validUntilHint')}
            value={form.validUntil}
            onChange={(validUntil) => setForm({ ...form, validUntil })}
            error={isTurned ? t('working.before') : undefined}
          />
        </Span>
      </FieldGrid>
      <WeekField value={draft} onChange={setDraft} profile={profile} />
      {badWeek && <Notice tone="bad" title={t('week.bad')} live />}
    </EditDialog>
  );
}

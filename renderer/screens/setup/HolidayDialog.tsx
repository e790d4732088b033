import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../shared/contract/hours.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { spanOf } from '../../parts/closure.ts';
import { ClosureDates } from '../../parts/ClosureDates.tsx';
import { api, q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';

type Saving = Inputs['hours']['saveHoliday'];

/** A day, a stretch of days or an afternoon on which nobody works. */
export function HolidayDialog({ known, onClose }: { known: Closure | null; onClose: () => void }) {
  const { t } = useTranslation(['hours', 'ui']);
  const cache = useQueryClient();
  const [form, setForm] = useState({
    label: known?.label ?? '',
    fromDate: known?.from.date ?? '',
    toDate: known?.to.date ?? '',
    fromTime: known?.from.time ?? '00:00',
    toTime: known?.to.time ?? '24:00',
    whole: known === null || (known.from.time === '00:00' && known.to.time === '24:00'),
  });
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const navigate = useNavigate();
  const refresh = () =>
    Promise.all([q.hours, q.absences].map((part) => cache.invalidateQueries({ queryKey: part.key() })));
  const save = useMutation({
    mutationFn: (input: Saving) => api.hours.saveHoliday(input),
    onSuccess: async ({ id, version, visits }, input) => {
      await refresh();
      onClose();
      const { from, to, label } = known ?? input;
      const undone = { from, to, label, id, version, withdrawn: known === null };
      notify({
        text: t(input.withdrawn === true ? 'holidays.removed' : 'holidays.saved', { name: input.label }),
        undo: { onUndo: () => void api.hours.saveHoliday(undone).then(refresh, refresh) },
      });
      if (visits > 0) await navigate({ to: '/absences/$closureId', params: { closureId: id } });
    },
  });
  const span = spanOf(form);
  const missing = t('ui:issue.missing');
  const store = (withdrawn: boolean) => {
    setAsked(true);
    if (form.label.trim() === '' || span === null || span === 'turned') return;
    save.mutate({
      ...span,
      label: form.label,
      ...(known ? { id: known.id, version: known.version, withdrawn } : {}),
    });
  };
  return (
    <EditDialog
      title={t(known ? 'holidays.edit' : 'holidays.add')}
      busy={save.isPending}
      error={save.error}
      size={460}
      onClose={onClose}
      onSubmit={() => store(false)}
      aside={
        known && (
          <Button variant="subtle" color="red" onClick={() => store(true)}>
            {t('holidays.remove')}
          </Button>
        )
      }
    >
      <FieldGrid>
        <Span of={12}>
          <TextInput
            label={t('holidays.name')}
            placeholder={t('holidays.namePlaceholder')}
            required
            maxLength={80}
            data-autofocus
            value={form.label}
            onChange={(event) => set({ label: event.currentTarget.value })}
            error={asked && form.label.trim() === '' ? missing : undefined}
          />
        </Span>
        <ClosureDates form={form} asked={asked} turned={span === 'turned'} onChange={set} />
      </FieldGrid>
    </EditDialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../../shared/contract/appointments.ts';
import { api, q } from '../../../rpc.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notify } from '../../../ui/toast.tsx';
import { type Scope, scopes } from './SeriesMove.tsx';

interface SeriesCancelProps {
  visit: Appointment;
  /** Cancels this visit alone, as one that does not repeat; left out where only several are meant. */
  onThis?: (why: { reason: string; by: 'patient' | 'clinic' }) => Promise<unknown>;
  onClose: () => void;
}

/** Asks how far the cancellation of a visit that repeats reaches; what has begun or is past stays. */
export function SeriesCancel({ visit, onThis, onClose }: SeriesCancelProps) {
  const { t } = useTranslation(['series', 'appointments']);
  const [scope, setScope] = useState<Scope>(onThis === undefined ? 'following' : 'this');
  const [by, setBy] = useState<'patient' | 'clinic'>('patient');
  const series = useQuery(
    q.series.open.queryOptions({
      input: { id: visit.seriesId ?? '' },
      enabled: visit.seriesId !== null,
    }),
  );
  const reached = (series.data?.visits ?? []).filter(
    ({ fixed, seriesDate }) => !fixed && (scope === 'all' || seriesDate >= (visit.seriesDate ?? '')),
  );
  const count = scope === 'this' ? 1 : reached.length;
  const cancel = async (reason: string) => {
    if (scope === 'this') return onThis?.({ reason, by });
    const seen = reached.map(({ id, version }) => ({ id, version }));
    const done = await api.series.cancel({ appointmentId: visit.id, scope, seen, reason, by });
    const undo = () => void api.series.undo({ actId: done.actId, reason: t('undone') });
    notify({ text: t('scope.cancelled', { count: done.visits }), undo: { onUndo: undo } });
    return done;
  };
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={t('scope.cancelTitle')}
      confirmLabel={count === 0 ? t('scope.nothing') : t('scope.cancel', { count })}
      cancelLabel={t('scope.keep')}
      reason={{
        label: t('scope.reason'),
        required: true,
        suggestions: [
          t('appointments:cancel.ill'),
          t('appointments:cancel.work'),
          t('appointments:cancel.better'),
          t('appointments:cancel.clinic'),
        ],
      }}
      onConfirm={async (reason) => {
        await cancel(reason);
        onClose();
      }}
      onClose={onClose}
    >
      <SegmentedChoice
        label={t('scope.which')}
        value={scope}
        options={scopes
          .filter((one) => one !== 'this' || onThis !== undefined)
          .map((one) => ({ value: one, label: t(`scope.${one}`) }))}
        onChange={(value) => setScope(scopes.find((one) => one === value) ?? 'following')}
      />
      <SegmentedChoice
        label={t('scope.by')}
        value={by}
        options={[
          { value: 'patient', label: t('scope.byPatient') },
          { value: 'clinic', label: t('scope.byClinic') },
        ]}
        onChange={(value) => setBy(value === 'clinic' ? 'clinic' : 'patient')}
      />
    </ConfirmDialog>
  );
}

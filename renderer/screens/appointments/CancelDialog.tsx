import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface CancelDialogProps {
  visit: Appointment;
  onCancel: (why: { reason: string; by: 'patient' | 'clinic' }) => Promise<unknown>;
  onClose: () => void;
}

/** A cancelled visit says who cancelled and why; what was noted for it stays. */
export function CancelDialog({ visit, onCancel, onClose }: CancelDialogProps) {
  const { t } = useTranslation('appointments');
  const [by, setBy] = useState<'patient' | 'clinic'>('patient');
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={t('cancel.title', { name: visit.patient.name })}
      confirmLabel={t('cancel.confirm')}
      cancelLabel={t('cancel.keep')}
      reason={{
        label: t('cancel.reason'),
        suggestions: [t('cancel.ill'), t('cancel.work'), t('cancel.better'), t('cancel.clinic')],
      }}
      onConfirm={(reason) => onCancel({ reason, by })}
      onClose={onClose}
    >
      <SegmentedChoice
        label={t('cancel.by')}
        value={by}
        onChange={(value) => setBy(value === 'clinic' ? 'clinic' : 'patient')}
        options={[
          { value: 'patient', label: t('cancel.byPatient') },
          { value: 'clinic', label: t('cancel.byClinic') },
        ]}
      />
    </ConfirmDialog>
  );
}

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface CancelDialogProps {
  visit: Appointment;
  /** By the patient it would be late now. */
  late: boolean;
  onCancel: (why: {
    reason: string;
    by: 'patient' | 'clinic';
    waive?: { reason: string };
  }) => Promise<unknown>;
  onClose: () => void;
}

/** A cancelled visit says who cancelled and why; what was noted for it stays. */
export function CancelDialog({ visit, late, onCancel, onClose }: CancelDialogProps) {
  const { t } = useTranslation('appointments');
  const [by, setBy] = useState<'patient' | 'clinic'>('patient');
  const [waived, setWaived] = useState('');
  const isLate = late && by === 'patient';
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
      onConfirm={(reason) =>
        onCancel({ reason, by, ...(isLate && waived.trim() !== '' && { waive: { reason: waived.trim() } }) })
      }
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
      {isLate && (
        <>
          <Notice tone="warn" title={t('cancel.late')} />
          <TextInput
            label={t('cancel.waive')}
            description={t('cancel.waiveHint')}
            maxLength={200}
            value={waived}
            onChange={(event) => setWaived(event.currentTarget.value)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}

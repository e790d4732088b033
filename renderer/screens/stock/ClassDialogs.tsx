import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import { addMonths } from '../../../shared/rules/calendar.ts';
import { api } from '../../rpc.ts';
import { DateField } from '../../ui/Fields.tsx';
import { notify } from '../../ui/toast.tsx';
import { ApprovalDialog } from './ApprovalDialog.tsx';
import { EndApprovalDialog } from './EndApprovalDialog.tsx';
import { StockDialog } from './StockDialog.tsx';
import { useRetold } from './use-retold.ts';

interface LowerDialogProps {
  substance: Substance;
  today: string;
  onClose: () => void;
}

/** The decision that patients are told of something as biological: with its ground in law, its approver and its day. */
export function LowerDialog({ substance, today, onClose }: LowerDialogProps) {
  const { t } = useTranslation('stock');
  return (
    <ApprovalDialog
      title={t('catalogue.lowerTitle', { name: substance.name })}
      submit={t('catalogue.lowerGo')}
      warning={t('catalogue.lowerWarn')}
      how={t('catalogue.lowerHow')}
      today={today}
      approve={async (form) => {
        await api.substances.approveClass({ substanceId: substance.id, ...form });
        return t('catalogue.lowered', { name: substance.name });
      }}
      onClose={onClose}
    />
  );
}

/** Takes the decision back: it is a drug again, for everybody, at once. */
export function UnlowerDialog({ approvalId, onClose }: { approvalId: string; onClose: () => void }) {
  const { t } = useTranslation('stock');
  return (
    <EndApprovalDialog
      title={t('catalogue.endTitle')}
      confirm={t('catalogue.endGo')}
      end={(reason) => api.substances.endApproval({ approvalId, reason })}
      onClose={onClose}
    >
      {t('catalogue.endHow')}
    </EndApprovalDialog>
  );
}

/** The entry was looked at; when it has to be again. */
export function ReviewDialog({ substance, today, onClose }: LowerDialogProps) {
  const { t } = useTranslation(['stock', 'ui']);
  const retold = useRetold();
  const [reviewOn, setReviewOn] = useState(addMonths(today, 12));
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => api.substances.review({ substanceId: substance.id, reviewOn, note }),
    onSuccess: async () => {
      await retold();
      notify({ text: t('catalogue.reviewed') });
      onClose();
    },
  });
  return (
    <StockDialog
      title={t('catalogue.reviewTitle', { name: substance.name })}
      busy={save.isPending}
      error={save.error}
      submit={t('ui:save')}
      size={480}
      onClose={onClose}
      onSubmit={() => reviewOn !== '' && save.mutate()}
    >
      <DateField
        label={t('catalogue.reviewOn')}
        required
        data-autofocus
        value={reviewOn}
        onChange={setReviewOn}
      />
      <TextInput
        label={t('catalogue.reviewNote')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </StockDialog>
  );
}

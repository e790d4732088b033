import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import { addMonths } from '../../../shared/rules/calendar.ts';
import { useSitting, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DateField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { ApprovalFields, isWhole } from './ApprovalFields.tsx';
import { StockDialog } from './StockDialog.tsx';

/** Screens ask anew what patients are told. */
export function useRetold() {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: q.substances.key() }),
      cache.invalidateQueries({ queryKey: q.practice.key() }),
    ]);
}

interface LowerDialogProps {
  substance: Substance;
  today: string;
  onClose: () => void;
}

/** The decision that patients are told of something as biological: with its ground in law, its approver and its day. */
export function LowerDialog({ substance, today, onClose }: LowerDialogProps) {
  const { t } = useTranslation('stock');
  const { displayName } = useSitting();
  const retold = useRetold();
  const [form, setForm] = useState({ legalBasis: '', approvedBy: displayName, approvedOn: today });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => api.substances.approveClass({ substanceId: substance.id, ...form }),
    onSuccess: async () => {
      await retold();
      notify({ text: t('catalogue.lowered', { name: substance.name }) });
      onClose();
    },
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  return (
    <StockDialog
      title={t('catalogue.lowerTitle', { name: substance.name })}
      busy={save.isPending}
      error={save.error}
      submit={t('catalogue.lowerGo')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isWhole(form)) save.mutate();
      }}
    >
      <Notice tone="clay" title={t('catalogue.lowerWarn')}>
        {t('catalogue.lowerHow')}
      </Notice>
      <ApprovalFields form={form} today={today} tried={tried} onChange={set} />
    </StockDialog>
  );
}

/** Takes the decision back: it is a drug again, for everybody, at once. */
export function UnlowerDialog({ approvalId, onClose }: { approvalId: string; onClose: () => void }) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const retold = useRetold();
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={t('catalogue.endTitle')}
      confirmLabel={t('catalogue.endGo')}
      reason={{ label: t('counting.reason') }}
      onConfirm={async (reason) => {
        try {
          await api.substances.endApproval({ approvalId, reason });
          await retold();
        } catch (error) {
          notify({ text: trouble(error).text, tone: 'bad' });
          throw error;
        }
      }}
      onClose={onClose}
    >
      {t('catalogue.endHow')}
    </ConfirmDialog>
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

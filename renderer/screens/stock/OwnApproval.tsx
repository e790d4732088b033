import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import { useSitting, useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Facts } from '../../ui/Section.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { ApprovalFields, isWhole, type ApprovalForm } from './ApprovalFields.tsx';
import { useRetold } from './ClassDialogs.tsx';
import { StockDialog } from './StockDialog.tsx';

interface OwnApprovalProps {
  substance: Substance;
  today: string;
  onClose: () => void;
}

/** Somebody answers for an entry of the clinic's own, with what they answer for in front of them. */
export function ApproveOwnDialog({ substance, today, onClose }: OwnApprovalProps) {
  const { t } = useTranslation('stock');
  const { displayName } = useSitting();
  const retold = useRetold();
  const [form, setForm] = useState<ApprovalForm>({
    ...{ legalBasis: '', approvedBy: displayName, approvedOn: today },
  });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      api.substances.approveOwn({
        ...{ substanceId: substance.id, version: substance.own?.version ?? 1, ...form },
      }),
    onSuccess: async ({ disclosureClass }) => {
      await retold();
      notify({
        text: t('own.approved', { name: substance.name, class: t(`class.${disclosureClass}`) }),
      });
      onClose();
    },
  });
  const list = (all: readonly string[]) => all.map((one) => one.replaceAll('-', ' ')).join(', ');
  return (
    <StockDialog
      title={t('own.approveTitle', { name: substance.name })}
      busy={save.isPending}
      error={save.error}
      submit={t('own.approve')}
      size={640}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isWhole(form)) save.mutate();
      }}
    >
      <Notice tone="clay" title={t('own.approveWarn')}>
        {t('own.approveHow')}
      </Notice>
      <Facts
        columns={2}
        items={[
          { label: t('own.class'), value: t(`class.${substance.disclosureClass}`) },
          {
            label: t('catalogue.law'),
            value:
              Object.entries(substance.legalClass)
                .map(([place, legal]) => `${place}: ${legal.replaceAll('-', ' ')}`)
                .join('; ') || t('catalogue.notKnown'),
          },
          { label: t('catalogue.origin'), value: list(substance.origin) },
          { label: t('catalogue.allergens'), value: substance.allergens.join('; ') },
          { label: t('catalogue.serious'), value: substance.seriousEffects.join('; '), wide: true },
        ]}
      />
      <ApprovalFields
        form={form}
        today={today}
        tried={tried}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
    </StockDialog>
  );
}

/** Takes the approval back: nothing of it can be given from any window. */
export function BlockOwnDialog({ substance, onClose }: { substance: Substance; onClose: () => void }) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const retold = useRetold();
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={t('own.blockTitle', { name: substance.name })}
      confirmLabel={t('own.block')}
      reason={{ label: t('counting.reason') }}
      onConfirm={async (reason) => {
        try {
          await api.substances.blockOwn({ substanceId: substance.id, reason });
          await retold();
        } catch (error) {
          notify({ text: trouble(error).text, tone: 'bad' });
          throw error;
        }
      }}
      onClose={onClose}
    >
      {t('own.blockHow')}
    </ConfirmDialog>
  );
}

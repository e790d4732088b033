import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import { api } from '../../rpc.ts';
import { Facts } from '../../ui/Section.tsx';
import { ApprovalDialog } from './ApprovalDialog.tsx';
import { EndApprovalDialog } from './EndApprovalDialog.tsx';

interface OwnApprovalProps {
  substance: Substance;
  today: string;
  onClose: () => void;
}

/** Somebody answers for an entry of the clinic's own, with what they answer for in front of them. */
export function ApproveOwnDialog({ substance, today, onClose }: OwnApprovalProps) {
  const { t } = useTranslation('stock');
  const list = (all: readonly string[]) => all.map((one) => one.replaceAll('-', ' ')).join(', ');
  return (
    <ApprovalDialog
      title={t('own.approveTitle', { name: substance.name })}
      submit={t('own.approve')}
      warning={t('own.approveWarn')}
      how={t('own.approveHow')}
      today={today}
      size={640}
      approve={async (form) => {
        const { disclosureClass } = await api.substances.approveOwn({
          ...{ substanceId: substance.id, version: substance.own?.version ?? 1, ...form },
        });
        return t('own.approved', { name: substance.name, class: t(`class.${disclosureClass}`) });
      }}
      onClose={onClose}
    >
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
    </ApprovalDialog>
  );
}

/** Takes the approval back: nothing of it can be given from any window. */
export function BlockOwnDialog({ substance, onClose }: { substance: Substance; onClose: () => void }) {
  const { t } = useTranslation('stock');
  return (
    <EndApprovalDialog
      title={t('own.blockTitle', { name: substance.name })}
      confirm={t('own.block')}
      end={(reason) => api.substances.blockOwn({ substanceId: substance.id, reason })}
      onClose={onClose}
    >
      {t('own.blockHow')}
    </EndApprovalDialog>
  );
}

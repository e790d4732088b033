import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { useRetold } from './use-retold.ts';

interface EndApprovalDialogProps {
  title: string;
  confirm: string;
  end: (reason: string) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

/** An approval is taken back, with a reason; every window asks anew what patients are told. */
export function EndApprovalDialog({ title, confirm, end, onClose, children }: EndApprovalDialogProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const retold = useRetold();
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={title}
      confirmLabel={confirm}
      reason={{ label: t('counting.reason') }}
      onConfirm={async (reason) => {
        try {
          await end(reason);
          await retold();
        } catch (error) {
          notify({ text: trouble(error).text, tone: 'bad' });
          throw error;
        }
      }}
      onClose={onClose}
    >
      {children}
    </ConfirmDialog>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useSitting } from '../../desk.ts';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { ApprovalFields, isWhole, type ApprovalForm } from './ApprovalFields.tsx';
import { StockDialog } from './StockDialog.tsx';
import { useRetold } from './use-retold.ts';

interface ApprovalDialogProps {
  title: string;
  submit: string;
  warning: string;
  how: string;
  today: string;
  size?: number;
  /** Sends the approval and answers with what is then said of it. */
  approve: (form: ApprovalForm) => Promise<string>;
  onClose: () => void;
  /** What they answer for. */
  children?: ReactNode;
}

/** Somebody answers for what patients are told of a substance: on which ground in law, by whom, from which day. */
export function ApprovalDialog(props: ApprovalDialogProps) {
  const { title, submit, warning, how, today, size, approve, onClose, children } = props;
  const { displayName } = useSitting();
  const retold = useRetold();
  const [form, setForm] = useState<ApprovalForm>({
    ...{ legalBasis: '', approvedBy: displayName, approvedOn: today },
  });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => approve(form),
    onSuccess: async (text) => {
      await retold();
      notify({ text });
      onClose();
    },
  });
  return (
    <StockDialog
      title={title}
      busy={save.isPending}
      error={save.error}
      submit={submit}
      {...(size !== undefined && { size })}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isWhole(form)) save.mutate();
      }}
    >
      <Notice tone="clay" title={warning}>
        {how}
      </Notice>
      {children}
      <ApprovalFields
        form={form}
        today={today}
        tried={tried}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
    </StockDialog>
  );
}

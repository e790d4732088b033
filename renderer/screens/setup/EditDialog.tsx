import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { Notice } from '../../ui/Notice.tsx';
import css from './setup.module.css';

export interface EditDialogProps {
  title: string;
  busy: boolean;
  error: unknown;
  size?: number;
  /** At the other end of the buttons: taking the thing away. */
  aside?: ReactNode;
  /** What saving is called here, and whether there is anything to save. */
  submit?: { label: string; disabled: boolean };
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/** One thing of the clinic being written down; stays open with everything typed until the host has taken it. */
export function EditDialog({
  title,
  busy,
  error,
  size = 520,
  onClose,
  onSubmit,
  aside,
  submit: saving,
  children,
}: EditDialogProps) {
  const { t } = useTranslation('ui');
  const sayTrouble = useTrouble();
  const trouble = error === null || error === undefined ? null : sayTrouble(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={size} withCloseButton={false}>
      <form className={css['stack']} onSubmit={submit} noValidate>
        {trouble && (
          <Notice tone="bad" title={trouble.text} live>
            {trouble.incident}
          </Notice>
        )}
        {children}
        <div className={css['dialogButtons']}>
          <span className={css['aside']}>{aside}</span>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={saving?.disabled === true}>
            {saving?.label ?? t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

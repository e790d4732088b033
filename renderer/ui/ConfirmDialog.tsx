import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './ConfirmDialog.module.css';

export interface ConfirmDialogProps {
  opened: boolean;
  title: ReactNode;
  children?: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'plain' | 'danger';
  /** Asks for a line of text; with `required` (the default) there is no confirming without it. */
  reason?: { label: string; required?: boolean; suggestions?: readonly string[] };
  onConfirm: (reason: string) => void | Promise<unknown>;
  onClose: () => void;
}

/** Closes itself after `onConfirm` has settled well; stays open when it fails, so that nothing typed is lost. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      withCloseButton={false}
      size={440}
    >
      <Body {...props} />
    </Modal>
  );
}

function Body({
  children,
  confirmLabel,
  cancelLabel,
  tone = 'plain',
  reason,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const asked = reason !== undefined && reason.required !== false;
  const ready = !busy && (!asked || text.trim() !== '');
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm(text.trim());
      onClose();
    } catch {
      setBusy(false);
    }
  };
  return (
    <form
      className={css['body']}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void confirm();
      }}
    >
      {children && <div className={css['text']}>{children}</div>}
      {reason && (
        <div>
          <TextInput
            label={reason.label}
            required={asked}
            value={text}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {reason.suggestions && (
            <div className={css['suggestions']}>
              {reason.suggestions.map((suggestion) => (
                <Button key={suggestion} variant="default" size="xs" onClick={() => setText(suggestion)}>
                  {suggestion}
                </Button>
              ))}
            </div>
          )}
        </div>
      )}
      <div className={css['buttons']}>
        <Button variant="default" onClick={onClose} {...(reason ? {} : { 'data-autofocus': true })}>
          {cancelLabel ?? t('cancel')}
        </Button>
        <Button type="submit" color={tone === 'danger' ? 'red' : 'ink'} disabled={!ready} loading={busy}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}

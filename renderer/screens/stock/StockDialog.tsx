import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './stock.module.css';

interface StockDialogProps {
  title: string;
  busy: boolean;
  error: unknown;
  submit: string;
  size?: number;
  /** Another way to end it, before the last button. */
  more?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Something written into the stock; stays open with everything typed until the host has taken it. */
export function StockDialog(props: StockDialogProps) {
  const { title, busy, error, size = 560, onSubmit, onClose, children } = props;
  const { t } = useTranslation('ui');
  const trouble = useTrouble();
  const said = error === null || error === undefined ? null : trouble(error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    onSubmit();
    // What is missing may lie above what is seen.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Dialog opened onClose={onClose} title={title} size={size}>
      <form className={css['stack']} onSubmit={submit} noValidate>
        {children}
        {said !== null && (
          <Notice tone="bad" title={said.text} live>
            {said.incident}
          </Notice>
        )}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {props.more}
          <Button type="submit" loading={busy}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ReasonFieldsProps {
  suggestions: string;
  onPick: (text: string) => void;
}

/** What is usually the reason, one line each, to take with one click. */
export function Suggestions({ suggestions, onPick }: ReasonFieldsProps) {
  return (
    <div className={css['suggestions']}>
      {suggestions.split('\n').map((text) => (
        <Button key={text} variant="default" size="xs" onClick={() => onPick(text)}>
          {text}
        </Button>
      ))}
    </div>
  );
}

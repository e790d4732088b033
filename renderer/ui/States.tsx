import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './States.module.css';

export interface EmptyStateProps {
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

export function EmptyState({ title, text, action, icon }: EmptyStateProps) {
  return (
    <div className={css['empty']}>
      {icon && (
        <span className={css['icon']} aria-hidden>
          {icon}
        </span>
      )}
      <p className={css['title']}>{title}</p>
      {text && <p className={css['text']}>{text}</p>}
      {action && <div className={css['action']}>{action}</div>}
    </div>
  );
}

export interface LoadingStateProps {
  shape?: 'rows' | 'page' | 'form';
  label?: string;
}

const bars = {
  rows: [92, 78, 86, 64, 81, 70],
  form: [30, 100, 30, 100, 30, 64],
  page: [34, 96, 88, 92, 60, 84, 72, 90],
};

/** Shown only once the wait is long enough to be noticed, so that a quick answer does not flicker. */
export function LoadingState({ shape = 'rows', label }: LoadingStateProps) {
  const { t } = useTranslation('ui');
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className={css['loading']} aria-hidden />;
  return (
    <div className={css['loading']} role="status">
      <span className={css['hidden']}>{label ?? t('loading')}</span>
      {bars[shape].map((width, at) => (
        <span
          key={at}
          className={css['bar']}
          data-tall={(shape === 'form' && at % 2 === 1) || undefined}
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  );
}

export interface ErrorStateProps {
  title?: ReactNode;
  text: ReactNode;
  /** What to quote to support. */
  incident?: string | undefined;
  onRetry?: () => void;
  action?: ReactNode;
}

export function ErrorState({ title, text, incident, onRetry, action }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={css['error']} role="alert">
      <p className={css['title']}>{title ?? t('error.title')}</p>
      <p className={css['text']}>{text}</p>
      {incident && (
        <p className={css['incident']}>
          {t('error.incident')} <code>{incident}</code>
        </p>
      )}
      {(onRetry || action) && (
        <div className={css['action']}>
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  );
}

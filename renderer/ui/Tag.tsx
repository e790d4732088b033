import type { ReactNode } from 'react';
import css from './Tag.module.css';

export type Tone = 'neutral' | 'ink' | 'clay' | 'ok' | 'warn' | 'bad' | 'info';

export interface TagProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}

export function Tag({ tone = 'neutral', icon, children, title }: TagProps) {
  return (
    <span className={css['tag']} data-tone={tone} title={title}>
      {icon && (
        <span className={css['icon']} aria-hidden>
          {icon}
        </span>
      )}
      <span className={css['text']}>{children}</span>
    </span>
  );
}

export type Status = 'empty' | 'half' | 'full' | 'done' | 'stop' | 'skip' | 'alert' | 'lock';

export interface StatusBadgeProps {
  status: Status;
  tone?: Tone;
  children: ReactNode;
}

const ordinaryTone: Record<Status, Tone> = {
  empty: 'neutral',
  half: 'info',
  full: 'ink',
  done: 'ok',
  stop: 'bad',
  skip: 'neutral',
  alert: 'clay',
  lock: 'ok',
};

/** Twelve units square; each state has a silhouette of its own, so that it is told apart without colour. */
const shapes: Record<Status, ReactNode> = {
  empty: <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
    </>
  ),
  full: <circle cx="6" cy="6" r="4.9" fill="currentColor" />,
  done: (
    <path
      d="M1.8 6.4 4.9 9.4 10.2 2.9"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  stop: (
    <path d="M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  ),
  skip: <path d="M2 6h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  alert: <path d="M6 .9 11.6 11H.4z" fill="currentColor" />,
  lock: (
    <path
      d="M3.6 5.2V3.7a2.4 2.4 0 0 1 4.8 0v1.5M2.3 5.4h7.4v5.4H2.3z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1.2"
      fillRule="evenodd"
    />
  ),
};

/** The silhouette alone, where the words stand elsewhere. */
export function StatusShape({ status }: { status: Status }) {
  return (
    <svg className={css['shape']} viewBox="0 0 12 12" aria-hidden>
      {shapes[status]}
    </svg>
  );
}

export function StatusBadge({ status, tone, children }: StatusBadgeProps) {
  return (
    <span className={css['status']} data-tone={tone ?? ordinaryTone[status]}>
      <StatusShape status={status} />
      {children}
    </span>
  );
}

export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span className={css['keys']}>
      {keys.map((key) => (
        <kbd key={key} className={css['key']}>
          {key.length === 1 ? key.toUpperCase() : key}
        </kbd>
      ))}
    </span>
  );
}

import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './Steps.module.css';

export interface Step {
  id: string;
  title: string;
  note?: ReactNode;
  state: 'done' | 'now' | 'next';
}

export interface StepsProps {
  label: string;
  steps: readonly Step[];
  /** Side by side over a page, instead of one under the other beside it. */
  row?: boolean;
  /** Offered on every step that is not `next`. */
  onPick?: (id: string) => void;
}

export function Steps({ label, steps, row = false, onPick }: StepsProps) {
  return (
    <ol className={css['steps']} data-row={row || undefined} aria-label={label}>
      {steps.map((step, at) => {
        const inside = (
          <>
            <span className={css['mark']} aria-hidden>
              {step.state === 'done' ? <IconCheck size={13} stroke={2.6} /> : at + 1}
            </span>
            <span className={css['words']}>
              <span className={css['title']}>{step.title}</span>
              {step.note && <span className={css['note']}>{step.note}</span>}
            </span>
          </>
        );
        const open = onPick !== undefined && step.state !== 'next';
        return (
          <li
            key={step.id}
            data-state={step.state}
            className={css['step']}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            {open ? (
              <button type="button" className={css['inside']} onClick={() => onPick(step.id)}>
                {inside}
              </button>
            ) : (
              <span className={css['inside']}>{inside}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

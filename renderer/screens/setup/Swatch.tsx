import type { AppointmentType } from '../../../shared/contract/practice.ts';
import css from './setup.module.css';

/** The colour of a kind of visit; its name stands beside it. */
export function Swatch({ tint }: { tint: AppointmentType['tint'] }) {
  return <span className={css['swatch']} style={{ background: `var(--tint-${tint})` }} aria-hidden />;
}

import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Tone } from '../../ui/Tag.tsx';
import css from './AppointmentCard.module.css';

type ConsentState = Appointment['consent'];

/** A sheet of paper, and on it what has become of it; one stroke each, as a full day draws hundreds. */
const sheet = 'M3 1.5h5l3 3v8H3zM8 1.5v3h3';
const signed = `${sheet}M5 8.6l1.5 1.5 2.6-3.2`;
const begun = `${sheet}M5.2 10.3l.3-1.6 3-3 1.3 1.3-3 3z`;
const mind = `${sheet}M7 6.4v2.4M7 10.6v.1`;
const lacking = `${sheet}M1 1l12 12`;

const looks: Record<ConsentState, { path: string; tone: Tone }> = {
  none: { path: lacking, tone: 'warn' },
  draft: { path: begun, tone: 'warn' },
  'awaiting-countersign': { path: begun, tone: 'info' },
  valid: { path: signed, tone: 'ok' },
  expiring: { path: mind, tone: 'warn' },
  expired: { path: mind, tone: 'bad' },
  withdrawn: { path: lacking, tone: 'bad' },
  incomplete: { path: mind, tone: 'warn' },
  invalidated: { path: mind, tone: 'bad' },
};

export function consentTone(state: ConsentState): Tone {
  return looks[state].tone;
}

/** How the patient's consent stands; the shape says it without the colour. */
export function ConsentMark({ state, title }: { state: ConsentState; title: string }) {
  const { path, tone } = looks[state];
  return (
    <svg className={css['consent']} data-tone={tone} viewBox="0 0 14 14" aria-hidden>
      <title>{title}</title>
      <path d={path} />
    </svg>
  );
}

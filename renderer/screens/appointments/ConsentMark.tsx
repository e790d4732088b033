import { IconFileAlert, IconFileCheck, IconFileOff, IconFilePencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Tone } from '../../ui/Tag.tsx';
import css from './AppointmentCard.module.css';

type ConsentState = Appointment['consent'];

const looks: Record<ConsentState, { icon: typeof IconFileCheck; tone: Tone }> = {
  none: { icon: IconFileOff, tone: 'warn' },
  draft: { icon: IconFilePencil, tone: 'warn' },
  'awaiting-countersign': { icon: IconFilePencil, tone: 'info' },
  valid: { icon: IconFileCheck, tone: 'ok' },
  expiring: { icon: IconFileAlert, tone: 'warn' },
  expired: { icon: IconFileAlert, tone: 'bad' },
  withdrawn: { icon: IconFileOff, tone: 'bad' },
  incomplete: { icon: IconFileAlert, tone: 'warn' },
};

export function consentTone(state: ConsentState): Tone {
  return looks[state].tone;
}

/** How the patient's consent stands; the shape says it without the colour. */
export function ConsentMark({ state }: { state: ConsentState }) {
  const { t } = useTranslation('appointments');
  const { icon: Icon, tone } = looks[state];
  return (
    <span className={css['consent']} data-tone={tone} title={t(`consent.${state}`)}>
      <Icon size={13} aria-hidden />
    </span>
  );
}

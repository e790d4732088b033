import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  appointmentStatus,
  consentState,
  type Appointment,
  type AppointmentStatus,
} from '../../../shared/contract/appointments.ts';

type ConsentState = Appointment['consent'];

/** What a card's name is made of; without a person where the column says whose it is. */
export interface CardName {
  patient: string;
  time: string;
  type: string;
  status: string;
  consent: string;
  person: string;
  more: string;
}

/** What cards say, looked up once for all of them: a full day would ask a thousand times. */
export interface CardWords {
  status: Record<AppointmentStatus, string>;
  consent: Record<ConsentState, string>;
  dead: string;
  over: string;
  overbooked: string;
  rests: string;
  name: (of: CardName) => string;
}

export function useCardWords(): CardWords {
  const { t } = useTranslation(['appointments', 'reminders']);
  return useMemo(() => {
    const [own, whose] = [sentence(t('grid.card', blanks)), sentence(t('grid.cardOf', blanks))];
    return {
      status: each(appointmentStatus.options, (one) => t(`status.${one}`)),
      consent: each(consentState.options, (one) => t(`consent.${one}`)),
      dead: t('reminders:death.mark'),
      over: t('grid.over'),
      overbooked: t('grid.overbooked'),
      rests: t('grid.rests'),
      name: (of) => (of.person === '' ? own : whose)(of),
    };
  }, [t]);
}

function each<K extends string>(keys: readonly K[], say: (key: K) => string): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, say(key)])) as Record<K, string>;
}

/** Each place is filled with its own sign, so that the sentence can be taken apart there. */
const blanks = {
  ...{ patient: '{{patient}}', time: '{{time}}', type: '{{type}}', status: '{{status}}' },
  ...{ consent: '{{consent}}', person: '{{person}}', more: '{{more}}' },
  interpolation: { skipOnVariables: true },
};

function sentence(text: string): (of: CardName) => string {
  const pieces = text.split(/\{\{|\}\}/);
  return (of) => pieces.map((piece, at) => (at % 2 === 0 ? piece : of[piece as keyof CardName])).join('');
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { StatusVerb, useDayActs } from './use-day.ts';
import css from './AppointmentPanel.module.css';

const verbs: Partial<Record<Appointment['status'], readonly Exclude<StatusVerb, 'arrive'>[]>> = {
  booked: ['markDidNotAttend'],
  arrived: ['beginTreatment'],
  'in-treatment': ['rest', 'finish'],
  resting: ['resume', 'finish'],
  done: ['leave'],
};

interface VisitButtonsProps {
  visit: Appointment;
  acts: ReturnType<typeof useDayActs>;
  onAsk: (what: 'cancel' | 'move' | 'rebook') => void;
}

/** What the desk may do with the visit as it stands, besides its one next step. */
export function VisitButtons({ visit, acts, onAsk }: VisitButtonsProps) {
  const { t } = useTranslation('appointments');
  const known = { id: visit.id, version: visit.version };
  const movable = visit.status === 'booked' || visit.status === 'arrived';
  const over = ['done', 'left', 'did-not-attend', 'cancelled'].includes(visit.status);
  return (
    <div className={css['footer']}>
      {(verbs[visit.status] ?? []).map((verb) => (
        <Button key={verb} variant="default" onClick={() => acts.changeStatus.mutate({ verb, known })}>
          {t(`act.${verb}`)}
        </Button>
      ))}
      {over && (
        <Button variant="default" onClick={() => onAsk('rebook')}>
          {t('act.rebook')}
        </Button>
      )}
      {visit.status !== 'booked' && (
        <Button variant="subtle" onClick={() => acts.takeBack(known)}>
          {t('act.undo')}
        </Button>
      )}
      {movable && (
        <Button variant="default" onClick={() => onAsk('move')}>
          {t('act.move')}
        </Button>
      )}
      {movable && (
        <Button variant="subtle" color="red" onClick={() => onAsk('cancel')}>
          {t('act.cancel')}
        </Button>
      )}
    </div>
  );
}

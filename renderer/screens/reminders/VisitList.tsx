import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RemindersOfDay } from '../../../shared/contract/reminders.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import css from './reminders.module.css';

type Visit = RemindersOfDay['slips'][number];

/** Times and names, with something to do at the end of each line. */
export function VisitList({
  title,
  none,
  text,
  visits,
  end,
}: {
  title: string;
  none: string;
  text?: string;
  visits: readonly Visit[];
  end?: (visit: Visit) => ReactNode;
}) {
  const sayTime = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  return (
    <Section title={title} count={visits.length}>
      {visits.length === 0 && <p className={css['soft']}>{none}</p>}
      {visits.length > 0 && text !== undefined && <p className={css['soft']}>{text}</p>}
      <ul className={css['list']}>
        {visits.map((visit) => (
          <li key={visit.appointmentId} className={css['line']}>
            <span className={css['time']}>{sayTime(visit.startsAt)}</span>
            <Link className={css['grow']} to="/patients/$patientId" params={{ patientId: visit.patient.id }}>
              {visit.patient.name}
            </Link>
            {end?.(visit)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AdverseEvent } from '../../shared/contract/events.ts';
import { Tag } from '../ui/Tag.tsx';
import { useWhen } from './when.ts';
import css from './lines.module.css';

const tones = { mild: 'neutral', significant: 'warn', serious: 'bad' } as const;

/** How grave an event is as it stands now, and what else must not be overlooked about it. */
export function EventTags({ event }: { event: AdverseEvent }) {
  const { t } = useTranslation('events');
  const { standing, kind, toReport, late } = event;
  return (
    <>
      {kind === 'near-miss' ? (
        <Tag>{t('nearMissTag')}</Tag>
      ) : (
        <Tag tone={standing.inError ? 'neutral' : tones[standing.severity]}>
          {t(`severity.${standing.severity}`)}
        </Tag>
      )}
      {standing.inError && <Tag tone="warn">{t('inError')}</Tag>}
      {late && <Tag>{t('late')}</Tag>}
      {toReport.map(({ to, overdue }) => (
        <Tag key={to} tone={overdue ? 'bad' : 'clay'}>
          {t('toReport', { to })}
        </Tag>
      ))}
    </>
  );
}

/** Events of one patient, newest first; each leads to all that is known of it. */
export function EventList({ events }: { events: readonly AdverseEvent[] }) {
  const { t } = useTranslation('events');
  const when = useWhen();
  return (
    <ul className={css['list']}>
      {events.map((event) => (
        <li key={event.id}>
          <Link to="/events/$eventId" params={{ eventId: event.id }}>
            {when.day(event.happenedOn)}
          </Link>
          <span className={css['grow']}>{event.words}</span>
          <EventTags event={event} />
          {event.kind === 'event' && (
            <span className={css['soft']}>{t(`outcome.${event.standing.outcome}`)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from 'react-i18next';
import type { CourseEvent } from '../../../../shared/contract/course-record.ts';
import { useWhen } from '../../../parts/when.ts';
import { Section } from '../../../ui/Section.tsx';
import type { MeasureWords } from './measure-words.ts';
import { ResultList } from './ResultList.tsx';
import css from './course.module.css';

/** What was decided about the course as a whole, newest first; nothing of it is ever changed. */
export function CourseEvents({ events, words }: { events: readonly CourseEvent[]; words: MeasureWords }) {
  const { t } = useTranslation('courses');
  const when = useWhen();
  const titleOf = (event: CourseEvent) => {
    switch (event.kind) {
      case 'plan':
        return t('events.plan', { from: event.plannedFrom, to: event.plannedTo });
      case 'review':
        return t('events.review', { decision: t(`review.decisions.${event.decision}`) });
      case 'ended':
        return t('events.ended', { why: t(`end.reasons.${event.why}`) });
      case 'reopened':
        return t('events.reopened');
    }
  };
  return (
    <Section title={t('events.title')} count={events.length}>
      {events.length === 0 && <p className={css['soft']}>{t('events.none')}</p>}
      <ul className={css['events']}>
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <div>
              <b>{titleOf(event)}</b>
            </div>
            {event.reason !== '' && <div>{event.reason}</div>}
            {event.kind === 'ended' && event.advice !== '' && (
              <div>{t('events.advice', { text: event.advice })}</div>
            )}
            {event.kind === 'ended' && <ResultList changes={event.result} words={words} />}
            <div className={css['soft']}>
              {when.dayOf(event.at)} · {event.by} · {t('events.after', { visits: event.visits })}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

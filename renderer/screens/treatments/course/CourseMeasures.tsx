import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { Outcome } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { differenceText, isBetter, isWorse, seriesOf } from '../../../../shared/rules/course-outcomes.ts';
import { plotCourse } from '../../../../shared/rules/course-plot.ts';
import { useWhen } from '../../../parts/when.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { CorrectOutcome } from './CorrectOutcome.tsx';
import type { MeasureWords } from './measure-words.ts';
import { PlotFigure } from './PlotFigure.tsx';

import css from './course.module.css';

interface CourseMeasuresProps {
  progress: Outputs['treatments']['courseProgress'];
  words: MeasureWords;
  zone: string;
  mayWrite: boolean;
}

/** How it has gone: the picture, the change since the start with an honest reading, and every measurement by its day. */
export function CourseMeasures({ progress, words, zone, mayWrite }: CourseMeasuresProps) {
  const { t } = useTranslation('courses');
  const when = useWhen();
  const { outcomes, changes, analgesicStoppedOn, pending, missed, sessions, course } = progress;
  const [wrong, setWrong] = useState<Outcome | null>(null);
  const [showVoided, setShowVoided] = useState(false);
  const standing = outcomes.filter(({ voided }) => voided === null);
  const plot = useMemo(
    () =>
      plotCourse({
        from: course.startedOn,
        outcomes: outcomes.filter(({ voided }) => voided === null),
        pending,
        missed,
        stoppedOn: analgesicStoppedOn,
        visits: sessions
          .filter(({ status }) => status !== 'entered-in-error')
          .map(({ startedAt, techniques }) => ({ on: dateAt(startedAt, zone), techniques }))
          .toReversed(),
      }),
    [course, outcomes, pending, missed, analgesicStoppedOn, sessions, zone],
  );
  const voided = outcomes.length - standing.length;
  return (
    <Section title={t('measure.title')}>
      <div className={css['body']}>
        {plot === null ? (
          <p className={css['soft']}>{t(outcomes.length === 0 ? 'measure.none' : 'plot.none')}</p>
        ) : (
          <PlotFigure plot={plot} changes={changes} words={words} />
        )}
        {changes.length > 0 && (
          <table className={css['table']}>
            <caption className={css['caption']}>{t('measure.changes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('measure.what')}</th>
                <th scope="col">{t('measure.start')}</th>
                <th scope="col">{t('measure.last')}</th>
                <th scope="col">{t('measure.difference')}</th>
                <th scope="col">{t('measure.reading')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={`${change.measure}${change.item}`}>
                  <th scope="row">
                    {words.name(change.measure)} <span className={css['soft']}>{words.item(change)}</span>
                  </th>
                  <td>{words.value(change.measure, change.from)}</td>
                  <td>{words.value(change.measure, change.to)}</td>
                  <td>{differenceText(change) ?? ''}</td>
                  <td className={css['wrap']}>
                    <Tag tone={isBetter(change) ? 'ok' : isWorse(change) ? 'bad' : 'neutral'}>
                      {words.band(change.band)}
                    </Tag>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {analgesicStoppedOn !== null && (
          <Notice tone="ok" title={t('measure.stopped', { date: when.day(analgesicStoppedOn) })} />
        )}
        {outcomes.length > 0 && (
          <div className={css['scroll']} tabIndex={0} role="region" aria-label={t('measure.all')}>
            <AllMeasures
              outcomes={showVoided ? outcomes : standing}
              words={words}
              {...(mayWrite && { onCorrect: setWrong })}
            />
          </div>
        )}
        {voided > 0 && (
          <Checkbox
            label={`${t('measure.showVoided')} (${voided})`}
            checked={showVoided}
            onChange={(event) => setShowVoided(event.currentTarget.checked)}
          />
        )}
        {changes.length > 0 && <p className={css['soft']}>{t('measure.honest')}</p>}
      </div>
      {wrong !== null && <CorrectOutcome outcome={wrong} words={words} onClose={() => setWrong(null)} />}
    </Section>
  );
}

/** By measure and day; the same day can hold a figure before and after the visit. */
function AllMeasures({
  outcomes,
  words,
  onCorrect,
}: {
  outcomes: readonly Outcome[];
  words: MeasureWords;
  onCorrect?: (outcome: Outcome) => void;
}) {
  const { t } = useTranslation('courses');
  const when = useWhen();
  const dates = [...new Set(outcomes.map(({ measuredOn }) => measuredOn))].toSorted();
  const said = ({ details: { dose, opioid, version } }: Outcome) =>
    [dose, opioid === true ? t('measure.opioid') : '', version].filter(Boolean).join(', ');
  return (
    <table className={css['table']}>
      <caption className={css['caption']}>{t('measure.all')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('measure.what')}</th>
          {dates.map((date) => (
            <th key={date} scope="col">
              {when.day(date)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {seriesOf(outcomes).map((row) => {
          const [first] = row;
          const last = row.at(-1);
          if (first === undefined || last === undefined) return null;
          const name = [words.name(first.measure), words.item(first)].filter(Boolean).join(' ');
          return (
            <tr key={`${first.measure}${first.item}`}>
              <th scope="row">
                {words.name(first.measure)} <span className={css['soft']}>{words.item(first)}</span>
                {said(last) !== '' && <div className={css['soft']}>{said(last)}</div>}
              </th>
              {dates.map((date) => (
                <td key={date}>
                  {row
                    .filter((outcome) => outcome.measuredOn === date)
                    .map((outcome, at) => (
                      <span key={outcome.id}>
                        {at > 0 && ' → '}
                        <Value
                          outcome={outcome}
                          text={words.value(outcome.measure, outcome.value)}
                          name={`${name}, ${when.day(date)}`}
                          {...(onCorrect && { onCorrect })}
                        />
                      </span>
                    ))}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Value({
  outcome,
  text,
  name,
  onCorrect,
}: {
  outcome: Outcome;
  text: string;
  name: string;
  onCorrect?: (outcome: Outcome) => void;
}) {
  const { t } = useTranslation('courses');
  const { voided, recordedBy } = outcome;
  if (voided !== null) {
    const title = t('measure.takenBack', { reason: voided.reason, by: voided.by });
    return (
      <del title={title}>
        {text}
        <span className={css['hidden']}> {title}</span>
      </del>
    );
  }
  if (onCorrect === undefined) return text;
  return (
    <button
      type="button"
      className={css['value']}
      title={recordedBy === '' ? undefined : t('measure.by', { name: recordedBy })}
      aria-label={`${text}. ${t('measure.correct', { what: name })}`}
      onClick={() => onCorrect(outcome)}
    >
      {text}
    </button>
  );
}

import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Outcome } from '../../../shared/contract/treatments.ts';
import { useWhen } from '../../parts/when.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import css from './course.module.css';

interface CourseMeasuresProps {
  progress: Outputs['treatments']['courseProgress'];
  regionNames: ReadonlyMap<string, string>;
}

/** Only a change that patients call one is marked; a small one is said to be small. */
const tones: Record<string, Tone> = {
  'much-better': 'ok',
  large: 'ok',
  medium: 'ok',
  'much-worse': 'bad',
  'worse-large': 'bad',
  'worse-medium': 'bad',
  'worse-small': 'warn',
  'slightly-worse': 'warn',
};

/** How it has gone in figures: change since the start with an honest reading, and every measurement by its day. */
export function CourseMeasures({ progress, regionNames }: CourseMeasuresProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const { outcomes, changes, analgesicStoppedOn } = progress;
  const itemText = ({ measure, item }: Pick<Outcome, 'item'> & { measure: string }) =>
    measure === 'nprs' ? (regionNames.get(item) ?? item) : item;
  const dates = [...new Set(outcomes.map(({ measuredOn }) => measuredOn))].toSorted();
  const rows = [...Map.groupBy(outcomes, ({ measure, item }) => JSON.stringify([measure, item])).values()];
  // The same day can hold a figure before and after the visit.
  const cell = (row: readonly Outcome[], date: string) =>
    row
      .filter((outcome) => outcome.measuredOn === date)
      .map(({ value }) => value)
      .join(' → ');
  return (
    <Section title={t('measure.title')}>
      <div className={css['body']}>
        {outcomes.length === 0 && <p className={css['soft']}>{t('measure.none')}</p>}
        {changes.length > 0 && (
          <table className={css['table']}>
            <caption className={css['caption']}>{t('measure.changes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('measure.what')}</th>
                <th scope="col">{t('measure.start')}</th>
                <th scope="col">{t('measure.last')}</th>
                <th scope="col">{t('measure.reading')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ measure, item, from, to, band }) => (
                <tr key={`${measure}${item}`}>
                  <th scope="row">
                    {t(`measure.names.${measure as Outcome['measure']}`)}
                    {item !== '' && <span className={css['soft']}> {itemText({ measure, item })}</span>}
                    {item === '' && <span className={css['soft']}> {t('measure.mean')}</span>}
                  </th>
                  <td>{from}</td>
                  <td>{to}</td>
                  <td>
                    <Tag tone={tones[band] ?? 'neutral'}>
                      {t(`measure.bands.${band as 'none'}`, { defaultValue: band })}
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
                {rows.map((row) => {
                  const [first] = row;
                  if (first === undefined) return null;
                  return (
                    <tr key={`${first.measure}${first.item}`}>
                      <th scope="row">
                        {t(`measure.names.${first.measure}`)}{' '}
                        <span className={css['soft']}>{itemText(first)}</span>
                      </th>
                      {dates.map((date) => (
                        <td key={date}>{cell(row, date)}</td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
        {changes.length > 0 && <p className={css['soft']}>{t('measure.honest')}</p>}
      </div>
    </Section>
  );
}

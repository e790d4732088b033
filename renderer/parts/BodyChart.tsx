import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyFigure } from '../../shared/contract/body-chart.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { pointOf, type BodyChartProps, type Marked } from './marking.ts';
import { MarkIcon } from './MarkShape.tsx';
import css from './BodyChart.module.css';

const viewOf = ({ id }: BodyFigure) => (id === 'front' || id === 'back' ? 'body' : (id.split('-')[0] ?? id));

/** The figures of the body. Clicking is one way; typing the name of a site beside it is the other. */
export function BodyChart(props: BodyChartProps) {
  const { reference, marks } = props;
  const { t } = useTranslation('parts');
  const { figures } = reference.bodyChart;
  const views = [...new Set(figures.map(viewOf))];
  const now = marks.filter(({ faint }) => faint !== true);
  const viewsOf = (marked: Marked) =>
    figures.filter((figure) => pointOf(marked, figure, reference) !== null).map(viewOf);
  const [view, setView] = useState(() => {
    const shown = now.map(viewsOf);
    return shown.some((where) => where.includes('body')) ? 'body' : (shown[0]?.[0] ?? 'body');
  });
  const newest = now.at(-1);
  const [seen, setSeen] = useState(newest?.id);
  if (newest?.id !== seen) {
    setSeen(newest?.id);
    const where = newest === undefined ? [] : viewsOf(newest);
    // A mark that was typed must come into sight, wherever it stands.
    if (where[0] !== undefined && !where.includes(view)) setView(where[0]);
  }
  const count = (one: string) => now.filter((marked) => viewsOf(marked).includes(one)).length;
  const labelOf = (one: string) => {
    const word = t(`chart.views.${one as 'body' | 'hands' | 'feet'}`, { defaultValue: one });
    return count(one) === 0 || views.length === 1 ? word : `${word} · ${count(one)}`;
  };
  const kinds = [...new Set(now.map(({ kind }) => kind))];
  return (
    <div className={css['chart']}>
      {views.length > 1 && (
        <SegmentedChoice
          label={t('chart.view')}
          hideLabel
          value={view}
          onChange={setView}
          options={views.map((one) => ({ value: one, label: labelOf(one) }))}
        />
      )}
      <div className={css['figures']}>
        {figures
          .filter((figure) => viewOf(figure) === view)
          .map((figure) => (
            <ChartFigure key={figure.id} {...props} figure={figure} />
          ))}
      </div>
      {marks.length > 0 && (
        <ul className={css['legend']} aria-label={t('chart.legend')}>
          {kinds.map((kind) => (
            <li key={kind}>
              <MarkIcon kind={kind} /> {t(`chart.kinds.${kind}`)}
            </li>
          ))}
          {marks.some(({ faint }) => faint === true) && (
            <li className={css['legendFaint']}>{t('chart.faint')}</li>
          )}
        </ul>
      )}
    </div>
  );
}

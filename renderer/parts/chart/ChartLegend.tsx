import { useTranslation } from 'react-i18next';
import type { Marked, MarkedArea } from '../marking.ts';
import { MarkIcon } from '../MarkShape.tsx';
import css from '../BodyChart.module.css';

interface ChartLegendProps {
  marks: readonly Marked[];
  areas: readonly MarkedArea[];
  /** The visits that stand behind today's, in words. */
  before: string | undefined;
}

/** What the signs in use mean. */
export function ChartLegend({ marks, areas, before }: ChartLegendProps) {
  const { t } = useTranslation(['chart', 'parts']);
  const now = marks.filter(({ faint }) => faint !== true);
  // A sign that only an earlier visit bears is explained as well.
  const kinds = [...new Set([...now, ...marks].map(({ kind }) => kind))];
  const joined = [false, true].filter((chest) =>
    marks.some(({ channel, crosses }) => channel !== undefined && (crosses ?? false) === chest),
  );
  const drawn = areas.some(
    ({ referredArea = [], referredRegions = [] }) => referredArea.length + referredRegions.length > 0,
  );
  if (marks.length === 0 && !drawn) return null;
  return (
    <ul className={css['legend']} aria-label={t('parts:chart.legend')}>
      {kinds.map((kind) => (
        <li key={kind}>
          <MarkIcon kind={kind} /> {t(`parts:chart.kinds.${kind}`)}
        </li>
      ))}
      {joined.map((chest) => (
        <li key={String(chest)}>
          <span className={css['joinIcon']} data-crosses={chest || undefined} aria-hidden />{' '}
          {chest ? t('joinChest') : t('join')}
        </li>
      ))}
      {drawn && (
        <li>
          <span className={css['areaIcon']} aria-hidden /> {t('area')}
        </li>
      )}
      {marks.some(({ faint }) => faint === true) && (
        <li>{before === undefined ? t('parts:chart.faint') : t('ghosts.legend', { dates: before })}</li>
      )}
    </ul>
  );
}

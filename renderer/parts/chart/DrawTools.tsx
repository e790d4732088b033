import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { areaStrokes, type ChartStroke } from '../../../shared/contract/body-chart.ts';
import css from '../BodyChart.module.css';

/** An area that is being drawn by hand. */
export interface Drawing {
  /** Whose pain is drawn: the finding's site and side. */
  label: string;
  strokes: readonly ChartStroke[];
  onAdd: (stroke: ChartStroke) => void;
  onUndo: () => void;
  onClear: () => void;
  onDone: () => void;
}

/** What can be done with the lines while they are drawn. */
export function DrawTools({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation('chart');
  const { label, strokes, onUndo, onClear, onDone } = drawing;
  const full = strokes.length >= areaStrokes;
  return (
    <div className={css['draw']} role="group" aria-label={t('draw.label', { name: label })}>
      <p className={css['drawHow']} aria-live="polite">
        {full ? t('draw.full', { most: areaStrokes }) : t('draw.how', { name: label })}
      </p>
      <Button variant="default" disabled={strokes.length === 0} onClick={onUndo}>
        {t('draw.undo')}
      </Button>
      <Button variant="default" disabled={strokes.length === 0} onClick={onClear}>
        {t('draw.clear')}
      </Button>
      <Button onClick={onDone}>{t('draw.done')}</Button>
    </div>
  );
}

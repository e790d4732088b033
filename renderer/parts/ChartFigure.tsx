import { useId, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyFigure, BodyShape } from '../../shared/contract/body-chart.ts';
import { markAt, sitesNear, spread, type BodyChartProps } from './marking.ts';
import { isFinding, MarkShape } from './MarkShape.tsx';
import css from './BodyChart.module.css';

/** One view of the body with its areas and the marks that stand on it. */
export function ChartFigure(props: BodyChartProps & { figure: BodyFigure }) {
  const { figure, reference, marks, chosen = [], selectedId, onPick, onMark } = props;
  const { t } = useTranslation('parts');
  const titleId = useId();
  const [under, setUnder] = useState<string | null>(null);
  const size = figure.height / 78;
  const placed = spread(marks, figure, reference, size * 2.5);
  const pick = (event: MouseEvent<SVGPathElement>, shape: BodyShape) => {
    const matrix = event.currentTarget.ownerSVGElement?.getScreenCTM()?.inverse();
    if (!onPick || !matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const siteIds = sitesNear(point, shape, figure, reference);
    onPick({ region: shape.region, side: shape.side, siteIds, mark: markAt(point, figure) });
  };
  return (
    <figure className={css['figure']}>
      <svg
        viewBox={`0 0 ${figure.width} ${figure.height}`}
        preserveAspectRatio="xMidYMin"
        className={css['svg']}
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{t('chart.title', { figure: figure.label, count: placed.length })}</title>
        <path d={figure.outline} className={css['outline']} />
        {figure.shapes.map((shape) => (
          <path
            key={shape.id}
            d={shape.path}
            className={css['shape']}
            data-shape={shape.id}
            data-pickable={onPick !== undefined || undefined}
            data-chosen={chosen.includes(`${shape.region}:${shape.side}`) || undefined}
            onClick={(event) => pick(event, shape)}
            onPointerEnter={() => setUnder(shape.label)}
            onPointerLeave={() => setUnder(null)}
          />
        ))}
        {figure.detail.map((line) => (
          <path key={line} d={line} className={css['detail']} />
        ))}
        {figure.sideMarks.map((letter) => (
          <text
            key={letter.text}
            x={letter.x}
            y={letter.y}
            className={css['sideMark']}
            fontSize={figure.height / 34}
          >
            {letter.text}
          </text>
        ))}
        {placed.map(({ marked, x, y }) => (
          <g
            key={marked.id}
            className={css['mark']}
            data-finding={isFinding(marked.kind) || undefined}
            data-selected={marked.id === selectedId || undefined}
            data-faint={marked.faint || undefined}
            onClick={() => onMark?.(marked.id)}
            onPointerEnter={() => setUnder(marked.label)}
            onPointerLeave={() => setUnder(null)}
          >
            <title>{marked.label}</title>
            <MarkShape kind={marked.kind} x={x} y={y} r={size} />
          </g>
        ))}
      </svg>
      <figcaption className={css['caption']}>{under ?? figure.label}</figcaption>
    </figure>
  );
}

import { useId, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyFigure, BodyShape, ChartMark } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { MarkShape, type MarkKind } from './MarkShape.tsx';
import css from './BodyChart.module.css';

/** A sign on the chart, at a point of its own or at the usual point of its site. */
export interface Marked {
  id: string;
  kind: MarkKind;
  siteId: string;
  side: Side;
  mark?: ChartMark | undefined;
  label: string;
  faint?: boolean;
}

/** Where somebody clicked: the area, the exact point, and the sites nearest to it. */
export interface Picked {
  region: string;
  side: Side;
  siteIds: string[];
  mark: ChartMark;
}

interface BodyChartProps {
  reference: ReferenceData;
  marks: readonly Marked[];
  /** Areas that are chosen, as `region:side`. */
  chosen?: readonly string[];
  selectedId?: string | null;
  onPick?: (picked: Picked) => void;
  onMark?: (id: string) => void;
}

const scale = 10_000;

/** The figures of the body. Clicking is one way; typing the name of a site beside it is the other. */
export function BodyChart({ reference, marks, chosen = [], selectedId = null, onPick, onMark }: BodyChartProps) {
  const { t } = useTranslation('parts');
  const { figures } = reference.bodyChart;
  const [view, setView] = useState('body');
  const small = figures.filter(({ id }) => id !== 'front' && id !== 'back');
  const shown = view === 'body' ? figures.filter(({ id }) => id === 'front' || id === 'back') : small.filter(({ id }) => id.startsWith(view));
  const views = ['body', ...new Set(small.map(({ id }) => id.split('-')[0] ?? id))];
  return (
    <div className={css['chart']}>
      {views.length > 1 && (
        <SegmentedChoice label={t('chart.view')} hideLabel value={view} onChange={setView} options={views.map((one) => ({ value: one, label: t(`chart.views.${one as 'body' | 'hands' | 'feet'}`, { defaultValue: one }) }))} />
      )}
      <div className={css['figures']}>
        {shown.map((figure) => (
          <Figure key={figure.id} figure={figure} reference={reference} marks={marks} chosen={chosen} selectedId={selectedId} {...(onPick && { onPick })} {...(onMark && { onMark })} />
        ))}
      </div>
    </div>
  );
}

function Figure({ figure, reference, marks, chosen = [], selectedId, onPick, onMark }: BodyChartProps & { figure: BodyFigure }) {
  const { t } = useTranslation('parts');
  const titleId = useId();
  const [under, setUnder] = useState<string | null>(null);
  const placed = marks.flatMap((marked) => {
    const at = pointOf(marked, figure, reference);
    return at === null ? [] : [{ marked, ...at }];
  });
  const pick = (event: MouseEvent<SVGPathElement>, shape: BodyShape) => {
    const svg = event.currentTarget.ownerSVGElement;
    const matrix = svg?.getScreenCTM()?.inverse();
    if (!onPick || !matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const mark = { figure: figure.id, x: Math.round((point.x / figure.width) * scale), y: Math.round((point.y / figure.height) * scale) };
    onPick({ region: shape.region, side: shape.side, siteIds: sitesNear(point, shape, figure, reference), mark });
  };
  return (
    <figure className={css['figure']}>
      <svg viewBox={`0 0 ${figure.width} ${figure.height}`} className={css['svg']} role="img" aria-labelledby={titleId}>
        <title id={titleId}>{t('chart.title', { figure: figure.label, count: placed.length })}</title>
        <path d={figure.outline} className={css['outline']} />
        {figure.shapes.map((shape) => (
          <path
            key={shape.id} d={shape.path} className={css['shape']} data-pickable={onPick !== undefined || undefined}
            data-chosen={chosen.includes(`${shape.region}:${shape.side}`) || undefined}
            onClick={(event) => pick(event, shape)} onPointerEnter={() => setUnder(shape.label)} onPointerLeave={() => setUnder(null)}
          />
        ))}
        {figure.detail.map((line) => (
          <path key={line} d={line} className={css['detail']} />
        ))}
        {figure.sideMarks.map((letter) => (
          <text key={letter.text} x={letter.x} y={letter.y} className={css['sideMark']} fontSize={figure.height / 34}>{letter.text}</text>
        ))}
        {placed.map(({ marked, x, y }) => (
          <g key={marked.id} className={css['mark']} data-selected={marked.id === selectedId || undefined} data-faint={marked.faint || undefined} onClick={() => onMark?.(marked.id)}>
            <title>{marked.label}</title>
            <MarkShape kind={marked.kind} x={x} y={y} r={figure.height / 78} />
          </g>
        ))}
      </svg>
      <figcaption className={css['caption']}>{under ?? figure.label}</figcaption>
    </figure>
  );
}

/** Where a mark stands on this figure; null when it belongs to another one. */
function pointOf({ siteId, side, mark }: Marked, figure: BodyFigure, { bodyChart }: ReferenceData): { x: number; y: number } | null {
  if (mark !== undefined) return mark.figure === figure.id ? { x: (mark.x / scale) * figure.width, y: (mark.y / scale) * figure.height } : null;
  const site = bodyChart.sites.find((point) => point.siteId === siteId && point.figure === figure.id);
  if (site === undefined) return null;
  return { x: side === 'left' ? 2 * figure.axis - site.x : site.x, y: site.y };
}

/** Sites of the clicked area, nearest first. */
function sitesNear(at: DOMPoint, shape: BodyShape, figure: BodyFigure, { bodyChart, muscles }: ReferenceData): string[] {
  const x = shape.side === 'left' ? 2 * figure.axis - at.x : at.x;
  const inRegion = new Set(muscles.entries.filter(({ region }) => region === shape.region).map(({ id }) => id));
  return bodyChart.sites
    .filter((point) => point.figure === figure.id && inRegion.has(point.siteId))
    .toSorted((a, b) => Math.hypot(a.x - x, a.y - at.y) - Math.hypot(b.x - x, b.y - at.y))
    .map(({ siteId }) => siteId);
}

import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyFigure } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import { pointOn, sitesNear, type Point } from '../../shared/rules/body-chart.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { bring, middleOf, whole, zoomAt, zoomMiddle, zoomOf } from './chart/camera.ts';
import { ChartLegend } from './chart/ChartLegend.tsx';
import { DrawTools, type Drawing } from './chart/DrawTools.tsx';
import { strokeOf } from './chart/drawing.ts';
import { cellAt, cellNear, layOut, type Cell } from './chart/layout.ts';
import { readingOrder, stepFrom, type Step } from './chart/order.ts';
import { useStage } from './chart/use-stage.ts';
import { ZoomButtons } from './chart/ZoomButtons.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import type { Marked, MarkedArea, Picked } from './marking.ts';
import css from './BodyChart.module.css';

export interface BodyChartProps {
  reference: ReferenceData;
  marks: readonly Marked[];
  areas?: readonly MarkedArea[];
  /** Areas that are chosen, as `region:side`. */
  chosen?: readonly string[];
  selectedId?: string | null;
  onPick?: (picked: Picked) => void;
  onMark?: (id: string) => void;
  onRemove?: (id: string) => void;
  /** While present, the pointer draws an area instead of choosing places. */
  drawing?: Drawing | undefined;
  /** The visits whose marks are faint, in words. */
  before?: string | undefined;
  /** Further choices beside the zoom. */
  tools?: ReactNode;
  /** What was just done and what stands there, between figures and legend. */
  children?: ReactNode;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowRight: 'next',
  ArrowLeft: 'back',
  ArrowDown: 'next-region',
  ArrowUp: 'region-back',
  Home: 'first',
  End: 'last',
};

type View = BodyFigure['view'];
const none: readonly never[] = [];

/** The figures of the body. Clicking is one way; keys on the chart and the typed name of a site are the others. */
export function BodyChart(props: BodyChartProps) {
  const { reference, marks, areas = none, chosen = none, selectedId = null, drawing } = props;
  const { onPick, onMark, onRemove } = props;
  const { t } = useTranslation(['chart', 'parts']);
  const { bodyChart } = reference;
  const { figures } = bodyChart;
  const views = [...new Set(figures.map(({ view }) => view))];
  const now = marks.filter(({ faint }) => faint !== true);
  const viewsOf = (marked: Marked) =>
    figures.filter((figure) => pointOn(bodyChart, figure, marked) !== null).map(({ view }) => view);
  const [view, setView] = useState<View>(() => {
    const shown = now.map(viewsOf);
    return shown.some((where) => where.includes('body')) ? 'body' : (shown[0]?.[0] ?? 'body');
  });
  const newest = now.at(-1);
  const [seen, setSeen] = useState({ id: newest?.id, count: now.length });
  if (newest?.id !== seen.id || now.length !== seen.count) {
    setSeen({ id: newest?.id, count: now.length });
    const where = newest === undefined || now.length < seen.count ? [] : viewsOf(newest);
    // A mark that was typed must come into sight, wherever it stands.
    if (where[0] !== undefined && !where.includes(view)) setView(where[0]);
  }
  const layout = useMemo(() => layOut(figures.filter((figure) => figure.view === view)), [figures, view]);
  const stops = useMemo(() => readingOrder(layout, reference), [layout, reference]);
  const [at, setAt] = useState<number | null>(null);
  const [under, setUnder] = useState<string | null>(null);
  const [line, setLine] = useState<{ cell: Cell; points: Point[] } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const hatch = useId();
  const hintId = useId();
  const { world } = layout;
  const draws = drawing !== undefined;
  const { camera, setCamera, zoomed, pointers } = useStage({
    svg,
    world,
    draws,
    onStart: (point) => {
      const cell = cellAt(layout, point);
      setLine(cell && { cell, points: [{ x: point.x - cell.x, y: point.y - cell.y }] });
    },
    onDraw: (point) =>
      setLine(
        (before) =>
          before && {
            ...before,
            points: [...before.points, { x: point.x - before.cell.x, y: point.y - before.cell.y }],
          },
      ),
    onEnd: (kept) => {
      const stroke = kept && line !== null ? strokeOf(line.cell.figure, line.points) : null;
      setLine(null);
      if (stroke !== null) drawing?.onAdd(stroke);
    },
  });
  const stop = at === null ? undefined : stops[at];
  const turn = (next: View) => {
    setView(next);
    setAt(null);
  };
  const standing = stop && marks.filter(({ siteId, side }) => siteId === stop.siteId && side === stop.side);
  const here = standing?.filter(({ faint }) => faint !== true);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const aim = (factor: number) =>
      setCamera((last) => (stop ? zoomAt(last, world, stop, factor) : zoomMiddle(last, world, factor)));
    if (step !== undefined) {
      const next = stepFrom(stops, at, step);
      const to = next === null ? undefined : stops[next];
      setAt(next);
      if (to !== undefined) setCamera((last) => bring(last, world, to));
    } else if (event.key === '+' || event.key === '=') aim(1.5);
    else if (event.key === '-') aim(1 / 1.5);
    else if (event.key === '0') setCamera(whole(world));
    else if (event.key === 'PageDown' || event.key === 'PageUp') {
      const to = views[views.indexOf(view) + (event.key === 'PageDown' ? 1 : -1)];
      if (to !== undefined) turn(to);
    } else if (event.key === 'Escape' && drawing) drawing.onDone();
    else if ((event.key === 'Enter' || event.key === ' ') && stop !== undefined) {
      const figure = figures.find(({ id }) => id === stop.figure);
      const cell = layout.cells.find((one) => one.figure === figure);
      if (figure === undefined || cell === undefined || draws) return;
      const near = sitesNear({ x: stop.x - cell.x, y: stop.y - cell.y }, stop, figure, reference);
      const siteIds = [stop.siteId, ...near.filter((id) => id !== stop.siteId)];
      onPick?.({ region: stop.region, side: stop.side, siteIds });
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && here?.at(-1) !== undefined)
      onRemove?.(here.at(-1)?.id ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const zoom = zoomOf(camera, world);
  const { unit } = layout;
  const size = (4.2 * unit) / zoom ** 0.6;
  const labelOf = (one: View) => {
    const count = now.filter((marked) => viewsOf(marked).includes(one)).length;
    return count === 0 || views.length === 1 ? t(`views.${one}`) : `${t(`views.${one}`)} · ${count}`;
  };
  const spoken =
    stop &&
    [
      `${stop.name}, ${t(`parts:side.${stop.side}`)}`,
      stop.place,
      ...(standing ?? []).map(({ kind, faint, label }) =>
        faint === true ? label : t(`parts:chart.kinds.${kind}`),
      ),
      t('stopOf', { at: (at ?? 0) + 1, of: stops.length }),
    ].join(' · ');
  return (
    <div className={css['chart']}>
      {views.length > 1 && (
        <div className={css['views']}>
          <SegmentedChoice
            label={t('parts:chart.view')}
            hideLabel
            value={view}
            onChange={(next) => turn(next as View)}
            options={views.map((one) => ({ value: one, label: labelOf(one) }))}
          />
        </div>
      )}
      <div className={css['tools']}>
        {drawing !== undefined && <DrawTools drawing={drawing} />}
        {drawing === undefined && props.tools}
      </div>
      <div
        className={css['stage']}
        role="application"
        aria-label={t('stage', { view: t(`views.${view}`), count: now.length })}
        aria-describedby={hintId}
        // A drawing with keys of its own is one stop of the Tab key.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        data-draws={draws || undefined}
        data-zoomed={zoomed || undefined}
      >
        <svg
          ref={svg}
          viewBox={`${camera.x} ${camera.y} ${camera.w} ${camera.h}`}
          preserveAspectRatio="xMidYMin"
          className={css['svg']}
          aria-hidden
          {...pointers}
        >
          <defs>
            <pattern
              id={hatch}
              width={size}
              height={size}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line y2={size} className={css['hatch']} strokeWidth={size / 4} />
            </pattern>
          </defs>
          {layout.cells.map(({ figure, x, y }) => (
            <g key={figure.id} transform={`translate(${x} ${y})`} data-figure={figure.id}>
              <ChartFigure
                figure={figure}
                reference={reference}
                marks={marks}
                areas={areas}
                chosen={chosen}
                selectedId={selectedId}
                size={size}
                letter={(14 * unit) / zoom ** 0.6}
                hatch={hatch}
                onPick={draws ? undefined : onPick}
                onMark={draws ? undefined : onMark}
                onUnder={setUnder}
              />
              <text
                x={figure.width / 2}
                y={figure.height + layout.caption * 0.7}
                className={css['name']}
                fontSize={(11 * unit) / zoom ** 0.6}
              >
                {figure.label}
              </text>
              {line?.cell.figure === figure && (
                <polyline
                  className={css['line']}
                  points={line.points.map((point) => `${point.x},${point.y}`).join(' ')}
                />
              )}
            </g>
          ))}
          {stop !== undefined && <circle className={css['stop']} cx={stop.x} cy={stop.y} r={size * 1.9} />}
        </svg>
        {zoomed && <Rim figure={cellNear(layout, middleOf(camera)).figure} />}
      </div>
      <div className={css['below']}>
        <p className={css['caption']} aria-live="polite">
          {spoken ?? under ?? ''}
        </p>
        <ZoomButtons
          zoom={zoom}
          onZoom={(factor) => setCamera((last) => zoomMiddle(last, world, factor))}
          onWhole={() => setCamera(whole(world))}
        />
      </div>
      <p id={hintId} className={css['hint']}>
        {t('keys')}
      </p>
      {props.children}
      <ChartLegend marks={marks} areas={areas} before={props.before} />
    </div>
  );
}

/** Which figure is in sight and where the patient's right and left lie on it, while its own letters are not. */
function Rim({ figure }: { figure: BodyFigure }) {
  const letters = figure.sideMarks.toSorted((a, b) => a.x - b.x).map(({ text }) => text);
  const [start, end] = figure.side === undefined ? letters : [];
  return (
    <div className={css['rim']} aria-hidden>
      <span>{start}</span>
      <span className={css['rimName']}>{figure.label}</span>
      <span>{end}</span>
    </div>
  );
}

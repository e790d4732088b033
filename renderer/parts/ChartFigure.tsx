import type { MouseEvent } from 'react';
import type { BodyFigure, BodyShape } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import { areaPaths, markAt, sitesNear } from '../../shared/rules/body-chart.ts';
import { spread, type Marked, type MarkedArea, type Picked, type PlacedMark } from './marking.ts';
import { isFinding, MarkShape } from './MarkShape.tsx';
import css from './BodyChart.module.css';

interface ChartFigureProps {
  figure: BodyFigure;
  reference: ReferenceData;
  marks: readonly Marked[];
  areas: readonly MarkedArea[];
  /** Areas that are chosen, as `region:side`. */
  chosen: readonly string[];
  selectedId?: string | null;
  /** Half the size of a sign, in units of the figure. */
  size: number;
  /** Height of the letters for right and left. */
  letter?: number;
  /** Id of the pattern that hatches an area. */
  hatch: string;
  onPick?: ((picked: Picked) => void) | undefined;
  onMark?: ((id: string) => void) | undefined;
  onUnder: (label: string | null) => void;
}

/** One figure of the body with its areas and the marks that stand on it; the sheet around it places it. */
export function ChartFigure(props: ChartFigureProps) {
  const { figure, reference, marks, areas, chosen, selectedId, size, hatch, onPick, onMark, onUnder } = props;
  const placed = spread(marks, figure, reference, size * 2.4);
  const pick = (event: MouseEvent<SVGPathElement>, shape: BodyShape) => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    if (!onPick || !matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const siteIds = sitesNear({ x, y }, shape, figure, reference);
    onPick({ region: shape.region, side: shape.side, siteIds, mark: markAt({ x, y }, figure) });
  };
  return (
    <>
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
          onPointerEnter={() => onUnder(shape.label)}
          onPointerLeave={() => onUnder(null)}
        />
      ))}
      {figure.detail.map((line) => (
        <path key={line} d={line} className={css['detail']} />
      ))}
      {areas.flatMap((area) =>
        areaPaths(figure, area).map((path) => (
          <path
            key={`${area.id} ${path}`}
            d={path}
            className={css['area']}
            data-faint={area.faint || undefined}
            fill={`url(#${hatch})`}
          />
        )),
      )}
      {figure.sideMarks.map((letter) => (
        <text
          key={letter.text}
          x={letter.x}
          y={letter.y}
          className={css['sideMark']}
          fontSize={props.letter ?? figure.height / 34}
        >
          {letter.text}
        </text>
      ))}
      <Joins placed={placed} />
      {placed
        .filter(({ x, y, home }) => Math.hypot(x - home.x, y - home.y) > size * 2)
        .map(({ marked, x, y, home }) => (
          <line
            key={marked.id}
            className={css['lead']}
            data-faint={marked.faint || undefined}
            x1={home.x}
            y1={home.y}
            x2={x}
            y2={y}
          />
        ))}
      {placed.map(({ marked, x, y }) => (
        <g
          key={marked.id}
          className={css['mark']}
          data-mark={marked.id}
          data-finding={isFinding(marked.kind) || undefined}
          data-selected={marked.id === selectedId || undefined}
          data-faint={marked.faint || undefined}
          onClick={() => onMark?.(marked.id)}
          onPointerEnter={() => onUnder(marked.label)}
          onPointerLeave={() => onUnder(null)}
        >
          <title>{marked.label}</title>
          <MarkShape kind={marked.kind} x={x} y={y} r={size} faint={marked.faint === true} />
        </g>
      ))}
    </>
  );
}

/** Both electrodes of a channel, joined. */
function Joins({ placed }: { placed: readonly PlacedMark[] }) {
  const channels = Map.groupBy(
    placed.filter(({ marked }) => marked.channel !== undefined),
    ({ marked }) => marked.channel,
  );
  return [...channels].map(([channel, [a, b]]) =>
    a === undefined || b === undefined ? null : (
      <line
        key={channel}
        className={css['join']}
        data-faint={a.marked.faint || undefined}
        data-crosses={a.marked.crosses || undefined}
        x1={a.x}
        y1={a.y}
        x2={b.x}
        y2={b.y}
      />
    ),
  );
}

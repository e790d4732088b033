import { ghostRing, markGround, markShapes, type MarkKind } from '../../shared/rules/mark-shapes.ts';
import css from './BodyChart.module.css';

const findings = new Set<MarkKind>([
  'soft-tissue-point',
  'attachment-point',
  'taut-band',
  'periosteal-point',
]);

/** What was found, as against what was done. */
export function isFinding(kind: MarkKind): boolean {
  return findings.has(kind);
}

function Sign({ kind }: { kind: MarkKind }) {
  return markShapes[kind].map(({ path, line }) =>
    line === undefined ? (
      <path key={path} d={path} fill="currentColor" />
    ) : (
      <path key={path} d={path} fill="none" stroke="currentColor" strokeWidth={line} />
    ),
  );
}

interface MarkShapeProps {
  kind: MarkKind;
  x: number;
  y: number;
  r: number;
  /** Of a visit before: smaller, in a dotted ring, so that it is told from today's without colour. */
  faint?: boolean;
}

export function MarkShape({ kind, x, y, r, faint = false }: MarkShapeProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${faint ? r * 0.8 : r})`}>
      <path d={markGround} fill="var(--surface)" opacity={0.85} />
      {faint && (
        <path d={ghostRing} fill="none" stroke="currentColor" strokeWidth={0.22} strokeDasharray="0.5 0.4" />
      )}
      <Sign kind={kind} />
    </g>
  );
}

/** The sign by itself, for a list beside the chart. */
export function MarkIcon({ kind }: { kind: MarkKind }) {
  return (
    <svg
      className={css['icon']}
      data-finding={isFinding(kind) || undefined}
      width={16}
      height={16}
      viewBox="-1.6 -1.6 3.2 3.2"
      aria-hidden
    >
      <Sign kind={kind} />
    </svg>
  );
}

import type { ReactNode } from 'react';
import css from './BodyChart.module.css';

/** What a sign stands for; every kind has its own shape, the same on screen and on paper. */
export type MarkKind =
  | 'soft-tissue-point'
  | 'attachment-point'
  | 'taut-band'
  | 'periosteal-point'
  | 'needle'
  | 'injection'
  | 'laser'
  | 'electrode'
  | 'magnetic';

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

interface MarkShapeProps {
  kind: MarkKind;
  x: number;
  y: number;
  r: number;
}

function rays(count: number, start: number, r: number): string {
  return Array.from({ length: count }, (_, index) => {
    const angle = start + (index * Math.PI) / count;
    const [dx, dy] = [Math.cos(angle) * r, Math.sin(angle) * r];
    return `M${-dx} ${-dy}L${dx} ${dy}`;
  }).join('');
}

const filled = { fill: 'currentColor' } as const;
const open = { fill: 'none', stroke: 'currentColor' } as const;

const shapes: Record<MarkKind, (r: number) => ReactNode> = {
  'soft-tissue-point': (r) => <circle r={r * 0.95} {...filled} />,
  'attachment-point': (r) => (
    <rect x={-r * 0.85} y={-r * 0.85} width={r * 1.7} height={r * 1.7} {...filled} />
  ),
  'taut-band': (r) => <rect x={-r * 1.35} y={-r * 0.5} width={r * 2.7} height={r} rx={r * 0.5} {...filled} />,
  'periosteal-point': (r) => <path d={`M0 ${-r * 1.1}L${r * 1.1} ${r * 0.85}H${-r * 1.1}Z`} {...filled} />,
  needle: (r) => <path d={rays(2, Math.PI / 4, r * 1.1)} strokeWidth={r * 0.42} {...open} />,
  injection: (r) => (
    <>
      <circle r={r} strokeWidth={r * 0.36} {...open} />
      <circle r={r * 0.36} {...filled} />
    </>
  ),
  laser: (r) => <path d={rays(3, Math.PI / 2, r * 1.15)} strokeWidth={r * 0.36} {...open} />,
  electrode: (r) => (
    <rect x={-r * 0.85} y={-r * 0.85} width={r * 1.7} height={r * 1.7} strokeWidth={r * 0.36} {...open} />
  ),
  magnetic: (r) => (
    <path d={`M0 ${-r * 1.2}L${r * 1.2} 0 0 ${r * 1.2} ${-r * 1.2} 0Z`} strokeWidth={r * 0.36} {...open} />
  ),
};

export function MarkShape({ kind, x, y, r }: MarkShapeProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={r * 1.5} fill="var(--surface)" opacity={0.85} />
      {shapes[kind](r)}
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
      viewBox="-8 -8 16 16"
      aria-hidden
    >
      {shapes[kind](5)}
    </svg>
  );
}

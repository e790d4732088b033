/** What a sign on the chart stands for. Every kind has its own shape: the chart is read without colour. */
export const markKinds = [
  'soft-tissue-point',
  'attachment-point',
  'taut-band',
  'periosteal-point',
  'needle',
  'injection',
  'laser',
  'electrode',
  'magnetic',
] as const;
export type MarkKind = (typeof markKinds)[number];

/** A part of a sign around the origin, for half its size 1: filled, or drawn with a line of that width. */
export interface MarkPart {
  readonly path: string;
  readonly line?: number;
}

const text = (value: number) => String(Math.round(value * 1000) / 1000);

function circle(r: number): string {
  return `M${text(-r)} 0A${text(r)} ${text(r)} 0 1 1 ${text(r)} 0A${text(r)} ${text(r)} 0 1 1 ${text(-r)} 0Z`;
}

function box(half: number): string {
  return `M${text(-half)} ${text(-half)}L${text(half)} ${text(-half)}L${text(half)} ${text(half)}L${text(-half)} ${text(half)}Z`;
}

function rays(count: number, start: number, r: number): string {
  return Array.from({ length: count }, (_, index) => {
    const angle = start + (index * Math.PI) / count;
    const [x, y] = [Math.cos(angle) * r, Math.sin(angle) * r];
    return `M${text(-x)} ${text(-y)}L${text(x)} ${text(y)}`;
  }).join('');
}

/** A bar with round ends. */
function bar(half: number, r: number): string {
  const end = `A${text(r)} ${text(r)} 0 0 1`;
  return `M${text(-half)} ${text(-r)}L${text(half)} ${text(-r)}${end} ${text(half)} ${text(r)}L${text(-half)} ${text(r)}${end} ${text(-half)} ${text(-r)}Z`;
}

/** The signs as path data: screen and paper draw these and nothing else. */
export const markShapes: Readonly<Record<MarkKind, readonly MarkPart[]>> = {
  'soft-tissue-point': [{ path: circle(0.95) }],
  'attachment-point': [{ path: box(0.85) }],
  'taut-band': [{ path: bar(0.85, 0.5) }],
  'periosteal-point': [{ path: 'M0 -1.1L1.1 0.85L-1.1 0.85Z' }],
  needle: [{ path: rays(2, Math.PI / 4, 1.1), line: 0.4 }],
  injection: [{ path: circle(1), line: 0.36 }, { path: circle(0.36) }],
  laser: [{ path: rays(3, Math.PI / 2, 1.15), line: 0.36 }],
  electrode: [{ path: box(0.85), line: 0.36 }],
  magnetic: [{ path: 'M0 -1.2L1.2 0L0 1.2L-1.2 0Z', line: 0.36 }],
};

/** Around the sign of a visit before, dotted. */
export const ghostRing = circle(1.6);

/** Below a sign, so that it stands clear of the lines of the body. */
export const markGround = circle(1.4);

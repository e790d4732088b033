/** One point of a pen: x and y in 1/10000 of the pad's width, t in ms from the first pen down, p pressure 0 to 1000. */
export interface PenPoint {
  x: number;
  y: number;
  t: number;
  p: number;
  /** With what the stroke was drawn; stands at its first point. */
  by?: PenKind | undefined;
}

export type PenKind = 'mouse' | 'touch' | 'pen' | 'keys';

export type PenStrokes = PenPoint[][];

/** Units across the pad, whatever its size on the screen, so that a signature is the same on every device. */
export const padWidth = 10_000;

interface RawPoint {
  x: number;
  y: number;
  time: number;
  pressure: number;
}

const farthest = padWidth * 10;
const longest = 3_600_000;

const whole = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));

/** Screen points to whole numbers relative to the pad; what lies outside it is drawn at its edge. */
export function toStrokes(raw: readonly (readonly RawPoint[])[], width: number): PenStrokes {
  const drawn = raw.filter((stroke) => stroke.length > 0);
  const start = drawn[0]?.[0]?.time ?? 0;
  const scale = padWidth / width;
  return drawn.map((stroke) =>
    stroke.map((point) => ({
      x: whole(point.x * scale, farthest),
      y: whole(point.y * scale, farthest),
      t: whole(point.time - start, longest),
      p: whole(point.pressure * 1000, 1000),
    })),
  );
}

/** Says at the first point of each stroke with what it was drawn; strokes of before keep what they say. */
export function drawnBy(strokes: PenStrokes, before: PenStrokes, kind: PenKind): PenStrokes {
  return strokes.map(([first, ...rest], at) =>
    first === undefined ? [] : [{ ...first, by: before[at]?.[0]?.by ?? kind }, ...rest],
  );
}

/** And back, for drawing again after a change of size. */
export function toRaw(strokes: PenStrokes, width: number): RawPoint[][] {
  const scale = width / padWidth;
  return strokes.map((stroke) =>
    stroke.map(({ x, y, t, p }) => ({ x: x * scale, y: y * scale, time: t, pressure: p / 1000 })),
  );
}

function lengthOf(strokes: PenStrokes): number {
  return strokes.reduce(
    (sum, stroke) =>
      sum +
      stroke.reduce((part, point, at) => {
        const before = stroke[at - 1];
        return before === undefined ? part : part + Math.hypot(point.x - before.x, point.y - before.y);
      }, 0),
    0,
  );
}

/** A slip of the pen is no signature: under 4 % of the pad's width of ink altogether it counts as a dot. */
export function signatureState(strokes: PenStrokes): 'empty' | 'dot' | 'signed' {
  if (strokes.length === 0) return 'empty';
  return lengthOf(strokes) < padWidth * 0.04 ? 'dot' : 'signed';
}

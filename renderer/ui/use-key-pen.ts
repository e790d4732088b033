import { useRef, useState, type KeyboardEvent } from 'react';
import { padWidth, type PenStrokes } from './signature.ts';

export interface KeyPen {
  /** Where the pen stands, in units of the pad; null while no key has moved it. */
  at: { x: number; y: number } | null;
  down: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

const far = 250;
const near = 60;

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Draws by keys: arrows move, Shift moves finely, Space sets the pen down and lifts it, Backspace takes the last stroke back. */
export function useKeyPen(
  strokes: PenStrokes,
  onChange: (strokes: PenStrokes) => void,
  ratio: number,
): KeyPen {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [down, setDown] = useState(false);
  const began = useRef<number | null>(null);

  const point = (x: number, y: number) => {
    const now = Math.round(performance.now());
    const earlier = strokes.at(-1)?.at(-1)?.t ?? 0;
    began.current ??= now - earlier;
    return { x, y, t: now - began.current, p: 500 };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? { x: Math.round(padWidth * 0.2), y: Math.round(padWidth * ratio * 0.5) };
    const move = moves[event.key];
    if (move) {
      const step = event.shiftKey ? near : far;
      const x = Math.min(padWidth, Math.max(0, from.x + move[0] * step));
      const y = Math.min(Math.round(padWidth * ratio), Math.max(0, from.y + move[1] * step));
      setAt({ x, y });
      if (down) onChange([...strokes.slice(0, -1), [...(strokes.at(-1) ?? []), point(x, y)]]);
    } else if (event.key === ' ') {
      setAt(from);
      setDown(!down);
      if (!down) onChange([...strokes, [{ ...point(from.x, from.y), by: 'keys' }]]);
    } else if (event.key === 'Backspace') {
      setDown(false);
      onChange(strokes.slice(0, -1));
    } else return;
    event.preventDefault();
  };
  return { at, down, onKeyDown };
}

import type { TextStyle } from './text.ts';

/** Ink and greys; everything stays readable when printed in black and white. */
export const ink = '#16191c';
export const soft = '#50575e';
export const accent = '#17454b';
export const hairline = '#b4babf';
export const wash = '#f2f4f4';
export const watermark = '#e7eaeb';

const text = (face: TextStyle['face'], size: number, leading: number, color: string = ink): TextStyle => ({
  face,
  size,
  leading,
  ink: color,
});

export const styles = {
  title: text('semibold', 17, 22, accent),
  h1: text('semibold', 11.5, 16, accent),
  h2: text('semibold', 9.6, 14, ink),
  body: text('regular', 9.2, 13.2),
  /** Read at home, at arm's length. */
  reading: text('regular', 11, 15.4),
  strong: text('semibold', 9.2, 13.2),
  small: text('regular', 7.8, 10.8),
  smallStrong: text('semibold', 7.8, 10.8),
  smallItalic: text('italic', 7.8, 10.8, soft),
  label: text('regular', 7, 9.6, soft),
  head: text('semibold', 7.4, 10, soft),
  letterhead: text('semibold', 13, 17, accent),
  large: text('semibold', 13, 18, ink),
  /** Read on a wall, from across the room. */
  wall: text('semibold', 18, 25, ink),
} as const;

export type StyleName = keyof typeof styles;

/** Millimetres in points. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}

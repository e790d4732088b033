import encodeQR from 'qr';
import { type Paper, startOf } from './canvas.ts';
import { ink } from './style.ts';

/** Side of the code with its quiet border, in points: a scan at 150 dots per inch still has three of them for each module. */
export const CODE_SIDE = 54;
/** Modules of white around it that a reader needs. */
const BORDER = 4;

/** A QR code drawn as squares, `x` from where lines begin; it says the same as the letters that stand beside it. */
export function drawCode(paper: Paper, text: string, x: number, top: number): void {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const side = CODE_SIDE / rows.length;
  const left = startOf(paper, x, CODE_SIDE);
  const { doc } = paper;
  for (const [row, modules] of rows.entries()) {
    for (let from = 0; from < modules.length; from += 1) {
      if (modules[from] !== true) continue;
      let to = from;
      while (modules[to + 1] === true) to += 1;
      // A hair wider and higher than its squares, so that no viewer leaves a white line between neighbours.
      doc.rect(left + from * side, top + row * side, (to - from + 1) * side + 0.02, side + 0.02);
      from = to;
    }
  }
  doc.fill(ink);
}

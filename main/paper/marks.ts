import { markGround, markShapes, type MarkKind } from '../../shared/rules/mark-shapes.ts';
import type { Doc } from './pdfkit.ts';
import { ink } from './style.ts';

/** Draws the sign around its point; `r` is half its size in points. */
export function drawMark(doc: Doc, kind: MarkKind, x: number, y: number, r: number): void {
  doc.save().lineCap('butt').lineJoin('miter').undash().translate(x, y).scale(r);
  doc.path(markGround).fill('#ffffff');
  doc.strokeColor(ink).fillColor(ink);
  for (const { path, line } of markShapes[kind]) {
    doc.path(path);
    if (line === undefined) doc.fill();
    else doc.lineWidth(line).stroke();
  }
  doc.restore();
}

/** Hatches what the path encloses, without hiding the lines below; `scale` is that of the figure. */
export function drawArea(
  doc: Doc,
  path: string,
  size: { width: number; height: number },
  scale: number,
): void {
  const gap = 3.4 / scale;
  doc.save().lineCap('butt').lineJoin('round').undash();
  doc.save().path(path).clip();
  doc.lineWidth(0.4 / scale).strokeColor(ink);
  for (let at = -size.height; at < size.width; at += gap)
    doc.moveTo(at, size.height).lineTo(at + size.height, 0);
  doc.stroke().restore();
  doc
    .lineWidth(0.6 / scale)
    .strokeColor(ink)
    .dash(2 / scale, { space: 1.4 / scale })
    .path(path)
    .stroke()
    .undash();
  doc.restore();
}

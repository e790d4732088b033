import type { Doc } from './pdfkit.ts';
import { ink } from './style.ts';

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

/** Draws the sign around its point; `r` is half its size in points. */
export function drawMark(doc: Doc, kind: MarkKind, x: number, y: number, r: number): void {
  doc.save().lineCap('butt').lineJoin('miter').undash();
  doc.circle(x, y, r + 0.7).fill('#ffffff');
  doc.lineWidth(0.95).strokeColor(ink).fillColor(ink);
  shapes[kind](doc, x, y, r);
  doc.restore();
}

type Shape = (doc: Doc, x: number, y: number, r: number) => void;

function rays(doc: Doc, x: number, y: number, r: number, count: number, start: number): void {
  for (let index = 0; index < count; index += 1) {
    const angle = start + (index * Math.PI) / count;
    doc
      .moveTo(x - r * Math.cos(angle), y - r * Math.sin(angle))
      .lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  doc.stroke();
}

function diamond(doc: Doc, x: number, y: number, r: number): Doc {
  return doc
    .moveTo(x, y - r)
    .lineTo(x + r, y)
    .lineTo(x, y + r)
    .lineTo(x - r, y)
    .closePath();
}

const shapes: Record<MarkKind, Shape> = {
  'soft-tissue-point': (doc, x, y, r) => doc.circle(x, y, r * 0.95).fill(),
  'attachment-point': (doc, x, y, r) => doc.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7).fill(),
  'taut-band': (doc, x, y, r) => doc.roundedRect(x - r * 1.35, y - r * 0.5, r * 2.7, r, r * 0.5).fill(),
  'periosteal-point': (doc, x, y, r) =>
    doc
      .moveTo(x, y - r * 1.1)
      .lineTo(x + r * 1.1, y + r * 0.85)
      .lineTo(x - r * 1.1, y + r * 0.85)
      .closePath()
      .fill(),
  needle: (doc, x, y, r) => rays(doc, x, y, r * 1.1, 2, Math.PI / 4),
  injection: (doc, x, y, r) =>
    doc
      .circle(x, y, r)
      .stroke()
      .circle(x, y, r * 0.36)
      .fill(),
  laser: (doc, x, y, r) => rays(doc, x, y, r * 1.15, 3, Math.PI / 2),
  electrode: (doc, x, y, r) => doc.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7).stroke(),
  magnetic: (doc, x, y, r) => diamond(doc, x, y, r * 1.2).stroke(),
};

import { type Paper, startOf } from './canvas.ts';
import { ink, soft } from './style.ts';

/** Drawn, not set: no font of the house has these signs, and a refusal must be readable without colour. */
export type Tick = 'empty' | 'yes' | 'no' | 'warning';

export function drawTick(paper: Paper, tick: Tick, fromStart: number, y: number, size: number): void {
  const { doc } = paper;
  const x = startOf(paper, fromStart, size);
  doc.save();
  if (tick === 'warning') {
    doc.lineWidth(0.9).strokeColor(ink).lineJoin('round');
    doc
      .moveTo(x + size / 2, y)
      .lineTo(x + size, y + size)
      .lineTo(x, y + size)
      .closePath()
      .stroke();
    doc
      .moveTo(x + size / 2, y + size * 0.36)
      .lineTo(x + size / 2, y + size * 0.68)
      .stroke();
    doc.circle(x + size / 2, y + size * 0.84, 0.5).fill(ink);
  } else if (tick === 'no') {
    doc.rect(x, y, size, size).fill(ink);
    doc.lineWidth(1.3).strokeColor('#ffffff').lineCap('round');
    doc
      .moveTo(x + size * 0.25, y + size * 0.25)
      .lineTo(x + size * 0.75, y + size * 0.75)
      .moveTo(x + size * 0.75, y + size * 0.25)
      .lineTo(x + size * 0.25, y + size * 0.75)
      .stroke();
  } else {
    doc
      .lineWidth(0.7)
      .strokeColor(tick === 'yes' ? ink : soft)
      .rect(x, y, size, size)
      .stroke();
    if (tick === 'yes') {
      doc.lineWidth(1.3).strokeColor(ink).lineCap('round').lineJoin('round');
      doc
        .moveTo(x + size * 0.2, y + size * 0.52)
        .lineTo(x + size * 0.42, y + size * 0.76)
        .lineTo(x + size * 0.82, y + size * 0.24)
        .stroke();
    }
  }
  doc.restore();
}

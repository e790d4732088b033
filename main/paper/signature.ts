import { dateAt } from '../../shared/rules/calendar.ts';
import { dateText, momentText } from './dates.ts';
import { decoration, drawLine, element, lines, type Paper, startOf } from './canvas.ts';
import { need } from './page.ts';
import { hairline, ink, soft, styles } from './style.ts';
import type { Line, TextStyle } from './text.ts';

/** Points of the pen: x and y in hundredths of the pad's width, t in ms, p pressure 0 to 1000. */
export type PenStrokes = readonly (readonly {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly p: number;
}[])[];

export interface SignatureField {
  /** Who signs ("Patient", "Practitioner who explained"). */
  readonly role: string;
  readonly name: string;
  /** What the field holds; null leaves an empty field to sign by hand. */
  readonly signed: {
    readonly typedName: string;
    readonly strokes: PenStrokes;
    readonly at: string;
    readonly contentHash: string;
    /** The ink is on the scan of a paper, and the day is all that is known of the time. */
    readonly byHand?: boolean;
  } | null;
  /** Relation of a guardian, title of a practitioner. */
  readonly as: string;
  /** What is declared by signing here. */
  readonly declares?: string;
}

const PAD_HEIGHT = 44;
const PAD = 13 + PAD_HEIGHT + 6;

/** Signature fields, two abreast, never cut by the page's edge. */
export function signatures(paper: Paper, fields: readonly SignatureField[]): void {
  const gutter = 18;
  const width = (paper.width - gutter) / 2;
  for (let index = 0; index < fields.length; index += 2) {
    const pair = fields
      .slice(index, index + 2)
      .map((field) => ({ field, texts: captions(paper, field, width) }));
    const height =
      PAD +
      Math.max(...pair.map(({ texts }) => texts.reduce((total, { style }) => total + style.leading, 0))) +
      8;
    need(paper, height);
    const top = paper.y;
    pair.forEach(({ field, texts }, column) =>
      drawField(paper, field, texts, paper.left + column * (width + gutter), top, width),
    );
    paper.y = top + height;
  }
}

function drawField(
  paper: Paper,
  field: SignatureField,
  texts: readonly Caption[],
  x: number,
  top: number,
  width: number,
): void {
  const { doc, words } = paper;
  const { signed } = field;
  const role = lines(paper, field.role, 'smallStrong', width)[0];
  const base = top + 14 + PAD_HEIGHT;
  const pad = startOf(paper, x, width);
  decoration(paper, () => {
    doc
      .lineWidth(0.5)
      .strokeColor(hairline)
      .rect(pad, top + 13, width, PAD_HEIGHT + 4)
      .stroke();
    doc
      .lineWidth(0.5)
      .strokeColor(soft)
      .dash(1.5, { space: 2 })
      .moveTo(pad + 8, base - 7)
      .lineTo(pad + width - 8, base - 7)
      .stroke()
      .undash();
  });
  const label = element(paper, 'P');
  if (role) label.add(() => drawLine(paper, role, x, top, width, styles.smallStrong));
  label.end();
  if (signed && signed.strokes.length > 0) {
    const figure = element(paper, 'Figure', {
      alt: `${words.signature.signedElectronically}: ${signed.typedName}`,
    });
    figure.add(() => drawStrokes(paper, signed.strokes, pad + 10, top + 15, width - 20, PAD_HEIGHT));
    figure.end();
  }
  const block = element(paper, 'P');
  block.add(() => {
    let y = top + PAD;
    for (const { line, style } of texts) {
      drawLine(paper, line, x, y, width, style);
      y += style.leading;
    }
  });
  block.end();
}

interface Caption {
  readonly line: Line;
  readonly style: TextStyle;
}

/** Who signed, under which name, when. */
function captions(paper: Paper, { name, as, declares, signed }: SignatureField, width: number): Caption[] {
  const { words, zone } = paper;
  const set = (text: string, style: TextStyle): Caption[] =>
    lines(paper, text, style, width).map((line) => ({ line, style }));
  return [
    ...set(words.together(name, as), styles.small),
    ...(signed && signed.typedName !== name
      ? set(`${words.signature.name}: ${signed.typedName}`, styles.label)
      : []),
    ...set(
      signed
        ? words.together(
            signed.byHand === true ? words.signature.signedByHand : words.signature.signedElectronically,
            signed.byHand === true
              ? dateText(words, dateAt(signed.at, zone))
              : momentText(words, signed.at, zone),
          )
        : words.signature.space,
      styles.label,
    ),
    ...(declares === undefined || declares === '' ? [] : set(declares, styles.label)),
  ];
}

/** The pen's way as a vector line, as wide as it was pressed, scaled to fit and never distorted. */
export function drawStrokes(
  paper: Paper,
  strokes: PenStrokes,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const points = strokes.flat();
  if (points.length === 0) return;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [minX, minY] = [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b))];
  const spanX = Math.max(1, xs.reduce((a, b) => Math.max(a, b)) - minX);
  const spanY = Math.max(1, ys.reduce((a, b) => Math.max(a, b)) - minY);
  const scale = Math.min(width / spanX, height / spanY, (width * 0.75) / 5000);
  const atX = (value: number) => x + (value - minX) * scale;
  const atY = (value: number) => y + (height - spanY * scale) / 2 + (value - minY) * scale;
  const { doc } = paper;
  doc.save().lineCap('round').lineJoin('round').strokeColor(ink);
  for (const stroke of strokes) {
    const [start] = stroke;
    if (!start) continue;
    const pressed = stroke.reduce((total, point) => total + point.p, 0) / stroke.length;
    doc.lineWidth(pressed > 0 ? 0.6 + pressed / 1100 : 1);
    if (stroke.length === 1) {
      doc.circle(atX(start.x), atY(start.y), 0.7).fill(ink);
      continue;
    }
    doc.moveTo(atX(start.x), atY(start.y));
    stroke.slice(1).forEach((point, index) => {
      const next = stroke[index + 2];
      // Through the midpoints, so that a coarse pen still gives a smooth line.
      if (next)
        doc.quadraticCurveTo(
          atX(point.x),
          atY(point.y),
          (atX(point.x) + atX(next.x)) / 2,
          (atY(point.y) + atY(next.y)) / 2,
        );
      else doc.lineTo(atX(point.x), atY(point.y));
    });
    doc.stroke();
  }
  doc.restore();
}

import { decoration, drawLine, element, lines, type Paper, startOf } from './canvas.ts';
import { need, nextPage, room } from './page.ts';
import { accent, hairline, ink, soft, type StyleName, styles, wash } from './style.ts';
import type { Inline, Line, TextStyle } from './text.ts';
import { drawTick, type Tick } from './tick.ts';

/** Runs `write` with the elements that it makes gathered under one `tag` of the structure tree. */
export function inside(paper: Paper, tag: string, write: () => void): void {
  const outer = paper.section;
  const inner = element(paper, tag);
  paper.section = inner;
  write();
  inner.end();
  paper.section = outer;
}

export function gap(paper: Paper, height: number): void {
  paper.y += height;
}

/** Lines of one element, over as many pages as they need; a page never ends or starts with a single line of several. */
export function flow(
  paper: Paper,
  tag: string,
  set: readonly Line[],
  style: TextStyle,
  x: number,
  width: number,
): void {
  const block = element(paper, tag);
  let rest = set;
  while (rest.length > 0) {
    let fits = Math.floor((room(paper) + 0.01) / style.leading);
    if (fits < rest.length && fits === rest.length - 1 && rest.length > 2) fits -= 1;
    if (fits < Math.min(2, rest.length)) {
      nextPage(paper);
      continue;
    }
    const here = rest.slice(0, fits);
    const top = paper.y;
    block.add(() =>
      here.forEach((line, index) => drawLine(paper, line, x, top + index * style.leading, width, style)),
    );
    paper.y += here.length * style.leading;
    rest = rest.slice(fits);
  }
  block.end();
}

/** A heading; stays with at least `keep` points of what follows. */
export function heading(paper: Paper, level: 1 | 2, text: string, keep = 44): void {
  const style = level === 1 ? styles.h1 : styles.h2;
  const set = lines(paper, text, style, paper.width);
  const before = level === 1 ? 9 : 5;
  need(paper, before + set.length * style.leading + keep);
  paper.y += before;
  flow(paper, level === 1 ? 'H2' : 'H3', set, style, paper.left, paper.width);
  if (level === 1) {
    // Arabic letters reach lower than Latin ones.
    if (paper.direction === 'rtl') paper.y += 2.5;
    const y = paper.y;
    decoration(paper, () =>
      paper.doc
        .lineWidth(0.5)
        .strokeColor(hairline)
        .moveTo(paper.left, y)
        .lineTo(paper.left + paper.width, y)
        .stroke(),
    );
    paper.y += 5;
  } else {
    paper.y += 1;
  }
}

/** The title of the document, once. */
export function title(paper: Paper, text: string, subtitle = ''): void {
  flow(paper, 'H1', lines(paper, text, 'title', paper.width), styles.title, paper.left, paper.width);
  if (subtitle !== '') paragraph(paper, subtitle, { style: 'small', after: 2 });
  paper.y += 4;
}

export function paragraph(
  paper: Paper,
  text: Inline,
  options: { style?: StyleName; after?: number; indent?: number } = {},
): void {
  const style = styles[options.style ?? 'body'];
  const indent = options.indent ?? 0;
  flow(
    paper,
    'P',
    lines(paper, text, style, paper.width - indent),
    style,
    paper.left + indent,
    paper.width - indent,
  );
  paper.y += options.after ?? 5;
}

/** A list with a bullet, number or drawn tick box in front of every item. */
export function list(
  paper: Paper,
  items: readonly { text: Inline; label?: string; tick?: Tick }[],
  options: { style?: StyleName; after?: number } = {},
): void {
  const style = styles[options.style ?? 'body'];
  const indent = items.some(({ label, tick }) => tick !== undefined || (label ?? '').length > 1) ? 17 : 11;
  inside(paper, 'L', () => {
    for (const { text, label, tick } of items) {
      const set = lines(paper, text, style, paper.width - indent);
      need(paper, Math.min(set.length, 2) * style.leading);
      inside(paper, 'LI', () => {
        const y = paper.y;
        const sign = element(paper, 'Lbl', tick ? { alt: paper.words.ticks[tick] } : {});
        const [bullet] = lines(paper, label ?? '•', style, indent);
        sign.add(() => {
          if (tick) drawTick(paper, tick, paper.left + 0.5, y + style.leading / 2 - 4, 8);
          else if (bullet) drawLine(paper, bullet, paper.left, y, indent, style);
        });
        sign.end();
        flow(paper, 'LBody', set, style, paper.left + indent, paper.width - indent);
      });
      paper.y += 1.5;
    }
  });
  paper.y += options.after ?? 4;
}

export interface Fact {
  readonly label: string;
  readonly value: Inline;
  /** How many columns of the grid it takes. */
  readonly span?: number;
}

/** Facts with their labels in small grey above them, `columns` abreast. */
export function facts(
  paper: Paper,
  all: readonly Fact[],
  columns = 3,
  options: { style?: StyleName; after?: number } = {},
): void {
  const style = styles[options.style ?? 'body'];
  const gutter = 14;
  const unit = (paper.width + gutter) / columns;
  let row: { fact: Fact; x: number; width: number }[] = [];
  let used = 0;
  const close = () => {
    const set = row.map(({ fact, x, width }) => ({
      x,
      width,
      label: lines(paper, fact.label, 'label', width),
      value: lines(paper, fact.value, style, width),
    }));
    const height =
      Math.max(
        0,
        ...set.map(({ label, value }) => label.length * styles.label.leading + value.length * style.leading),
      ) + 5;
    need(paper, Math.min(height, 200));
    const top = paper.y;
    for (const { x, width, label, value } of set) {
      const block = element(paper, 'P');
      block.add(() => {
        label.forEach((line, index) =>
          drawLine(paper, line, x, top + index * styles.label.leading, width, styles.label),
        );
        value.forEach((line, index) =>
          drawLine(
            paper,
            line,
            x,
            top + label.length * styles.label.leading + index * style.leading,
            width,
            style,
          ),
        );
      });
      block.end();
    }
    if (row.length > 0) paper.y += height;
    row = [];
    used = 0;
  };
  for (const fact of all) {
    const span = Math.min(fact.span ?? 1, columns);
    if (used + span > columns) close();
    row.push({ fact, x: paper.left + used * unit, width: span * unit - gutter });
    used += span;
  }
  close();
  paper.y += options.after ?? 2;
}

export type Tone = 'plain' | 'strong' | 'quiet';

/** A box that stands out: `plain` on a wash with a bar, `strong` in a black frame, `quiet` in a hairline. */
export function notice(
  paper: Paper,
  body: readonly Inline[],
  options: { heading?: string; tone?: Tone } = {},
): void {
  const tone = options.tone ?? 'plain';
  const pad = 8;
  const inner = paper.width - 2 * pad - 4;
  const parts = [
    ...(options.heading
      ? [{ set: lines(paper, options.heading, 'strong', inner), style: styles.strong }]
      : []),
    ...body.map((text) => ({ set: lines(paper, text, 'body', inner), style: styles.body })),
  ];
  const height =
    parts.reduce((total, { set, style }) => total + set.length * style.leading + 2, 0) + 2 * pad - 4;
  const { doc, left, width } = paper;
  if (height > paper.bottom - 120) {
    // Taller than a page: the frame would be cut, so it flows without one.
    for (const { set, style } of parts) flow(paper, 'P', set, style, left + pad, inner);
    paper.y += 6;
    return;
  }
  need(paper, height + 4);
  const top = paper.y;
  decoration(paper, () => {
    if (tone === 'plain')
      doc
        .rect(left, top, width, height)
        .fill(wash)
        .rect(startOf(paper, left, 2.5), top, 2.5, height)
        .fill(accent);
    else
      doc
        .lineWidth(tone === 'strong' ? 1.2 : 0.5)
        .strokeColor(tone === 'strong' ? ink : hairline)
        .rect(left, top, width, height)
        .stroke();
  });
  paper.y = top + pad - 1;
  inside(paper, 'Div', () => {
    for (const { set, style } of parts) {
      flow(paper, 'P', set, style, left + pad + 2, inner);
      paper.y += 2;
    }
  });
  paper.y = top + height + 7;
}

/** A line to write on by hand, with what belongs there in small grey below it. */
export function writingLine(paper: Paper, label: string, x: number, width: number, y: number): void {
  const { doc } = paper;
  decoration(paper, () =>
    doc
      .lineWidth(0.6)
      .strokeColor(soft)
      .moveTo(startOf(paper, x, width), y)
      .lineTo(startOf(paper, x, width) + width, y)
      .stroke(),
  );
  const [line] = lines(paper, label, 'label', width);
  const block = element(paper, 'P');
  if (line) block.add(() => drawLine(paper, line, x, y + 1, width, styles.label));
  block.end();
}

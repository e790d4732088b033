import { CODE_SIDE, drawCode } from './code.ts';
import { dateText, momentText } from './dates.ts';
import { decoration, drawLine, element, lines, MARGIN, type Paper } from './canvas.ts';
import { accent, hairline, ink, styles, watermark } from './style.ts';
import type { Line, TextStyle } from './text.ts';

/** The clinic at the head of the first page. */
export function drawLetterhead(paper: Paper): void {
  const { letterhead, doc, left, width, words } = paper;
  const nameLines = lines(paper, letterhead.name, 'letterhead', width * 0.52);
  const reach = [letterhead.phone ? `${words.telephone} ${letterhead.phone}` : '', letterhead.email]
    .filter((part) => part !== '')
    .join(' · ');
  const registration = letterhead.registration ? `${words.registration} ${letterhead.registration}` : '';
  const column = width * 0.44;
  const address = [words.together(...letterhead.addressLines), reach, registration, letterhead.note]
    .filter((text) => text !== '')
    .flatMap((text) => lines(paper, text, styles.label, column));
  const top = paper.y;
  const block = element(paper, 'P');
  block.add(() => {
    nameLines.forEach((line, index) =>
      drawLine(paper, line, left, top + index * styles.letterhead.leading, width, styles.letterhead),
    );
    address.forEach((line, index) =>
      drawLine(
        paper,
        line,
        left + width - column,
        top + 2 + index * styles.label.leading,
        column,
        styles.label,
        'end',
      ),
    );
  });
  block.end();
  const height = Math.max(
    nameLines.length * styles.letterhead.leading,
    address.length * styles.label.leading + 2,
  );
  paper.y = top + height + 5;
  decoration(paper, () =>
    doc
      .lineWidth(1)
      .strokeColor(accent)
      .moveTo(left, paper.y)
      .lineTo(left + width, paper.y)
      .stroke(),
  );
  paper.y += 13;
}

/** DRAFT, COPY or a stamp, large and pale under the text of every page. */
export function drawWatermark(paper: Paper): void {
  const { doc, sheet, words, pageWidth, pageHeight } = paper;
  const mark = sheet.stamp ?? words.states[sheet.state].mark;
  if (mark === '') return;
  decoration(
    paper,
    () => {
      const size = Math.min(150, (pageHeight * 0.92) / (mark.length * 0.68));
      const style: TextStyle = { face: 'semibold', size, leading: size, ink: watermark };
      const [line] = lines(paper, mark, style, pageHeight * 2);
      if (!line) return;
      doc.save();
      doc.rotate(-52, { origin: [pageWidth / 2, pageHeight / 2] });
      drawLine(paper, line, pageWidth / 2 - line.width / 2, pageHeight / 2 - size / 2, line.width, style);
      doc.restore();
    },
    'Pagination',
  );
}

function stateText(paper: Paper): string {
  const { sheet, words } = paper;
  const { mark, note: own } = words.states[sheet.state];
  const { copied, note = own, stamp = '' } = sheet;
  const said =
    copied === undefined ? mark : words.copied(mark, copied.number, momentText(words, copied.at, paper.zone));
  return [stamp, mark === '' ? '' : `${said}: ${note}`].filter((part) => part !== '').join(' · ');
}

/** Running header and footer: who, two identifiers, what, which version, which page. */
export function drawFrame(paper: Paper, page: number): void {
  decoration(paper, () => (drawHeader(paper, page), drawFooter(paper, page)), 'Pagination');
}

function drawHeader(paper: Paper, page: number): void {
  const { doc, sheet, left, width } = paper;
  const state = stateText(paper);
  if (page === 1) {
    if (state !== '') drawState(paper, state, MARGIN.top - 16);
    return;
  }
  const top = MARGIN.top;
  const name = shortened(paper, sheet.subject?.name ?? paper.letterhead.name, width * 0.6);
  const [title] = lines(paper, sheet.title, styles.label, 10_000);
  if (title) drawLine(paper, title, left, top, width, styles.label, 'end');
  if (name) drawLine(paper, name, left, top, width * 0.6, styles.smallStrong);
  doc
    .lineWidth(0.5)
    .strokeColor(hairline)
    .moveTo(left, top + 14)
    .lineTo(left + width, top + 14)
    .stroke();
  if (state !== '') drawState(paper, state, top - 16);
}

/** The first words that fit, and a sign that more follow; the footer has the whole name. */
function shortened(paper: Paper, text: string, width: number): Line | undefined {
  const [whole, ...more] = lines(paper, text, styles.smallStrong, width);
  if (!whole || more.length === 0) return whole;
  const words = text.split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const [line, ...rest] = lines(paper, `${words.slice(0, count).join(' ')} …`, styles.smallStrong, width);
    if (line && rest.length === 0) return line;
  }
  return whole;
}

function drawState(paper: Paper, state: string, top: number): void {
  const style: TextStyle = { face: 'semibold', size: 7.4, leading: 12, ink };
  const [line] = lines(paper, state, style, 10_000);
  if (!line) return;
  const x = paper.left + (paper.width - line.width) / 2;
  paper.doc
    .lineWidth(0.8)
    .strokeColor(ink)
    .rect(x - 6, top, line.width + 12, 12)
    .stroke();
  drawLine(paper, line, x, top, line.width, style);
}

function drawFooter(paper: Paper, page: number): void {
  const { doc, sheet, words, left } = paper;
  const top = paper.bottom + 12;
  doc
    .lineWidth(0.5)
    .strokeColor(hairline)
    .moveTo(left, top)
    .lineTo(left + paper.width, top)
    .stroke();
  const { code } = sheet;
  const width = code === undefined ? paper.width : paper.width - CODE_SIDE;
  if (code !== undefined) drawCode(paper, code.drawn, left + width, top + 1);
  const [pageLine] = lines(paper, words.page(page, paper.pages), styles.label, 10_000);
  const room = width - (pageLine?.width ?? 0) - 20;
  const name = { text: sheet.subject?.name ?? paper.letterhead.name, face: 'semibold' as const, ink };
  const identifiers = sheet.subject
    ? `${words.born} ${dateText(words, sheet.subject.birthDate)} · ${words.number} ${sheet.subject.number}`
    : '';
  const together = lines(
    paper,
    identifiers === '' ? [name] : [name, { text: ` · ${identifiers}` }],
    styles.label,
    room,
  );
  const identityLines =
    together.length === 1
      ? together
      : [
          ...lines(paper, [name], styles.label, room).slice(0, 2),
          ...lines(paper, identifiers, styles.label, room),
        ];
  identityLines.forEach((line, index) =>
    drawLine(paper, line, left, top + 3 + index * 9.2, width, styles.label),
  );
  if (pageLine) drawLine(paper, pageLine, left, top + 3, width, styles.label, 'end');
  const proof = [
    sheet.title,
    `${words.document} ${sheet.documentId}`,
    sheet.contentHash ? `${words.fingerprint} ${sheet.contentHash.slice(0, 16)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const style: TextStyle = { ...styles.label, size: 6.2 };
  const [line] = lines(paper, proof, style, width);
  if (line) drawLine(paper, line, left, top + 3 + identityLines.length * 9.2, width, style);
  if (code !== undefined) {
    const y = top + 14 + identityLines.length * 9.2;
    const [codeLine] = lines(
      paper,
      [{ text: `${words.code} ` }, { text: code.text, face: 'semibold', ink }],
      styles.small,
      width,
    );
    if (codeLine) drawLine(paper, codeLine, left, y, width, styles.small);
    const state = stateText(paper);
    const [stateLine] = state === '' ? [] : lines(paper, state, styles.label, width);
    if (stateLine) drawLine(paper, stateLine, left, y + 11.5, width, styles.label);
  }
  if (paper.unprintable) {
    const [note] = lines(paper, words.unprintable, style, width);
    if (note)
      drawLine(
        paper,
        note,
        left,
        top + (code === undefined ? 12.2 : 37) + identityLines.length * 9.2,
        width,
        style,
      );
  }
}

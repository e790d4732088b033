import { facts, gap, heading, list, notice, paragraph, title, writingLine } from '../../paper/blocks.ts';
import { momentText } from '../../paper/dates.ts';
import { decoration, drawLine, element, lines, type Paper, startOf } from '../../paper/canvas.ts';
import { closePaper, need, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { hairline, styles } from '../../paper/style.ts';
import { en, type RecoveryKitWords } from './recovery-kit.words.ts';

export interface RecoveryKitView {
  readonly clinicName: string;
  readonly words: readonly string[];
  readonly madeAt: string;
}

/** The words that open the clinic's records, on one page to be locked away. The one document that is never archived. */
export function recoveryKitPdf(
  stationery: Stationery,
  view: RecoveryKitView,
  print: { readonly documentId: string },
  words: RecoveryKitWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: null,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: view.madeAt,
  });
  title(paper, words.title);
  facts(paper, [
    { label: words.clinic, value: [{ text: view.clinicName, face: 'semibold' }] },
    { label: words.made, value: momentText(paper.words, view.madeAt, paper.zone) },
    { label: words.count, value: String(view.words.length) },
  ]);
  paragraph(paper, words.lead);
  notice(paper, [[{ text: words.warning, face: 'semibold' }]], { tone: 'strong' });
  heading(paper, 1, words.words, 160);
  drawWords(paper, view.words);
  heading(paper, 1, words.keep);
  list(
    paper,
    words.keeping.map((text, index) => ({ text, label: `${index + 1}.` })),
  );
  heading(paper, 1, words.opens);
  list(
    paper,
    words.opening.map((text) => ({ text })),
  );
  heading(paper, 1, words.checked, 90);
  for (const label of words.checkLines) {
    gap(paper, 18);
    need(paper, 20);
    writingLine(paper, label, paper.left, paper.width * 0.72, paper.y);
    gap(paper, 10);
  }
  return closePaper(paper);
}

/** Numbered boxes, three abreast, read row by row. */
function drawWords(paper: Paper, words: readonly string[]): void {
  const columns = 3;
  const gutter = 8;
  const width = (paper.width - gutter * (columns - 1)) / columns;
  const height = 30;
  const rows = Math.ceil(words.length / columns);
  need(paper, rows * (height + gutter));
  const top = paper.y + 2;
  const place = (index: number) => ({
    x: paper.left + (index % columns) * (width + gutter),
    y: top + Math.floor(index / columns) * (height + gutter),
  });
  decoration(paper, () => {
    paper.doc.lineWidth(0.7).strokeColor(hairline);
    words.forEach((_, index) => {
      const { x, y } = place(index);
      paper.doc.rect(startOf(paper, x, width), y, width, height).stroke();
    });
  });
  const whole = element(paper, 'L');
  words.forEach((word, index) => {
    const { x, y } = place(index);
    const item = paper.doc.struct('LI');
    whole.add(item);
    const [number] = lines(paper, `${index + 1}`, 'smallStrong', 30);
    const [text] = lines(paper, word, 'large', width - 40);
    const body = paper.doc.struct('LBody');
    item.add(body);
    body.add(() => {
      if (number)
        drawLine(
          paper,
          number,
          x + 4,
          y + (height - styles.smallStrong.leading) / 2,
          18,
          styles.smallStrong,
          'end',
        );
      if (text)
        drawLine(paper, text, x + 32, y + (height - styles.large.leading) / 2, width - 40, styles.large);
    });
    item.end();
  });
  whole.end();
  paper.y = top + rows * (height + gutter);
}

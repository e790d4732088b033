import { inside } from './blocks.ts';
import { drawLine, element, lines, type Paper } from './canvas.ts';
import { dateText } from './dates.ts';
import { mm, styles } from './style.ts';

/**
 * The window of a long envelope shows a page folded in three from 20 mm of its left edge and 45 mm of its top, 90 mm wide
 * and 45 mm high (DIN 680); a few millimetres stay free around it, for paper that slips.
 */
const window = { left: mm(25), top: mm(50), width: mm(80), bottom: mm(90) } as const;

/** Recipient where an envelope's window is, the date on the right. */
export function addressAndDate(
  paper: Paper,
  to: { readonly name: string; readonly addressLines: readonly string[] },
  on: string,
): void {
  const top = Math.max(paper.y, window.top);
  const right = window.left + window.width;
  const rest = paper.left + paper.width - right;
  const address = [to.name, ...to.addressLines].flatMap((text) => lines(paper, text, 'body', window.width));
  const date = lines(paper, dateText(paper.words, on), 'body', rest);
  inside(paper, 'Div', () => {
    for (const [set, x, width, align] of [
      [address, window.left, window.width, 'start'],
      [date, right, rest, 'end'],
    ] as const) {
      const block = element(paper, 'P');
      block.add(() =>
        set.forEach((line, index) =>
          drawLine(paper, line, x, top + index * styles.body.leading, width, styles.body, align),
        ),
      );
      block.end();
    }
  });
  paper.y = Math.max(window.bottom, top + (address.length + 1) * styles.body.leading) + 14;
}

/** The way in which a page is read: Latin from the left, Arabic and Hebrew from the right. */
export type Direction = 'ltr' | 'rtl';

const fromTheRight = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The direction of a page in this language (BCP 47). */
export function directionOf(language: string): Direction {
  return fromTheRight.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

const withoutRightToLeft = /[^\u0590-\u065F\u066A-\u08FF\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]+/g;
const apart = /(?<=[.,:;!?])\s|\s[-–·]\s|[·;]/g;

/**
 * A figure with its unit, a telephone number, a code: what holds a digit and no letter from the right stands in a text from
 * the right as it stands everywhere, `0.5 ml` and never `ml 0.5`. UAX #9 leaves that to higher protocols (HL3).
 */
export function figuresIn(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (const { 0: stretch, index } of text.matchAll(withoutRightToLeft)) {
    let from = 0;
    for (const gap of [...stretch.matchAll(apart), { 0: '', index: stretch.length }]) {
      const core = figureIn(stretch, from, gap.index);
      if (core) found.push([index + core[0], index + core[1]]);
      from = gap.index + gap[0].length;
    }
  }
  return found;
}

/** Without the signs at its ends, but with both brackets of a pair. */
function figureIn(text: string, from: number, to: number): [number, number] | undefined {
  const part = text.slice(from, to);
  if (!/\d/.test(part)) return undefined;
  let start = from + part.search(/[\p{L}\d+±<>]/u);
  let end = to - (/[^\p{L}\d%²³°]*$/u.exec(part)?.[0].length ?? 0);
  const core = text.slice(start, end);
  if (core.lastIndexOf('(') > core.lastIndexOf(')') && text[end] === ')') end += 1;
  const closes = core.indexOf(')');
  if (closes >= 0 && !core.slice(0, closes).includes('(') && text[start - 1] === '(') start -= 1;
  return [start, end];
}

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';

/** A text from the right as a browser must be given it so that its figures stand as on paper. For showing only. */
export function withFigures(text: string): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of figuresIn(text)) {
    shown += `${text.slice(at, start)}${LEFT_TO_RIGHT_ISOLATE}${text.slice(start, end)}${POP_ISOLATE}`;
    at = end;
  }
  return shown + text.slice(at);
}

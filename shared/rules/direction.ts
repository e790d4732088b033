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
    for (const [start, end] of [...gapsIn(stretch), [stretch.length, stretch.length] as const]) {
      const core = figureIn(stretch.slice(from, start));
      if (core) found.push([index + from + core[0], index + from + core[1]]);
      from = end;
    }
  }
  return found;
}

/** Where one thing ends and the next begins: at a stop, a dash, a dot between things, a bracket whose partner is elsewhere. */
function gapsIn(stretch: string): (readonly [start: number, end: number])[] {
  const gaps = Array.from(
    stretch.matchAll(apart),
    ({ 0: sign, index }) => [index, index + sign.length] as const,
  );
  const open: number[] = [];
  for (let index = 0; index < stretch.length; index += 1) {
    const sign = stretch[index];
    if (gaps.some(([start]) => start === index)) for (const at of open.splice(0)) gaps.push([at, at + 1]);
    if (sign === '(') open.push(index);
    if (sign === ')' && open.pop() === undefined) gaps.push([index, index + 1]);
  }
  return [...gaps, ...open.map((at) => [at, at + 1] as const)].toSorted(([a], [b]) => a - b);
}

/** Without the signs at its ends. */
function figureIn(part: string): [number, number] | undefined {
  if (!/\d/.test(part)) return undefined;
  return [part.search(/[\p{L}\d+±<>(]/u), part.length - (/[^\p{L}\d%²³°)]*$/u.exec(part)?.[0].length ?? 0)];
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

const FIRST_STRONG_ISOLATE = '\u2068';
const fromRight = /[\u0590-\u060B\u060D-\u061A\u0620-\u065F\u066A-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** A name or typed words as a browser must be given them so that an Arabic name never takes along the date beside it. */
export function apartFrom(text: string): string {
  return fromRight.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

import { english, fill, sayAll, type Speaker } from '../../../shared/rules/translations.ts';
import { turns } from '../bidi.ts';

/** What every document says, whatever it is about. */
const texts = {
  born: 'born',
  number: 'No.',
  page: 'Page {page} of {of}',
  document: 'Document',
  fingerprint: 'SHA-256',
  telephone: 'Tel.',
  registration: 'Reg.',
  states: {
    draft: { mark: 'DRAFT', note: 'not signed' },
    form: { mark: 'TO SIGN', note: 'not a consent until signed and attached' },
    final: { mark: '', note: '' },
    copy: { mark: 'COPY', note: 'reprint of the archived document' },
  },
  /** The mark of a copy with its number. */
  copied: '{mark} {number}, printed {when}',
  code: 'Code',
  unprintable:
    'A character of this document cannot be printed with the fonts of this program and stands as \uFFFD; the record keeps it.',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  /** Day, month in letters, year, in the order of the language. */
  date: '{day}\u00A0{month}\u00A0{year}',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  side: { left: 'left', right: 'right', midline: 'midline' },
  none: 'none',
  /** Between the items of a list, and between what stands together; the space is ours. */
  signs: { list: ';', comma: ',' },
  ticks: { empty: 'not ticked', yes: 'ticked', no: 'refused', warning: 'caution' },
  signature: {
    signedElectronically: 'Signed on screen',
    signedByHand: 'Signed by hand on paper',
    name: 'Name in full',
    as: 'as',
    at: 'on',
    space: 'Signature, name and date',
  },
  chart: {
    alt: 'Body chart. {marks}',
    noMarks: 'No marks.',
    legend: 'Key',
    right: 'R',
    left: 'L',
  },
};

type Texts = typeof texts;

/** The wording of one language. */
export type PaperWords = Readonly<Omit<Texts, 'page' | 'chart' | 'copied'>> & {
  readonly language: string;
  page(page: number, of: number): string;
  /** `COPY 2, printed on a day`. */
  copied(mark: string, number: number, when: string): string;
  /** `one; two; three`. */
  listed(items: readonly string[]): string;
  /** `name, title`; what is empty leaves no sign. */
  together(...parts: readonly string[]): string;
  readonly chart: Readonly<Omit<Texts['chart'], 'alt'>> & { alt(marks: string): string };
};

/** What every document says, by that speaker. */
export function paperWords(speaker: Speaker): PaperWords {
  const said = sayAll(speaker, 'paper', texts);
  // Between Latin names the sign of Arabic would set them in the order of Arabic words.
  const signs = (parts: readonly string[]) =>
    speaker.direction === 'ltr' || parts.some(turns) ? said.signs : texts.signs;
  return {
    ...said,
    language: speaker.language,
    page: (page, of) => fill(said.page, { page, of }),
    copied: (mark, number, when) => fill(said.copied, { mark, number, when }),
    listed: (items) => items.join(`${signs(items).list} `),
    together: (...parts) => parts.filter((part) => part !== '').join(`${signs(parts).comma} `),
    chart: { ...said.chart, alt: (marks) => fill(said.chart.alt, { marks }) },
  };
}

export const en = paperWords(english);

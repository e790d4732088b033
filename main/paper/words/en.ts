/** What every document says, whatever it is about. */
export const en = {
  language: 'en',
  born: 'born',
  number: 'No.',
  page: (page: number, of: number) => `Page ${page} of ${of}`,
  document: 'Document',
  fingerprint: 'SHA-256',
  telephone: 'Tel.',
  registration: 'Reg.',
  states: {
    draft: { mark: 'DRAFT', note: 'not signed' },
    final: { mark: '', note: '' },
    copy: { mark: 'COPY', note: 'reprint of the archived document' },
  },
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
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  side: { left: 'left', right: 'right', midline: 'midline' },
  none: 'none',
  ticks: { empty: 'not ticked', yes: 'ticked', no: 'refused', warning: 'caution' },
  signature: {
    signedElectronically: 'Signed on screen',
    name: 'Name in full',
    as: 'as',
    at: 'on',
    space: 'Signature, name and date',
  },
  chart: {
    alt: (marks: string) => `Body chart, front and back. ${marks}`,
    noMarks: 'No marks.',
    legend: 'Key',
    right: 'R',
    left: 'L',
  },
} as const;

/** The wording of one language; other languages have the same shape. */
export type PaperWords = {
  readonly [K in keyof typeof en]: Widen<(typeof en)[K]>;
};

type Widen<T> = T extends string
  ? string
  : T extends (...parts: infer P) => string
    ? (...parts: P) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

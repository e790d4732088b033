export const en = {
  title: 'Letter',
  about: 'Re',
  born: (day: string) => `born ${day}`,
  number: (number: string) => `patient number ${number}`,
  course: (complaint: string, visits: string) => `${complaint}${visits === '' ? '' : ` (${visits})`}`,
  close: 'Yours sincerely',
  copies: 'Copy to:',
} as const;

export type LetterWords = typeof en;

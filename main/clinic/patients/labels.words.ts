export const en = {
  titles: { address: 'Address labels', file: 'File labels' },
  /** Sorted by family name, as files stand on a shelf. */
  filed: (family: string, given: string) => [family, given].filter((part) => part !== '').join(', '),
} as const;

export type LabelWords = typeof en;

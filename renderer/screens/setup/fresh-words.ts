let words: readonly string[] | null = null;

/** The recovery words between founding and typing back: in memory only, and gone with the page. */
export const freshWords = {
  keep(given: readonly string[]): void {
    words = given;
  },
  get: (): readonly string[] | null => words,
  forget(): void {
    words = null;
  },
};

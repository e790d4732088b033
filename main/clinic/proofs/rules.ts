import { readPaperCode, type PaperCode } from '../../../shared/rules/paper-code.ts';

export type Code = { id: string } | { fingerprint: string } | { paper: PaperCode };

/** What a code can stand for: an id, a fingerprint from its first 16 digits on, the code of a form, or nothing. */
export function readCode(typed: string): Code | null {
  const plain = typed.trim().toLowerCase().replaceAll(/[\s:]/g, '');
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(plain)) return { id: plain };
  const paper = readPaperCode(typed);
  const hex = plain.replaceAll('-', '');
  // Twenty digits without a letter beyond F are a fingerprint, unless they stand in the groups of a form's code.
  const grouped = /^\w{4}(\W\w{4}){4}$/.test(typed.trim());
  if (paper !== null && (grouped || !/^[0-9a-f]+$/.test(hex))) return { paper };
  return /^[0-9a-f]{16,64}$/.test(hex) ? { fingerprint: hex } : null;
}

/** Rows of a store and lines of a text say the same, in whatever order. */
export function sameLines(a: readonly object[], b: readonly object[]): boolean {
  const texts = (rows: readonly object[]) =>
    rows
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([x], [y]) => (x < y ? -1 : 1))))
      .toSorted();
  const [left, right] = [texts(a), texts(b)];
  return left.length === right.length && left.every((text, at) => text === right[at]);
}

import type { RecallCriteria } from '../../../shared/contract/recall.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import { lookOf, lotKey } from '../../../shared/rules/lot-key.ts';

/** Shorter pieces fit everything and say nothing. */
const shortestPiece = 3;

/** Whether a lot is the wanted one, may be it (part of it, or only looking like it), or is another. Both are keys as `lotKey` makes them. */
export function fit(wanted: string, key: string): 'sure' | 'maybe' | null {
  return fitting(wanted)(key);
}

/** The same question for every lot of ten years: what the wanted one looks like is asked once. */
export function fitting(wanted: string): (key: string) => 'sure' | 'maybe' | null {
  const look = lookOf(wanted);
  return (key) => {
    if (wanted === '') return null;
    if (wanted === key) return 'sure';
    // Looks are as long as their keys, one sign for one sign.
    if (Math.min(wanted.length, key.length) < shortestPiece) return null;
    const other = lookOf(key);
    return (other.length < look.length ? look.includes(other) : other.includes(look)) ? 'maybe' : null;
  };
}

export interface Used {
  kind: 'needle-lot' | 'device';
  key: string;
  text: string;
  refId: string | null;
}

/** Needle lots and devices that a note names, of a whole block or of one place; each once. */
export function usedIn(
  content: Pick<SessionContent, 'blocks'>,
  serials: ReadonlyMap<string, string>,
): Used[] {
  const found = new Map<string, Used>();
  const note = (kind: Used['kind'], text: unknown, refId: string | null) => {
    if (typeof text !== 'string') return;
    const key = lotKey(text);
    if (key !== '') found.set(`${kind}:${key}`, { kind, key, text: text.trim(), refId });
  };
  for (const { values, sites } of content.blocks) {
    const deviceId = values['deviceId'];
    if (typeof deviceId === 'string') note('device', serials.get(deviceId), deviceId);
    for (const one of [values, ...sites.map((site) => site.values)])
      note('needle-lot', one['needleLot'], null);
  }
  return [...found.values()];
}

/** What is still missing before anything can be looked for. */
export function lacking({
  by,
  text,
  vialId,
  substanceId,
  product,
  expiryDate,
}: RecallCriteria): string | null {
  if (by === 'vial') return vialId === null ? 'vialId' : null;
  if (by === 'product')
    return substanceId === null && product.trim() === '' && expiryDate === null ? 'product' : null;
  return lotKey(text) === '' ? 'text' : null;
}

/** A field of a table for other programs; what a spreadsheet would run as a formula is text. */
export function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

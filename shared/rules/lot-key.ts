/** A lot number as it is compared: whoever types it may use other case, spaces or hyphens. */
export function lotKey(lot: string): string {
  return lot
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

import { lookAtJpeg, lookAtPng, pngStart, type Looked } from './image.rules.ts';
import { lookAtPdf, type Inflate } from './pdf.rules.ts';

/** What a file is by its bytes, and whether it may be kept; its name and the type that it claims say nothing. */
export function lookAt(
  bytes: Uint8Array,
  tools: { inflate: Inflate; crc32: (part: Uint8Array) => number },
): Looked {
  const starts = (signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign);
  if (starts(pngStart)) return lookAtPng(bytes, tools.crc32);
  if (starts([0xff, 0xd8, 0xff])) return lookAtJpeg(bytes);
  if (starts([0x25, 0x50, 0x44, 0x46])) return lookAtPdf(bytes, tools.inflate);
  return { problem: 'unknown' };
}

/** A name as a list can show it: without a path, without signs that turn or hide the rest, of a bearable length. */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim()
    .slice(0, 120)
    .toWellFormed();
  return clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
}

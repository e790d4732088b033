/** What a look at the bytes of a file has found out. */
export type Looked =
  | { problem: 'unknown' | 'damaged' | 'more-inside' | 'too-many-pixels' | 'active' | 'locked' }
  | { problem: null; mediaType: 'image/png' | 'image/jpeg' | 'application/pdf' };

/** Beyond these a picture takes more memory to unpack than any scan of a page needs. */
const mostOnASide = 12_000;
const mostPixels = 60_000_000;

function sized(width: number, height: number, mediaType: 'image/png' | 'image/jpeg'): Looked {
  if (width === 0 || height === 0) return { problem: 'damaged' };
  if (Math.max(width, height) > mostOnASide || width * height > mostPixels)
    return { problem: 'too-many-pixels' };
  return { problem: null, mediaType };
}

export const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Walks the chunks from the signature to IEND, each under its check sum; nothing may follow. */
export function lookAtPng(bytes: Uint8Array, crc32: (part: Uint8Array) => number): Looked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = pngStart.length;
  let found: Looked = { problem: 'damaged' };
  let first = true;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return { problem: 'damaged' };
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return { problem: 'damaged' };
    if (first && (kind !== 'IHDR' || length !== 13)) return { problem: 'damaged' };
    if (first) found = sized(view.getUint32(at + 8), view.getUint32(at + 12), 'image/png');
    if (kind === 'IEND') return end === bytes.length ? found : { problem: 'more-inside' };
    first = false;
    at = end;
  }
  return { problem: 'damaged' };
}

const marker = { start: 0xd8, end: 0xd9, scan: 0xda } as const;
const isFrame = (code: number) =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;

/** Walks the segments from SOI to EOI, through every scan; nothing may follow but zeros. */
export function lookAtJpeg(bytes: Uint8Array): Looked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  let found: Looked = { problem: 'damaged' };
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return { problem: 'damaged' };
    const code = bytes[at + 1] ?? 0;
    if (code === 0xff) {
      at += 1;
      continue;
    }
    at += 2;
    if (code === marker.end)
      return bytes.subarray(at).some((byte) => byte !== 0) ? { problem: 'more-inside' } : found;
    if (code === marker.start || isRestart(code) || code <= 0x01) return { problem: 'damaged' };
    if (at + 2 > bytes.length) break;
    const length = view.getUint16(at);
    if (length < 2 || at + length > bytes.length) break;
    if (isFrame(code)) {
      if (length < 8) break;
      found = sized(view.getUint16(at + 5), view.getUint16(at + 3), 'image/jpeg');
    }
    at += length;
    if (code === marker.scan) at = afterScan(bytes, at);
  }
  return { problem: 'damaged' };
}

/** The next marker that is neither a stuffed byte nor a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0x00 && !isRestart(code)) return at;
    at = bytes.indexOf(0xff, at + 1 + (code === 0xff ? 0 : 1));
  }
  return bytes.length;
}

import type { Looked } from './image.rules.ts';

/** Names under which a PDF carries code, starts something, or holds another file. */
const long =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia(Content)?|XFAResources|SubmitForm|ImportData|Rendition)(?![A-Za-z0-9_])/;
/** Too short to be looked for where pictures are packed: any megabyte has them by chance. */
const short = /\/(JS|AA|XFA|GoToE|Movie|Sound)(?![A-Za-z0-9_])/;
const locked = /\/Encrypt(?![A-Za-z0-9_])/;
const packedObjects = /\/ObjStm(?![A-Za-z0-9_])/g;

/** Unpacks a deflated stream; null where it is none. */
export type Inflate = (packed: Uint8Array) => Uint8Array | null;

/** One character for each byte. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** A name may be written with its letters as hex digits: `/J#61vaScript`. */
function spelled(text: string): string {
  return text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * A PDF from its first byte to its end sign, in which neither the plain objects nor those packed together have a name
 * under which something could run. What cannot be looked into is not taken.
 */
export function lookAtPdf(bytes: Uint8Array, inflate: Inflate): Looked {
  const text = textOf(bytes);
  const end = text.lastIndexOf('%%EOF');
  if (!/^%PDF-[12]\.\d/.test(text) || end === -1) return { problem: 'damaged' };
  if (/[^\s\0]/.test(text.slice(end + 5))) return { problem: 'more-inside' };
  // The whole file is searched for the long names: a stream may be only the look of one, and hide what follows.
  const all = spelled(text);
  if (locked.test(all)) return { problem: 'locked' };
  if (long.test(all)) return { problem: 'active' };
  const { plain, packed } = partsOf(text, bytes);
  if (short.test(spelled(plain))) return { problem: 'active' };
  let unpacked = 0;
  for (const { head, body } of packed) {
    const said = spelled(head);
    const mentions = said.match(packedObjects)?.length ?? 0;
    if (mentions === 0) continue;
    unpacked += mentions;
    // Without a filter the objects stand in the open; with another one than the usual nobody has looked inside.
    const filtered = /\/Filter/.test(said);
    if (filtered && !/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(\/|>>)/.test(said))
      return { problem: 'active' };
    const objects = filtered ? inflate(body) : body;
    if (objects === null) return { problem: 'damaged' };
    const inside = spelled(textOf(objects));
    if (long.test(inside) || short.test(inside)) return { problem: 'active' };
  }
  if (unpacked !== (all.match(packedObjects)?.length ?? 0)) return { problem: 'active' };
  return { problem: null, mediaType: 'application/pdf' };
}

/** The file without what stands in its streams, and each stream with the dictionary before it. */
function partsOf(text: string, bytes: Uint8Array) {
  const packed: { head: string; body: Uint8Array }[] = [];
  let plain = '';
  let at = 0;
  for (;;) {
    const found = /stream\r?\n/g;
    found.lastIndex = at;
    const start = found.exec(text);
    const close = start === null ? -1 : text.indexOf('endstream', found.lastIndex);
    if (start === null || close === -1) return { plain: plain + text.slice(at), packed };
    const before = text.slice(at, start.index);
    plain += before;
    const head = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    packed.push({ head, body: bytes.subarray(found.lastIndex, close) });
    at = close + 'endstream'.length;
  }
}

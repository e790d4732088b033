/** The largest text a window may send, in bytes: a signature of 20,000 points fits, a database does not. */
export const messageLimit = 1024 * 1024;

/** The largest message with files behind its head: somewhat above what the clinic keeps, so that the refusal can be said. */
export const fileMessageLimit = 32 * 1024 * 1024;

const depthLimit = 40;
const elementLimit = 120_000;

const quote = 0x22;
const escape = 0x5c;
const opens = new Set([0x7b, 0x5b]);
const closes = new Set([0x7d, 0x5d]);
const comma = 0x2c;
/** Stands between the JSON head of a message and the bytes of the files that come with it. */
const headEnd = 0xff;

/**
 * Whether a message may be parsed at all: by size, by nesting and by number of elements, seen from its bytes
 * alone. A million-key object costs the parser more than a second, so it must be stopped before it.
 */
export function isWithinLimits(message: unknown): message is string | Uint8Array {
  if (typeof message === 'string') {
    return message.length <= messageLimit && isShallow(Buffer.from(message, 'utf8'));
  }
  if (!(message instanceof Uint8Array) || message.byteLength > fileMessageLimit) return false;
  const head = message.indexOf(headEnd);
  return isShallow(head === -1 ? message : message.subarray(0, head));
}

function isShallow(bytes: Uint8Array): boolean {
  if (bytes.byteLength > messageLimit) return false;
  let depth = 0;
  let elements = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inText) {
      if (byte === escape) at++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (opens.has(byte)) {
      if (++depth > depthLimit) return false;
    } else if (closes.has(byte)) depth--;
    else if (byte === comma && ++elements > elementLimit) return false;
  }
  return true;
}

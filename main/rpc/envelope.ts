const headEnd = 0xff;
const request = 1;

/**
 * Whether a message is one that the library of our page writes: an id, a kind, and for a call its path, headers and
 * body. Anything else is stopped here, because the library prints whatever it cannot read, and with it a part of what
 * was sent.
 */
export function isEnvelope(message: string | Uint8Array): boolean {
  const read = parsed(typeof message === 'string' ? message : headOf(message));
  if (!isRecord(read) || typeof read['i'] !== 'string') return false;
  const { t: kind = request, p: payload } = read;
  if (kind !== request) return typeof kind === 'number' && (payload === undefined || isRecord(payload));
  if (!isRecord(payload)) return false;
  const { u: path, h: headers = {}, m: method = 'POST' } = payload;
  return typeof path === 'string' && /^\/[\w/]*$/.test(path) && isRecord(headers) && method === 'POST';
}

function headOf(message: Uint8Array): string {
  const end = message.indexOf(headEnd);
  return new TextDecoder().decode(end === -1 ? message : message.subarray(0, end));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

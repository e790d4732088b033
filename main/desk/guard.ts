import type { IncomingMessage } from 'node:http';

/**
 * Whether a request truly comes from our own page. The Host must be the very address we listen on, which
 * stops DNS rebinding (a foreign name that resolves to 127.0.0.1 still sends its own name as Host); a
 * named Origin must be ours; and a browser that says "cross-site" is believed.
 */
export function isOurs(request: IncomingMessage, origin: string): boolean {
  const { host, origin: named, 'sec-fetch-site': site } = request.headers;
  if (`http://${host ?? ''}` !== origin) return false;
  if (named !== undefined && named !== origin) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** A socket is opened by script, so its Origin must be there and must be ours. */
export function isOurSocket(request: IncomingMessage, origin: string): boolean {
  return request.headers.origin === origin && isOurs(request, origin);
}

/** One cookie by name; the first wins, as browsers send the most specific first. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name && value !== undefined) return value.trim();
  }
  return undefined;
}

/** The page's own scheme: no file, no network, nothing but the closed list of built files behind it. */
export const scheme = 'palpate';
export const host = 'desk';
export const origin = `${scheme}://${host}`;
export const firstPage = `${origin}/index.html`;

/**
 * Whether an address is the desk's own page. Compared part by part after parsing, because a prefix test lets
 * `palpate://desk.evil` and `palpate://desk@evil` through.
 */
export function isOwnAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${scheme}:` &&
    url.host === host &&
    url.username === '' &&
    url.password === '' &&
    !/[\u0000-\u0020\\]/.test(address)
  );
}

/** Whether an address is a paper on its way to the printer. */
export function isPaperAddress(address: string): boolean {
  return new RegExp(`^${scheme}://paper/[0-9a-f-]{36}\\.pdf$`).test(address);
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long an address that was handed out may wait for its one use. */
const launchLifetime = 10 * 60_000;

/** More pages than one desk ever opens; a flood of launches cannot grow the list beyond it. */
const sessionLimit = 50;

/**
 * Who may talk to the browser desk. A launch token stands in the address once and is traded for a session
 * cookie that no script can read; only hashes are kept, so a heap dump does not hold a usable key.
 */
export type DeskSessions = {
  /** A new one-time token for a launch address. */
  readonly launchToken: () => string;
  /** Trades a launch token for a session; nothing for a token unknown, used or stale. */
  readonly exchange: (token: string) => string | undefined;
  readonly has: (session: string | undefined) => boolean;
};

export function newSessions(monotonic: () => number): DeskSessions {
  const launches = new Map<string, number>();
  const sessions = new Set<string>();
  return {
    launchToken() {
      const token = newSecret();
      launches.set(digest(token), monotonic() + launchLifetime);
      return token;
    },
    exchange(token) {
      const key = digest(token);
      const until = launches.get(key);
      launches.delete(key);
      if (until === undefined || until < monotonic()) return undefined;
      const session = newSecret();
      sessions.add(digest(session));
      const [oldest] = sessions;
      if (sessions.size > sessionLimit && oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    has: (session) => session !== undefined && sessions.has(digest(session)),
  };
}

/** 256 random bits, safe in an address and in a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two secrets in time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(digest(given)), Buffer.from(digest(expected)));
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

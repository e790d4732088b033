import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 text of a value and its SHA-256: equal content has equal bytes, whatever wrote it. */
export function freeze(value: unknown): { text: string; sha256: string } {
  const text = String(canonicalize(value));
  return { text, sha256: hashOf(text) };
}

export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

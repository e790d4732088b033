import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { replaceFile } from '../db/flush.ts';
import { classify, StoreProblem } from '../db/store-problem.ts';
import { sealedBox } from './sealing.ts';

const version = 1;
const names = ['keyring.json', 'keyring.backup.json'] as const;

/** Cost of turning the recovery words into a key; kept with the wrap so that it can rise later. */
export const stretching = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.int().min(8).max(4_194_304),
  passes: z.int().min(1).max(100),
  lanes: z.int().min(1).max(16),
});
export type Stretching = z.infer<typeof stretching>;

const wrap = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('os'), data: z.base64() }),
  z.strictObject({ type: z.literal('recovery'), stretching, salt: z.base64(), box: sealedBox }),
  z.strictObject({ type: z.literal('demo'), warning: z.string(), box: sealedBox }),
]);
export type Wrap = z.infer<typeof wrap>;

const keyring = z.strictObject({
  format: z.literal('palpate-keyring'),
  version: z.literal(version),
  /** Rises with every save; the higher of two readable copies counts. */
  generation: z.int().positive(),
  databaseId: z.uuid(),
  createdAt: z.string(),
  /** `new` until the store it belongs to exists: only then is a missing store a loss. */
  status: z.enum(['new', 'in-use']),
  /** Tells a wrong key from a damaged file without opening the file. */
  keyCheck: z.base64(),
  /** First 16 bytes of the store, to mend a damaged head. */
  pageSalt: z.base64(),
  /** Audit key and signing key under a subkey of the data key. */
  secrets: sealedBox,
  wraps: z.array(wrap).min(1),
});
export type Keyring = z.infer<typeof keyring>;

/** @throws StoreProblem KEYRING_MISSING when neither copy can be read, NEWER_SCHEMA for a later version's file. */
export function readKeyring(dir: string): Keyring {
  const copies = names.map((name) => readCopy(path.join(dir, name)));
  const readable = copies
    .filter((copy) => typeof copy === 'object')
    .toSorted((a, b) => b.generation - a.generation);
  const [best] = readable;
  if (best === undefined) {
    if (copies.includes('newer')) throw new StoreProblem('NEWER_SCHEMA', 'keyring', { known: version });
    const detail = copies.includes('unreadable') ? 'unreadable' : 'missing';
    throw new StoreProblem('KEYRING_MISSING', detail);
  }
  return best;
}

export function hasKeyring(dir: string): boolean {
  return names.some((name) => fs.existsSync(path.join(dir, name)));
}

/** Writes both copies, one after the other: a crash between them leaves the old or the new one whole. */
export function saveKeyring(dir: string, next: Keyring): void {
  const text = `${JSON.stringify({ ...next, checksum: checksumOf(next) }, null, 2)}\n`;
  try {
    for (const name of names) replaceFile(path.join(dir, name), text);
  } catch (error) {
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

/** True when the two copies differ or one is unreadable: saving again mends that. */
export function needsMending(dir: string): boolean {
  const [first, second] = names.map((name) => readCopy(path.join(dir, name)));
  return typeof first !== 'object' || typeof second !== 'object' || first.generation !== second.generation;
}

function readCopy(file: string): Keyring | 'missing' | 'unreadable' | 'newer' {
  if (!fs.existsSync(file)) return 'missing';
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable';
    throw classify(error, { keyIsRight: true }) ?? error;
  }
  const later = z.looseObject({ format: z.literal('palpate-keyring'), version: z.int().gt(version) });
  if (later.safeParse(content).success) return 'newer';
  const parsed = keyring.extend({ checksum: z.string() }).safeParse(content);
  if (!parsed.success) return 'unreadable';
  const { checksum, ...rest } = parsed.data;
  return checksum === checksumOf(rest) ? rest : 'unreadable';
}

function checksumOf(content: Keyring): string {
  return createHash('sha256')
    .update(String(canonicalize(content)))
    .digest('hex');
}

/** Every way in which a clinic's folder can be unusable. A screen exists for each; none of them starts empty. */
export const storeStates = [
  'KEY_UNAVAILABLE',
  'KEY_WRONG',
  'KEYRING_MISSING',
  'STORE_MISSING',
  'DB_DAMAGED',
  'LOG_DAMAGED',
  'DISK_FULL',
  'READ_ONLY',
  'BAD_PLACE',
  'NEWER_SCHEMA',
  'MIGRATION_FAILED',
  'IN_USE',
] as const;
export type StoreState = (typeof storeStates)[number];

const sentences: Record<StoreState, string> = {
  KEY_UNAVAILABLE: 'The key of this clinic cannot be reached on this computer.',
  KEY_WRONG: 'This key does not open this clinic.',
  KEYRING_MISSING: 'The key file of this clinic is missing or unreadable.',
  STORE_MISSING: 'The records of this clinic are not in this folder.',
  DB_DAMAGED: 'The record file is damaged.',
  LOG_DAMAGED: 'The last entries of the record are missing.',
  DISK_FULL: 'The disk is full.',
  READ_ONLY: 'This folder cannot be written to.',
  BAD_PLACE: 'The records must lie on a disk of this computer.',
  NEWER_SCHEMA: 'These records were written by a newer version.',
  MIGRATION_FAILED: 'The records could not be brought up to this version.',
  IN_USE: 'This clinic is already open.',
};

export type ProblemData = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** The store cannot be used, and this is why. `detail` is a short code, `data` the figures of the screen. */
export class StoreProblem extends Error {
  readonly state: StoreState;
  readonly detail: string;
  readonly data: ProblemData;
  constructor(state: StoreState, detail: string, data: ProblemData = {}, cause?: unknown) {
    super(`${sentences[state]} (${detail})`, cause === undefined ? undefined : { cause });
    this.name = 'StoreProblem';
    this.state = state;
    this.detail = detail;
    this.data = data;
  }
}

/**
 * Names the state behind an error of SQLite or the file system; undefined when it is neither.
 * A wrong key and a damaged first page look the same to SQLite: only the keyring's check value,
 * given as `keyIsRight`, tells them apart.
 */
export function classify(error: unknown, known: { keyIsRight: boolean }): StoreProblem | undefined {
  if (error instanceof StoreProblem) return error;
  const code = codeOf(error);
  const state = code === undefined ? undefined : stateOf(code, known.keyIsRight);
  return state === undefined ? undefined : new StoreProblem(state, String(code), {}, error);
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function stateOf(code: string, keyIsRight: boolean): StoreState | undefined {
  if (code === 'SQLITE_NOTADB') return keyIsRight ? 'DB_DAMAGED' : 'KEY_WRONG';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (code.startsWith('SQLITE_CORRUPT')) return 'DB_DAMAGED';
  // A read error of the disk surfaces as one of these; what the file says can no longer be trusted.
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return 'DB_DAMAGED';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return 'READ_ONLY';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'READ_ONLY';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'IN_USE';
  return undefined;
}

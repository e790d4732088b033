import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { appendAudit, type AuditEntry } from '../../main/audit/append.ts';
import { announce } from '../../main/changes/feed.ts';
import { type ClinicStore, createClinicStore, openClinicStore } from '../../main/db/clinic-store.ts';
import type { Migration } from '../../main/db/migrate.ts';
import { migration as ledger } from '../../main/db/migrations/0001-ledger.ts';
import { createStoreFile, openStore, type Store, type StoreKey } from '../../main/db/open.ts';
import type { Tx } from '../../main/db/schema.ts';
import { StoreProblem } from '../../main/db/store-problem.ts';
import type { Stretching } from '../../main/keys/keyring-file.ts';
import { createKeyring, markInUse, type Secrets } from '../../main/keys/keyring.ts';

/** Stretching for tests that are not about its cost. */
export const cheap: Stretching = { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 };
/** Multiplies the random trials: 1 for every run, `STORE_TRIALS=30` for the figures of a release. */
export const thorough = Number(process.env['STORE_TRIALS'] ?? 1);

export const now = (): string => '2026-11-22T09:30:00.000Z';
export const notes: Migration = {
  number: 2,
  name: 'notes',
  reason: 'something to write in tests',
  sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;',
};
export const twoSteps: readonly Migration[] = [ledger, notes];

export function newFolder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'palpate-store-'));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function newKey(): StoreKey {
  return { key: randomBytes(32), salt: randomBytes(16), keyIsRight: true };
}

/** An empty store in a folder of its own, open until the test ends. */
export function newStore(): { file: string; key: StoreKey; store: Store } {
  const file = path.join(newFolder(), 'palpate.db');
  const key = newKey();
  createStoreFile({ ...key, file });
  return { file, key, store: opened(file, key) };
}

export function opened(file: string, key: StoreKey): Store {
  const store = openStore({ ...key, file });
  onTestFinished(() => void (store.raw.open && store.raw.close()));
  return store;
}

export interface Founded {
  dir: string;
  secrets: Secrets;
  words: string[];
  clinic: ClinicStore;
}

/** A clinic with keyring, store and watermark, as the host founds it. */
export async function founded(dir = newFolder()): Promise<Founded> {
  const { secrets, words } = await createKeyring(dir, { cost: cheap });
  createClinicStore({ dir, secrets, migrations: twoSteps, now });
  const clinic = await openClinicStore({ dir, secrets, migrations: twoSteps, now }, true);
  markInUse(dir);
  return { dir, secrets, words, clinic };
}

export function reopen({ dir, secrets }: Pick<Founded, 'dir' | 'secrets'>): Promise<ClinicStore> {
  return openClinicStore({ dir, secrets, migrations: twoSteps, now });
}

export function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: now(),
    zoneOffset: 60,
    actorId: 'user-mara',
    roles: ['practitioner', 'owner'],
    workstation: 'Room 2',
    action: 'U',
    procedure: 'patients.correct',
    patientId: 'patient-1',
    outcome: 'done',
    ...more,
  };
}

/** One act in the order that the host keeps: commit, mark, wake. */
export async function act(
  at: Pick<Founded, 'secrets' | 'clinic'>,
  work?: (tx: Tx) => Promise<unknown>,
): Promise<number> {
  const head = await at.clinic.db.transaction().execute(async (tx) => {
    await work?.(tx);
    await announce(tx, { topic: 'patients', entityId: 'patient-1' });
    return appendAudit(tx, entry(), at.secrets.auditKey);
  });
  at.clinic.watermark.advance(head.seq, head.mac);
  at.clinic.feed.wake();
  return head.seq;
}

/** Copies a folder as it lies on the disk at this moment, open store and all. */
export function snapshot(dir: string): string {
  const copy = newFolder();
  fs.cpSync(dir, copy, { recursive: true });
  return copy;
}

export function flipBit(file: string, at: number, bit = 1): void {
  const content = fs.readFileSync(file);
  content[at] = (content[at] ?? 0) ^ bit;
  fs.writeFileSync(file, content);
}

/** The state that an action is refused with. */
export async function stateOf(action: () => unknown): Promise<StoreProblem> {
  try {
    await action();
  } catch (error) {
    if (error instanceof StoreProblem) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** A small disk of its own, where the system lets us make one. */
export function smallDisk(options: string): string | null {
  const dir = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
}

import fs from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { keepSealed } from '../audit/seal.ts';
import { beforeFirstRow, openWatermark, resetWatermark, type Watermark } from '../audit/watermark.ts';
import { type Feed, openFeed, pruneNotices } from '../changes/feed.ts';
import type { Secrets } from '../keys/keyring.ts';
import { findLogDamage } from './damage.ts';
import { storeFile, storeKey, watermarkPlace } from './folder.ts';
import { type Migrated, type Migration, migrate } from './migrate.ts';
import { testCryptography } from '../keys/self-test.ts';
import { createStoreFile, openStore, type Store } from './open.ts';
import type { PlaceProbe } from './place.ts';
import { moveUnfinished, setAside } from './quarantine.ts';
import { mendHead } from './repair.ts';
import type { Db } from './schema.ts';
import { assertSound } from './soundness.ts';
import { classify, StoreProblem } from './store-problem.ts';

/** A clinic's folder, held by this process (`takeFolder`), and what its store is opened with. */
export interface ClinicFolder {
  dir: string;
  secrets: Secrets;
  migrations: readonly Migration[];
  /** UTC instant with milliseconds. */
  now: () => string;
  probe?: PlaceProbe;
}

export interface ClinicStore {
  store: Store;
  db: Db;
  feed: Feed;
  /** To be advanced after each commit and before the answer. */
  watermark: Watermark;
  migrated: Migrated;
  close(): Promise<void>;
}

const noticesKept = 20_000;
const hoursOfAnswers = 7 * 24;
/** Bytes of a store that are read through after a crash before it opens; about a quarter of a second. */
const checkedAtOnce = 64 * 1024 * 1024;

/** Makes the empty store of a new clinic. What an interrupted founding has left is set aside, not deleted. */
export function createClinicStore({ dir, secrets, now, probe }: ClinicFolder): void {
  moveUnfinished(dir, now());
  createStoreFile({ ...storeKey(secrets), file: path.join(dir, storeFile), ...(probe && { probe }) });
  resetWatermark(watermarkPlace(dir, secrets), beforeFirstRow);
}

/**
 * Opens a store: the file, its log against the watermark, migrations, schema. Before anything could alter damaged
 * files they are copied to `quarantine/`; nothing is deleted or restored on the way.
 * @param founding true while the clinic is being founded: only then may the store be empty.
 * @throws StoreProblem with the state that the recovery screen shows.
 */
export async function openClinicStore(folder: ClinicFolder, founding = false): Promise<ClinicStore> {
  const { dir, secrets, probe, now } = folder;
  const key = storeKey(secrets);
  const file = path.join(dir, storeFile);
  const stoppedBadly = sizeOf(`${file}-wal`) > 0;
  testCryptography();
  const store = openMended(folder, { ...key, file, ...(probe && { probe }) });
  let watermark: Watermark | undefined;
  try {
    if (stoppedBadly && sizeOf(file) <= checkedAtOnce) assertSound(store.raw);
    const damage = findLogDamage(store.raw, watermarkPlace(dir, secrets));
    if (damage !== null) throw new StoreProblem('LOG_DAMAGED', damage.finding.detail, damage.finding);
    const migrated = migrate(store, folder.migrations, {
      key,
      copies: path.join(dir, 'copies'),
      now,
      mayBeEmpty: founding,
    });
    watermark = openWatermark(watermarkPlace(dir, secrets));
    return await asClinic(folder, store, watermark, migrated);
  } catch (error) {
    const problem = withCopies(dir, error, now());
    watermark?.close();
    await store.close().catch(() => store.raw.close());
    throw problem ?? error;
  }
}

async function asClinic(
  folder: ClinicFolder,
  store: Store,
  mark: Watermark,
  migrated: Migrated,
): Promise<ClinicStore> {
  const { db } = store;
  const { databaseId, signing } = folder.secrets;
  await keepHouse(db, folder.now()).catch((error: unknown) => {
    // A full disk stops no reading: what has gathered goes at a later start.
    if (classify(error, { keyIsRight: true })?.state !== 'DISK_FULL') throw error;
  });
  const sealer = await keepSealed(db, { databaseId, privateKey: signing.privateKey }, folder.now);
  store.keepLogShort();
  const watermark: Watermark = {
    get mark() {
      return mark.mark;
    },
    advance: (seq, mac) => {
      mark.advance(seq, mac);
      sealer.reached(seq);
    },
    close: () => mark.close(),
  };
  const close = async (): Promise<void> => {
    await sealer.finish();
    mark.close();
    await store.close();
  };
  return { store, db, feed: openFeed(db), watermark, migrated, close };
}

/** A head whose salt alone differs from the keyring's is put right, once everything was copied; the rest is not touched. */
function openMended(folder: ClinicFolder, at: Parameters<typeof openStore>[0]): Store {
  try {
    return openStore(at);
  } catch (error) {
    const saltAlone = error instanceof StoreProblem && error.detail === 'header-salt';
    // A store that does not even open is copied too: whoever tries to save it may be the next to alter it.
    if (!saltAlone) throw withCopies(folder.dir, error, folder.now()) ?? error;
    mendHead(folder);
    return openStore(at);
  }
}

/** Notices and remembered answers serve windows that were away for hours, not for years. */
async function keepHouse(db: Db, now: string): Promise<void> {
  const before = Temporal.Instant.from(now)
    .subtract({ hours: hoursOfAnswers })
    .toString({ smallestUnit: 'millisecond' });
  await db.transaction().execute(async (tx) => {
    await pruneNotices(tx, noticesKept);
    await tx.deleteFrom('requests').where('at', '<', before).execute();
  });
}

function withCopies(dir: string, error: unknown, now: string): StoreProblem | undefined {
  const problem = classify(error, { keyIsRight: true });
  if (problem?.state !== 'LOG_DAMAGED' && problem?.state !== 'DB_DAMAGED') return problem;
  const quarantine = setAside(dir, { state: problem.state, detail: problem.detail, ...problem.data }, now);
  return new StoreProblem(problem.state, problem.detail, { ...problem.data, quarantine }, problem.cause);
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { lastSealed, rowsPerSeal, sealChain } from '../audit/seal.ts';
import { beforeFirstRow, type Mark, openWatermark, resetWatermark, type Watermark, type WatermarkPlace } from '../audit/watermark.ts';
import { type Feed, openFeed, pruneNotices } from '../changes/feed.ts';
import { markInUse, type Secrets } from '../keys/keyring.ts';
import { readKeyring } from '../keys/keyring-file.ts';
import { subkey } from '../keys/sealing.ts';
import { findLogDamage } from './damage.ts';
import { storeFile, watermarkFile } from './folder.ts';
import { type Migrated, type Migration, migrate } from './migrate.ts';
import { createStoreFile, openStore, type Store, type StoreKey } from './open.ts';
import type { PlaceProbe } from './place.ts';
import { moveUnfinished, setAside } from './quarantine.ts';
import { forgetAnswers } from './requests.ts';
import type { Db, Tx } from './schema.ts';
import { classify, StoreProblem } from './store-problem.ts';

/** A clinic's folder and what it is opened with. The caller holds the folder (`takeFolder`). */
export interface ClinicFolder {
  dir: string;
  secrets: Secrets;
  migrations: readonly Migration[];
  /** UTC instant with milliseconds; tests set it. */
  now?: () => string;
  probe?: PlaceProbe;
}

export interface ClinicStore {
  db: Db;
  feed: Feed;
  migrated: Migrated;
  /** The last audit row that was acknowledged. */
  readonly mark: Mark;
  /**
   * Runs one transaction. In this order: commit, watermark, wake the windows, answer. Nothing is acknowledged
   * that the disk does not hold. @throws StoreProblem DISK_FULL, DB_DAMAGED … instead of the driver's errors.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const noticesKept = 20_000;
const answersKept = { hours: 7 * 24 };

/** Makes the store of a new clinic beside its new keyring. */
export async function createClinicStore(folder: ClinicFolder): Promise<ClinicStore> {
  const { dir, secrets, probe } = folder;
  if (readKeyring(dir).status !== 'new') throw new StoreProblem('STORE_MISSING', 'not-new');
  const file = path.join(dir, storeFile);
  moveUnfinished(dir, nowOf(folder)());
  createStoreFile({ ...storeKey(secrets), file, ...(probe && { probe }) });
  resetWatermark(watermarkPlace(dir, secrets), beforeFirstRow);
  const clinic = await open(folder, true);
  markInUse(dir);
  return clinic;
}

/**
 * Opens the store of an existing clinic: file, log against watermark, migrations, schema.
 * @throws StoreProblem with the state that the recovery screen shows. Nothing is deleted or restored on the way.
 */
export async function openClinicStore(folder: ClinicFolder): Promise<ClinicStore> {
  return await open(folder, false);
}

/**
 * After LOG_DAMAGED: goes on from what is there. The copies in `quarantine/` stay.
 * The caller records in the audit who decided it.
 */
export async function acceptLogLoss(folder: ClinicFolder): Promise<ClinicStore> {
  const store = openStore({ ...storeKey(folder.secrets), file: path.join(folder.dir, storeFile) });
  try {
    const damage = findLogDamage(store.raw, watermarkPlace(folder.dir, folder.secrets));
    if (damage !== null) {
      if (setAside(folder.dir, damage.finding, nowOf(folder)()) === null) throw new StoreProblem('DISK_FULL', 'quarantine');
      resetWatermark(watermarkPlace(folder.dir, folder.secrets), damage.head);
    }
  } finally {
    await store.close();
  }
  return await open(folder, false);
}

async function open(folder: ClinicFolder, mayBeEmpty: boolean): Promise<ClinicStore> {
  const { dir, secrets, probe } = folder;
  const now = nowOf(folder);
  const key = storeKey(secrets);
  const store = openStore({ ...key, file: path.join(dir, storeFile), ...(probe && { probe }) });
  let watermark: Watermark | undefined;
  try {
    const damage = findLogDamage(store.raw, watermarkPlace(dir, secrets));
    if (damage !== null) throw new StoreProblem('LOG_DAMAGED', damage.finding.detail, damage.finding);
    const migrated = migrate(store, folder.migrations, { key, copies: path.join(dir, 'copies'), now, mayBeEmpty });
    watermark = openWatermark(watermarkPlace(dir, secrets));
    const clinic = await asClinic(folder, store, watermark, migrated);
    store.keepLogShort();
    return clinic;
  } catch (error) {
    const problem = classify(error, { keyIsRight: true });
    const copied =
      problem?.state === 'LOG_DAMAGED' || problem?.state === 'DB_DAMAGED'
        ? setAside(dir, { state: problem.state, ...problem.data }, now())
        : undefined;
    watermark?.close();
    await store.close().catch(() => store.raw.close());
    if (problem === undefined) throw error;
    if (copied === undefined) throw problem;
    throw new StoreProblem(problem.state, problem.detail, { ...problem.data, quarantine: copied }, problem.cause);
  }
}

async function asClinic(folder: ClinicFolder, store: Store, watermark: Watermark, migrated: Migrated): Promise<ClinicStore> {
  const { secrets } = folder;
  const now = nowOf(folder);
  const feed = openFeed(store.db);
  let sealed = await lastSealed(store.db);
  let stopped: StoreProblem | undefined;

  const write = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (stopped !== undefined) throw stopped;
    try {
      const done = await store.db.transaction().execute(async (tx) => {
        const answer = await work(tx);
        // Read inside: after the commit another transaction may already have begun on this connection.
        const head = await tx.selectFrom('audit').select(['seq', 'mac']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
        const due = (head?.seq ?? 0) - sealed >= rowsPerSeal;
        return { answer, head, seal: due ? await seal(tx) : sealed };
      });
      sealed = done.seal;
      if (done.head !== undefined) watermark.advance(done.head.seq, done.head.mac);
      feed.wake();
      return done.answer;
    } catch (error) {
      const problem = classify(error, { keyIsRight: true });
      // What the disk holds is unknown now; only reopening and checking tells.
      if (problem?.state === 'DB_DAMAGED') stopped = problem;
      throw problem ?? error;
    }
  };
  const seal = (tx: Tx): Promise<number> =>
    sealChain(tx, { databaseId: secrets.databaseId, at: now(), privateKey: secrets.signing.privateKey });

  const old = Temporal.Instant.from(now()).subtract(answersKept).toString({ smallestUnit: 'millisecond' });
  await write(async (tx) => {
    await pruneNotices(tx, noticesKept);
    await forgetAnswers(tx, old);
  });
  return {
    db: store.db,
    feed,
    migrated,
    get mark() {
      return watermark.mark;
    },
    write,
    close: async () => {
      // A seal that cannot be written now is written at the next close.
      await write(async (tx) => void (await seal(tx))).catch(() => undefined);
      watermark.close();
      await store.close();
    },
  };
}

function storeKey(secrets: Secrets): StoreKey {
  return { key: secrets.dataKey, salt: secrets.pageSalt, keyIsRight: true };
}

function watermarkPlace(dir: string, secrets: Secrets): WatermarkPlace {
  return { file: path.join(dir, watermarkFile), key: subkey(secrets.dataKey, 'watermark'), databaseId: secrets.databaseId };
}

function nowOf(folder: ClinicFolder): () => string {
  return folder.now ?? (() => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }));
}

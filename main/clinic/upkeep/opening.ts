import { renameSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeFirstRow, openWatermark, readWatermark, resetWatermark, type Watermark, type WatermarkPlace } from '../../audit/watermark.ts';
import { openFeed, type Feed } from '../../changes/feed.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { createStoreFile, openStore, type Store } from '../../db/open.ts';
import type { Db } from '../../db/schema.ts';
import { StoreProblem } from '../../db/store-problem.ts';
import { subkey } from '../../keys/sealing.ts';
import type { Secrets } from '../../keys/keyring.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';

/** The clinic while its store is open. */
export interface OpenClinic {
  store: Store;
  db: Db;
  secrets: Secrets;
  feed: Feed;
  watermark: Watermark;
  /** As last committed; null only while the clinic is being founded. */
  profile: ClinicProfile | null;
}

export const storeFile = 'palpate.db';

/** Makes the empty encrypted store of a new clinic; what an interrupted founding left is set aside, not deleted. */
export function createStore(folder: string, secrets: Secrets, now: string): void {
  const file = join(folder, storeFile);
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(file + end)) renameSync(file + end, `${file}.unfinished-${now.replace(/\D/g, '')}${end}`);
  }
  createStoreFile({ file, key: secrets.dataKey, salt: secrets.pageSalt });
  resetWatermark(watermarkPlace(folder, secrets), beforeFirstRow);
}

/**
 * Opens, migrates and checks the store.
 * @throws StoreProblem with the state that the screen explains.
 */
export async function openClinic(folder: string, secrets: Secrets, now: () => string, founding: boolean): Promise<OpenClinic> {
  const key = { key: secrets.dataKey, salt: secrets.pageSalt, keyIsRight: true };
  const place = watermarkPlace(folder, secrets);
  const store = openStore({ file: join(folder, storeFile), ...key });
  try {
    migrate(store, migrations, { key, copies: join(folder, 'copies'), now, mayBeEmpty: founding });
    await assertNothingLost(store, place);
    store.keepLogShort();
    return { store, db: store.db, secrets, feed: openFeed(store.db), watermark: openWatermark(place), profile: await profileIn(store.db) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

export async function closeClinic(clinic: OpenClinic): Promise<void> {
  clinic.watermark.close();
  await clinic.store.close();
}

export async function profileIn(db: Db): Promise<ClinicProfile | null> {
  const row = await db.selectFrom('clinic').select('profile').executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.profile) as ClinicProfile);
}

/** A log that lost acknowledged rows reads as sound to SQLite; only the mark kept beside it knows better. */
async function assertNothingLost(store: Store, place: WatermarkPlace): Promise<void> {
  const mark = readWatermark(place);
  if (mark === 'missing' || mark === 'unreadable') throw new StoreProblem('LOG_DAMAGED', `mark-${mark}`);
  const head = await store.db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  if ((head?.seq ?? 0) < mark.seq) throw new StoreProblem('LOG_DAMAGED', 'rows-missing', { from: (head?.seq ?? 0) + 1, to: mark.seq });
}

function watermarkPlace(folder: string, secrets: Secrets): WatermarkPlace {
  return { file: join(folder, 'palpate.mark'), key: subkey(secrets.dataKey, 'watermark'), databaseId: secrets.databaseId };
}

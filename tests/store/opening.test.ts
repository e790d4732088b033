import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStoreFile, openForReading, openStore } from '../../main/db/open.ts';
import { assertWritable, type PlaceProbe } from '../../main/db/place.ts';
import { assertSound } from '../../main/db/soundness.ts';
import { classify } from '../../main/db/store-problem.ts';
import { flipBit, newFolder, newKey, newStore, smallDisk, stateOf } from './support.ts';

const canary = 'Wilhelmina Canary-Overbeek';

function fill(store: ReturnType<typeof newStore>['store'], rows: number): void {
  store.raw.exec('CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
  const insert = store.raw.prepare('INSERT INTO people (name) VALUES (?)');
  for (let row = 0; row < rows; row += 1) insert.run(`${canary} ${row}`);
}

/** Runs it and names the driver's error as the host does. */
function attempt(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

describe('a store that is opened', () => {
  it('has every setting it was asked for', () => {
    const { store } = newStore();
    const value = (name: string): unknown => store.raw.pragma(name, { simple: true });
    expect(value('cipher')).toBe('sqlcipher');
    expect(Number(value('legacy'))).toBe(4);
    expect(value('journal_mode')).toBe('wal');
    expect(value('synchronous')).toBe(2);
    expect(value('temp_store')).toBe(2);
    expect(value('recursive_triggers')).toBe(1);
    expect(value('foreign_keys')).toBe(1);
    expect(value('trusted_schema')).toBe(0);
    expect(value('cell_size_check')).toBe(1);
    expect(value('mmap_size')).toBe(0);
    expect(value('busy_timeout')).toBe(5000);
    expect(value('secure_delete')).toBe(1);
  });

  it('for reading only takes nothing in', async () => {
    const { store, file, key } = newStore();
    fill(store, 2);
    await store.close();
    const reader = openStore({ ...key, file, readOnly: true });
    expect(reader.raw.pragma('temp_store', { simple: true })).toBe(2);
    expect(reader.raw.prepare('SELECT count(*) FROM people').pluck().get()).toBe(2);
    expect(await stateOf(() => attempt(() => reader.raw.exec('DELETE FROM people')))).toMatchObject({
      state: 'READ_ONLY',
    });
    await reader.close();
  });

  it('keeps no readable name in the file or in the log', () => {
    const { store, file } = newStore();
    fill(store, 200);
    expect(store.raw.prepare('SELECT count(*) FROM people WHERE name LIKE ?').pluck().get(`${canary}%`)).toBe(
      200,
    );
    const inLog = fs.readFileSync(`${file}-wal`);
    expect(inLog.length).toBeGreaterThan(4096);
    expect(inLog.includes(canary)).toBe(false);
    store.truncateLog();
    const inFile = fs.readFileSync(file);
    expect(inFile.length).toBeGreaterThan(8192);
    expect(inFile.includes(canary)).toBe(false);
    expect(fs.statSync(`${file}-wal`).size).toBe(0);
  });

  it('empties its log when nobody writes for a second', async () => {
    const { store, file } = newStore();
    store.keepLogShort();
    fill(store, 5);
    expect(fs.statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await expect.poll(() => fs.statSync(`${file}-wal`).size, { timeout: 4500, interval: 100 }).toBe(0);
  });

  it('gives the error of a full disk, not the one of the second rollback', async () => {
    const { store } = newStore();
    fill(store, 1);
    store.raw.pragma(`max_page_count = ${Number(store.raw.pragma('page_count', { simple: true })) + 2}`);
    const write = store.db.transaction().execute(async (tx) => {
      for (;;)
        await tx
          .insertInto('people' as never)
          .values({ name: 'x'.repeat(3000) })
          .execute();
    });
    const error = await write.catch((caught: unknown) => caught);
    expect(classify(error, { keyIsRight: true })?.state).toBe('DISK_FULL');
    expect(store.raw.prepare('SELECT count(*) FROM people').pluck().get()).toBe(1);
    store.raw.pragma('max_page_count = 100000');
    store.raw.prepare('INSERT INTO people (name) VALUES (?)').run('room again');
    expect(store.raw.prepare('SELECT count(*) FROM people').pluck().get()).toBe(2);
  });
});

describe('a store is refused', () => {
  it('when the file is in plain text', async () => {
    const file = path.join(newFolder(), 'palpate.db');
    const plain = new Database(file);
    plain.exec('CREATE TABLE people (name TEXT)');
    plain.close();
    expect(await stateOf(() => openStore({ ...newKey(), file }))).toMatchObject({
      state: 'DB_DAMAGED',
      detail: 'plaintext',
    });
  });

  it('when the file is empty: SQLite would take it for a new one', async () => {
    const file = path.join(newFolder(), 'palpate.db');
    fs.writeFileSync(file, '');
    expect(await stateOf(() => openStore({ ...newKey(), file }))).toMatchObject({
      state: 'DB_DAMAGED',
      detail: 'empty-file',
    });
  });

  it('when there is none, and none is made', async () => {
    const file = path.join(newFolder(), 'palpate.db');
    expect((await stateOf(() => openStore({ ...newKey(), file }))).state).toBe('STORE_MISSING');
    expect(fs.existsSync(file)).toBe(false);
  });

  it('when the key is another one', async () => {
    const { file, store } = newStore();
    await store.close();
    expect((await stateOf(() => openStore({ ...newKey(), keyIsRight: false, file }))).state).toBe(
      'KEY_WRONG',
    );
  });

  it('as damaged, not as locked, when the key is known to be right', async () => {
    const { file, key, store } = newStore();
    fill(store, 300);
    await store.close();
    flipBit(file, 2000);
    expect((await stateOf(() => openStore({ ...key, file }))).state).toBe('DB_DAMAGED');
  });

  it('with a note that the head can be mended when only its salt is damaged', async () => {
    const { file, key, store } = newStore();
    await store.close();
    flipBit(file, 3);
    expect(await stateOf(() => openStore({ ...key, file }))).toMatchObject({
      state: 'DB_DAMAGED',
      detail: 'header-salt',
    });
  });

  it.each([
    ['a Windows share', 0xff534d42, ''],
    ['an NFS folder', 0x6969, ''],
    ['a folder over ssh', 0x65735546, 'fuse.sshfs'],
  ])('on %s', async (_place, type, mountType) => {
    const dir = newFolder();
    const probe: PlaceProbe = {
      fileSystemType: () => type,
      mounts: () => `rootfs / ext4 rw 0 0\nhost:/x ${fs.realpathSync(dir)} ${mountType} rw 0 0`,
    };
    const problem = await stateOf(() =>
      createStoreFile({ ...newKey(), file: path.join(dir, 'palpate.db'), probe }),
    );
    expect(problem).toMatchObject({ state: 'BAD_PLACE', detail: 'network' });
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it.each(['fuseblk', 'fuse.gocryptfs'])('is not refused on a local disk driven by %s', (type) => {
    const dir = newFolder();
    const probe: PlaceProbe = {
      fileSystemType: () => 0x65735546,
      mounts: () => `/dev/sdb1 / ${type} rw 0 0`,
    };
    createStoreFile({ ...newKey(), file: path.join(dir, 'palpate.db'), probe });
    expect(fs.existsSync(path.join(dir, 'palpate.db'))).toBe(true);
  });

  it('inside a folder that a cloud service copies behind our back', async () => {
    const dir = path.join(newFolder(), 'OneDrive - Clinic', 'data');
    fs.mkdirSync(dir, { recursive: true });
    const problem = await stateOf(() => createStoreFile({ ...newKey(), file: path.join(dir, 'palpate.db') }));
    expect(problem).toMatchObject({ state: 'BAD_PLACE', detail: 'sync-folder' });
  });

  it('in a folder that cannot be written to', async () => {
    const { file, key, store } = newStore();
    await store.close();
    const disk = smallDisk('size=4m');
    if (disk === null) {
      // Without the right to mount: permission bits bind ordinary users, the kernel's own folder binds root.
      const dir = process.getuid?.() === 0 ? '/sys/kernel' : path.dirname(file);
      if (dir !== '/sys/kernel') fs.chmodSync(dir, 0o500);
      expect((await stateOf(() => assertWritable(dir))).state).toBe('READ_ONLY');
      if (dir !== '/sys/kernel') fs.chmodSync(dir, 0o700);
      return;
    }
    const { execFileSync } = await import('node:child_process');
    fs.copyFileSync(file, path.join(disk, 'palpate.db'));
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect((await stateOf(() => openStore({ ...key, file: path.join(disk, 'palpate.db') }))).state).toBe(
      'READ_ONLY',
    );
    expect(fs.readdirSync(disk)).toEqual(['palpate.db']);
  });
});

describe('damage in the file', () => {
  it('never yields a wrong answer, wherever a bit flips', async () => {
    const { file, key, store } = newStore();
    fill(store, 400);
    await store.close();
    const sound = fs.readFileSync(file);
    const pages = sound.length / 4096;
    const verdicts = { state: 0, silent: 0 };
    for (let page = 0; page < pages; page += 1) {
      const at = page * 4096 + ((page * 1301 + 517) % 4096);
      fs.writeFileSync(file, sound);
      flipBit(file, at, 1 << (page % 8));
      try {
        const raw = openForReading(file, key);
        try {
          assertSound(raw);
          raw.prepare('SELECT id, name FROM people').all();
          verdicts.silent += 1;
        } finally {
          raw.close();
        }
      } catch (error) {
        expect(classify(error, { keyIsRight: true })?.state).toBe('DB_DAMAGED');
        verdicts.state += 1;
      }
    }
    expect(verdicts).toEqual({ state: pages, silent: 0 });
  });

  it('is not called so for a page that fails to read once', async () => {
    const { file, key, store } = newStore();
    fill(store, 3);
    await store.close();
    // The first attempt meets a torn file, the second the sound one.
    const sound = fs.readFileSync(file);
    flipBit(file, 1000);
    let attempts = 0;
    const again = openStore({
      ...key,
      file,
      get key() {
        attempts += 1;
        if (attempts > 2) fs.writeFileSync(file, sound);
        return key.key;
      },
    });
    expect(again.raw.prepare('SELECT count(*) FROM people').pluck().get()).toBe(3);
    await again.close();
  });
});

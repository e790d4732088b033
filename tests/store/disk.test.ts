import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../main/audit/verify.ts';
import { migrate, type Migration } from '../../main/db/migrate.ts';
import { classify } from '../../main/db/store-problem.ts';
import {
  act,
  flipBit,
  founded,
  newStore,
  now,
  opened,
  reopen,
  smallDisk,
  stateOf,
  twoSteps,
} from './support.ts';

it('a full disk stops writing only: acts stay, reading works, writing goes on when there is room', async () => {
  const disk = smallDisk('size=3m');
  const at = await founded(disk ?? undefined);
  const { raw } = at.clinic.store;
  const ballast = path.join(at.dir, 'ballast');
  // Without the right to mount a small disk, SQLite itself is told that there is no more room.
  const fillUp = (): unknown =>
    disk === null
      ? raw.pragma(`max_page_count = ${Number(raw.pragma('page_count', { simple: true })) + 1}`)
      : fs.writeFileSync(
          ballast,
          Buffer.alloc(fs.statfsSync(disk).bavail * fs.statfsSync(disk).bsize - 40_000),
        );
  const makeRoom = (): unknown =>
    disk === null ? raw.pragma('max_page_count = 4294967294') : fs.rmSync(ballast);

  for (let round = 1; round <= 5; round += 1) {
    fillUp();
    let acknowledged = at.clinic.watermark.mark.seq;
    const full = await (async () => {
      for (;;) {
        acknowledged = await act(at, (tx) =>
          tx
            .insertInto('requests')
            .values({
              id: `${round}-${acknowledged}`,
              at: now(),
              actorId: null,
              procedure: 'x',
              inputHash: '0'.repeat(64),
              answer: 'y'.repeat(3000),
            })
            .execute(),
        );
      }
    })().catch((error: unknown) => error);
    expect(classify(full, { keyIsRight: true })?.state).toBe('DISK_FULL');
    expect(await verifyAudit(at.clinic.db, at.secrets.auditKey, at.clinic.watermark.mark)).toMatchObject({
      ok: true,
      rows: acknowledged,
    });
    makeRoom();
    expect(await act(at)).toBe(acknowledged + 1);
  }
  const acknowledged = at.clinic.watermark.mark.seq;
  await at.clinic.close();
  const clinic = await reopen(at);
  expect(clinic.watermark.mark.seq).toBe(acknowledged);
  expect(await verifyAudit(clinic.db, at.secrets.auditKey, clinic.watermark.mark)).toMatchObject({
    ok: true,
  });
  await clinic.close();
});

it(
  'a killed migration leaves the old version or the new one, never one between',
  { timeout: 60_000 },
  async () => {
    const { store, key, file } = newStore();
    const copies = path.join(path.dirname(file), 'copies');
    const grow: Migration = {
      number: 3,
      name: 'grow',
      reason: 'rewrites every row, then adds a table',
      sql: "UPDATE notes SET text = text || ' and more'; CREATE TABLE rooms (id TEXT PRIMARY KEY) STRICT;",
    };
    migrate(store, twoSteps, { key, copies, now, mayBeEmpty: true });
    store.raw.exec(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO notes (text) SELECT 'note ' || i FROM n",
    );
    await store.close();
    const start = fs.readFileSync(file);
    const room = (name: string): string => JSON.stringify(path.resolve(name));
    const script = `
    import { openStore } from ${room('main/db/open.ts')};
    import { migrate } from ${room('main/db/migrate.ts')};
    import { migration } from ${room('main/db/migrations/0001-ledger.ts')};
    const [key, salt] = ${JSON.stringify([key.key.toString('hex'), key.salt?.toString('hex')])}.map((hex) => Buffer.from(hex, 'hex'));
    const store = openStore({ key, salt, keyIsRight: true, file: ${JSON.stringify(file)} });
    console.log('begun');
    migrate(store, [migration, ...${JSON.stringify([twoSteps[1], grow])}], { key: { key, salt }, copies: ${JSON.stringify(copies)}, now: () => 'x', mayBeEmpty: false });
    console.log('done');`;
    const outcomes = { old: 0, new: 0 };
    for (let trial = 0; trial < 10; trial += 1) {
      for (const end of ['-wal', '-shm']) fs.rmSync(file + end, { force: true });
      fs.writeFileSync(file, start);
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(child, 'exit');
      await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), trial * 12);
      await gone;
      const after = opened(file, key);
      const version = after.raw.prepare('SELECT max(number) FROM migrations').pluck().get();
      const [grown, all] = [' and more', ''].map((end) =>
        after.raw.prepare('SELECT count(*) FROM notes WHERE text LIKE ?').pluck().get(`%${end}`),
      );
      const rooms = after.raw
        .prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'rooms'")
        .pluck()
        .get();
      expect(all).toBe(20_000);
      expect([version, grown, rooms]).toEqual(version === 3 ? [3, 20_000, 1] : [2, 0, 0]);
      expect(after.raw.pragma('integrity_check', { simple: true })).toBe('ok');
      outcomes[version === 3 ? 'new' : 'old'] += 1;
      after.raw.close();
    }
    // The first kill comes at once: were it never too early, nothing would have been interrupted.
    expect(outcomes.old).toBeGreaterThan(0);
  },
);

it('a damaged head is mended from the keyring, after everything was copied', async () => {
  const at = await founded();
  await act(at);
  await at.clinic.close();
  flipBit(path.join(at.dir, 'palpate.db'), 5);
  const clinic = await reopen(at);
  expect(clinic.watermark.mark.seq).toBe(1);
  await clinic.close();
  expect(fs.readdirSync(path.join(at.dir, 'quarantine'))).toHaveLength(1);
});

it('a head that cannot be mended is put into quarantine and said to be damaged', async () => {
  const at = await founded();
  await at.clinic.close();
  flipBit(path.join(at.dir, 'palpate.db'), 5);
  flipBit(path.join(at.dir, 'palpate.db'), 500);
  expect((await stateOf(() => reopen(at))).state).toBe('DB_DAMAGED');
  expect(fs.readdirSync(path.join(at.dir, 'quarantine'))).toHaveLength(1);
});

it('a clinic whose store is gone is not begun anew', async () => {
  const at = await founded();
  await at.clinic.close();
  fs.rmSync(path.join(at.dir, 'palpate.db'));
  expect((await stateOf(() => reopen(at))).state).toBe('STORE_MISSING');
  expect(fs.existsSync(path.join(at.dir, 'palpate.db'))).toBe(false);
});

it('damage that only shows while a clinic opens is copied before the connection closes', async () => {
  const at = await founded();
  for (let turn = 0; turn < 40; turn += 1) await act(at);
  await at.clinic.close();
  const file = path.join(at.dir, 'palpate.db');
  for (let page = 2; page < fs.statSync(file).size / 4096; page += 1) flipBit(file, page * 4096 + 100);
  const problem = await stateOf(() => reopen(at));
  expect(problem.state).toBe('DB_DAMAGED');
  expect(fs.readdirSync(path.join(at.dir, 'quarantine'))).toEqual([problem.data['quarantine']]);
});

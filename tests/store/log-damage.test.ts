import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../main/audit/verify.ts';
import { acceptLogLoss } from '../../main/db/repair.ts';
import { openWithWords } from '../../main/keys/keyring.ts';
import {
  act,
  flipBit,
  founded,
  type Founded,
  now,
  reopen,
  snapshot,
  stateOf,
  thorough,
  twoSteps,
} from './support.ts';

/** The folder as it lies there after a power cut: rows in the log, none of them in the file. */
async function interrupted(acts: number): Promise<Founded> {
  const at = await founded();
  at.clinic.store.truncateLog();
  at.clinic.store.raw.pragma('wal_autocheckpoint = 0');
  for (let turn = 0; turn < acts; turn += 1) await act(at);
  const dir = snapshot(at.dir);
  await at.clinic.close();
  return { ...at, dir };
}

/** A generator with a seed, so that a failing case can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a log that was damaged', () => {
  it(
    'is sound to SQLite and still noticed, wherever a bit flips in it',
    { timeout: 60_000 * thorough },
    async () => {
      const at = await interrupted(30);
      const log = path.join(at.dir, 'palpate.db-wal');
      const sound = fs.readFileSync(log);
      const file = fs.readFileSync(path.join(at.dir, 'palpate.db'));
      const next = numbers(20261122);
      for (let trial = 0; trial < 60 * thorough; trial += 1) {
        const position = trial < 40 ? trial : next(sound.length);
        fs.writeFileSync(path.join(at.dir, 'palpate.db'), file);
        fs.rmSync(path.join(at.dir, 'palpate.db-shm'), { force: true });
        fs.writeFileSync(log, sound);
        flipBit(log, position, 1 << next(8));
        const problem = await stateOf(() => reopen(at));
        expect(problem.state, `byte ${position}`).toMatch(/LOG_DAMAGED/);
      }
    },
  );

  it('is noticed wherever it was cut off', { timeout: 60_000 * thorough }, async () => {
    const at = await interrupted(30);
    const log = path.join(at.dir, 'palpate.db-wal');
    const sound = fs.readFileSync(log);
    const file = fs.readFileSync(path.join(at.dir, 'palpate.db'));
    const next = numbers(7);
    for (let trial = 0; trial < 40 * thorough; trial += 1) {
      const length = trial === 0 ? 0 : next(sound.length - 1);
      fs.writeFileSync(path.join(at.dir, 'palpate.db'), file);
      fs.rmSync(path.join(at.dir, 'palpate.db-shm'), { force: true });
      fs.writeFileSync(log, sound.subarray(0, length));
      expect((await stateOf(() => reopen(at))).state, `cut at ${length}`).toBe('LOG_DAMAGED');
    }
  });

  it('is copied before anything else happens, and once for one finding', async () => {
    const at = await interrupted(10);
    const log = path.join(at.dir, 'palpate.db-wal');
    fs.truncateSync(log, fs.statSync(log).size - 9000);
    const [file, rest] = [fs.readFileSync(path.join(at.dir, 'palpate.db')), fs.readFileSync(log)];
    const problem = await stateOf(() => reopen(at));
    expect(problem.data).toMatchObject({ lastAcknowledged: 10, quarantine: expect.any(String) });
    const copies = path.join(at.dir, 'quarantine', String(problem.data['quarantine']));
    expect(fs.readFileSync(path.join(copies, 'palpate.db')).equals(file)).toBe(true);
    expect(fs.readFileSync(path.join(copies, 'palpate.db-wal')).equals(rest)).toBe(true);
    expect(fs.existsSync(path.join(copies, 'keyring.json'))).toBe(true);
    await stateOf(() => reopen(at));
    expect(fs.readdirSync(path.join(at.dir, 'quarantine'))).toHaveLength(1);
  });

  it('can be gone on from when the owner accepts the loss, and the copies stay', async () => {
    const at = await interrupted(10);
    const log = path.join(at.dir, 'palpate.db-wal');
    fs.truncateSync(log, fs.statSync(log).size - 9000);
    const lost = await stateOf(() => reopen(at));
    await acceptLogLoss({ dir: at.dir, secrets: at.secrets, now });
    const clinic = await reopen(at);
    expect(clinic.watermark.mark.seq).toBe(lost.data['lastFound']);
    expect(await verifyAudit(clinic.db, at.secrets.auditKey, clinic.watermark.mark)).toMatchObject({
      ok: true,
    });
    await clinic.close();
    expect(fs.readdirSync(path.join(at.dir, 'quarantine'))).toHaveLength(1);
  });

  it('is also seen when the whole folder but its mark is put back to an earlier day', async () => {
    const at = await founded();
    await act(at);
    const earlier = snapshot(at.dir);
    await act(at);
    await at.clinic.close();
    fs.copyFileSync(path.join(at.dir, 'palpate.mark'), path.join(earlier, 'palpate.mark'));
    expect(await stateOf(() => reopen({ ...at, dir: earlier }))).toMatchObject({
      state: 'LOG_DAMAGED',
      detail: 'cut',
    });
  });

  it('cannot be told from a sound one without the mark, and that is said', async () => {
    const at = await founded();
    await act(at);
    await at.clinic.close();
    const mark = path.join(at.dir, 'palpate.mark');
    const sound = fs.readFileSync(mark);
    fs.rmSync(mark);
    expect(await stateOf(() => reopen(at))).toMatchObject({
      state: 'LOG_DAMAGED',
      detail: 'watermark-missing',
    });
    fs.writeFileSync(mark, Buffer.alloc(64, 1));
    expect(await stateOf(() => reopen(at))).toMatchObject({
      state: 'LOG_DAMAGED',
      detail: 'watermark-unreadable',
    });
    fs.writeFileSync(mark, sound);
    await (await reopen(at)).close();
  });
});

describe('a log that is sound', () => {
  it('raises no alarm when one of the two slots of the mark is torn', async () => {
    const at = await founded();
    for (let turn = 0; turn < 5; turn += 1) await act(at);
    await at.clinic.close();
    const mark = path.join(at.dir, 'palpate.mark');
    const sound = fs.readFileSync(mark);
    for (let byte = 0; byte < 64; byte += 1) {
      fs.writeFileSync(mark, sound);
      flipBit(mark, byte);
      const clinic = await reopen(at);
      expect(clinic.watermark.mark.seq).toBeGreaterThanOrEqual(4);
      await clinic.close();
    }
  });

  it(
    'keeps every acknowledged act and raises no alarm, however often the process is killed',
    { timeout: 120_000 * thorough },
    async () => {
      const at = await founded();
      await at.clinic.close();
      const next = numbers(1311);
      let acknowledged = 0;
      for (let kill = 0; kill < 12 * thorough; kill += 1) {
        acknowledged = Math.max(acknowledged, await writeUntilKilled(at, 3 + next(60)));
        const clinic = await reopen(at);
        const verdict = await verifyAudit(clinic.db, at.secrets.auditKey, clinic.watermark.mark);
        expect(verdict).toMatchObject({ ok: true });
        expect(verdict.rows).toBeGreaterThanOrEqual(acknowledged);
        const notices = clinic.store.raw.prepare('SELECT count(*) FROM changes').pluck().get();
        expect(notices).toBe(verdict.rows);
        // Half of the restarts leave the log as it is, so that the next kill meets a longer one.
        if (kill % 2 === 0) await clinic.close();
        else clinic.store.raw.close();
      }
      expect(acknowledged).toBeGreaterThan(30);
    },
  );

  it('opens with the words alone when the folder is carried to another computer', async () => {
    const at = await founded();
    await act(at);
    await at.clinic.close();
    const dir = snapshot(at.dir);
    const clinic = await reopen({ dir, secrets: await openWithWords(dir, at.words.join(' ')) });
    expect(clinic.watermark.mark.seq).toBe(1);
    await clinic.close();
  });
});

/** Another process writes as the host does and reports each acknowledged number; it is killed in the midst of it. */
async function writeUntilKilled({ dir, secrets }: Founded, acks: number): Promise<number> {
  const room = (name: string): string => JSON.stringify(path.resolve(name));
  const script = `
    import { createPrivateKey, createPublicKey } from 'node:crypto';
    import { openClinicStore } from ${room('main/db/clinic-store.ts')};
    import { appendAudit } from ${room('main/audit/append.ts')};
    import { announce } from ${room('main/changes/feed.ts')};
    import { migration } from ${room('main/db/migrations/0001-ledger.ts')};
    const sent = JSON.parse(process.env.SECRETS);
    const bytes = (text) => Buffer.from(text, 'base64');
    const privateKey = createPrivateKey({ key: bytes(sent.signing), format: 'der', type: 'pkcs8' });
    const secrets = { databaseId: sent.databaseId, dataKey: bytes(sent.dataKey), pageSalt: bytes(sent.pageSalt),
      auditKey: bytes(sent.auditKey), signing: { privateKey, publicKey: createPublicKey(privateKey) } };
    const now = () => '2026-11-22T09:30:00.000Z';
    const migrations = [migration, ${JSON.stringify(twoSteps[1])}];
    const clinic = await openClinicStore({ dir: sent.dir, secrets, migrations, now });
    for (;;) {
      const head = await clinic.db.transaction().execute(async (tx) => {
        await announce(tx, { topic: 'patients', entityId: 'patient-1' });
        return appendAudit(tx, { at: now(), zoneOffset: 0, actorId: null, roles: [], action: 'U', procedure: 'x', outcome: 'done' }, secrets.auditKey);
      });
      clinic.watermark.advance(head.seq, head.mac);
      process.stdout.write(head.seq + '\\n');
    }`;
  const sent = {
    dir,
    databaseId: secrets.databaseId,
    dataKey: secrets.dataKey.toString('base64'),
    pageSalt: secrets.pageSalt.toString('base64'),
    auditKey: secrets.auditKey.toString('base64'),
    signing: secrets.signing.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SECRETS: JSON.stringify(sent) },
  });
  const gone = once(child, 'exit');
  let last = 0;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    count += 1;
    if (count === acks) child.kill('SIGKILL');
  }
  await gone;
  return last;
}

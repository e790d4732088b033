import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { Host, type HostOptions } from '../../main/clinic/upkeep/host.ts';
import { storeKey } from '../../main/db/folder.ts';
import { openStore, type Raw } from '../../main/db/open.ts';
import { openWithWords, type OsKeychain } from '../../main/keys/keyring.ts';
import type { Api } from '../../shared/contract/index.ts';
import { harbourClinic, newClinic, reference, resources, windowOf, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { refusalOf } from '../support/refused.ts';
import { flipBit, newFolder, smallDisk } from '../store/support.ts';

let clinic: Clinic | null = null;
afterEach(async () => {
  await clinic?.close();
  clinic = null;
});

const stranger = {
  profile: harbourClinic,
  owner: {
    userName: 'eve',
    displayName: 'Eve',
    title: '',
    treats: false,
    password: 'a kettle and a lamp post 7',
  },
};
const cheapWords = { name: 'argon2id', memoryKiB: 8192, passes: 1, lanes: 1 } as const;

/** A clinic that was closed in order; `leave` harms its folder before it is opened again. */
async function closedClinic(): Promise<{ folder: string; words: string[] }> {
  clinic = await newClinic();
  await clinic.host.close();
  return clinic;
}

/** A program that starts on the folder, and a window in which nobody has signed in. */
async function start(folder: string, more: Partial<HostOptions> = {}): Promise<{ host: Host; api: Api }> {
  const host = new Host({
    folder,
    door: 'browser',
    reference,
    resources,
    appVersion: '0.0.0',
    wordsCost: cheapWords,
    ...more,
  });
  onTestFinished(() => host.close());
  await host.start();
  return { host, api: windowOf(host) };
}

/** Names and content of what a clinic is made of; evidence, lock and scratch are not part of it. */
function contentOf(folder: string): Record<string, string> {
  const names = fs
    .readdirSync(folder)
    .filter((name) => /^(palpate\.(db|mark)|keyring)/.test(name) && !/-(wal|shm)$/.test(name));
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(fs.readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  );
}

/** The state is named, nothing can be founded over it, nobody can sign in, and the folder is as it was. */
async function expectNamed(
  api: Api,
  folder: string,
  state: string,
  before: Record<string, string>,
): Promise<void> {
  expect((await api.upkeep.state()).state).toBe(state);
  expect((await refusalOf(api.upkeep.foundClinic(stranger))).code).toBe('ALREADY_FOUNDED');
  expect(
    await refusalOf(api.session.signIn({ userName: 'nomsa', password: passwordOf('nomsa') })),
  ).toMatchObject({
    code: 'STORE_CLOSED',
    data: { state },
  });
  expect((await api.upkeep.state()).state).toBe(state);
  expect(contentOf(folder)).toEqual(before);
}

/** Opens the closed store as an expert with the words would, and lets it go again. */
async function tamper(folder: string, words: string[], change: (raw: Raw) => void): Promise<void> {
  const store = openStore({
    ...storeKey(await openWithWords(folder, words.join(' '))),
    file: path.join(folder, 'palpate.db'),
  });
  change(store.raw);
  await store.close();
}

const absent: OsKeychain = {
  available: async () => true,
  wrap: async (bytes) => Buffer.from(bytes).toReversed(),
  unwrap: async () => {
    throw new Error('the keyring of the desktop is locked');
  },
};

describe('a clinic that will not open', () => {
  it('asks for the words, refuses wrong ones, and opens with the right ones', async () => {
    const { folder, words } = await closedClinic();
    const { api } = await start(folder);
    await expectNamed(api, folder, 'WORDS_NEEDED', contentOf(folder));
    const mixed = words.toReversed();
    const wrong = await refusalOf(api.upkeep.openWithWords({ words: mixed }));
    expect(wrong.code).toBe('WORDS_WRONG');
    const mistyped = await refusalOf(api.upkeep.openWithWords({ words: words.with(3, 'qwertz') }));
    expect(mistyped).toEqual({ code: 'WORDS_WRONG', data: { unknownWords: [4], problem: 'unknown-word' } });
    expect((await api.upkeep.state()).state).toBe('WORDS_NEEDED');
    expect((await api.upkeep.openWithWords({ words })).state).toBe('OPEN');
    await api.session.signIn({ userName: 'nomsa', password: passwordOf('nomsa') });
  });

  it('says that the key store of the computer does not answer, and the words still open it', async () => {
    const folder = newFolder();
    const keychain: OsKeychain = { ...absent, unwrap: async (bytes) => Buffer.from(bytes).toReversed() };
    const first = await start(folder, { keychain });
    const { words } = await first.api.upkeep.foundClinic(stranger);
    await first.host.close();
    const { api } = await start(folder, { keychain: absent });
    await expectNamed(api, folder, 'KEY_UNAVAILABLE', contentOf(folder));
    expect((await api.upkeep.openWithWords({ words })).state).toBe('OPEN');
  });

  it('says that the key is another one', async () => {
    const folder = newFolder();
    const first = await start(folder, { demo: true });
    await first.api.upkeep.foundClinic(stranger);
    await first.host.close();
    const key = path.join(folder, 'demo-key.txt');
    fs.writeFileSync(key, fs.readFileSync(key, 'utf8').replace(/[0-9a-f]{64}/, 'ab'.repeat(32)));
    const { api } = await start(folder);
    await expectNamed(api, folder, 'KEY_WRONG', contentOf(folder));
  });

  it('says that the keyring is missing, and comes back with it', async () => {
    const { folder } = await closedClinic();
    const kept = fs.readFileSync(path.join(folder, 'keyring.json'));
    for (const name of ['keyring.json', 'keyring.backup.json'])
      fs.rmSync(path.join(folder, name), { force: true });
    const { api } = await start(folder);
    await expectNamed(api, folder, 'KEYRING_MISSING', contentOf(folder));
    fs.writeFileSync(path.join(folder, 'keyring.json'), kept);
    expect((await api.upkeep.tryAgain()).state).toBe('WORDS_NEEDED');
  });

  it('says that the records are not there, and begins none', async () => {
    const { folder, words } = await closedClinic();
    fs.rmSync(path.join(folder, 'palpate.db'));
    const { api } = await start(folder);
    const before = contentOf(folder);
    await api.upkeep.openWithWords({ words });
    await expectNamed(api, folder, 'STORE_MISSING', before);
    expect(fs.existsSync(path.join(folder, 'palpate.db'))).toBe(false);
  });

  it('says that a page is damaged, and keeps copies', async () => {
    const { folder, words } = await closedClinic();
    const file = path.join(folder, 'palpate.db');
    for (let page = 1; page < fs.statSync(file).size / 4096; page += 1) flipBit(file, page * 4096 + 700);
    const { api } = await start(folder);
    const before = contentOf(folder);
    await api.upkeep.openWithWords({ words });
    await expectNamed(api, folder, 'DB_DAMAGED', before);
    expect(fs.readdirSync(path.join(folder, 'quarantine'))).toHaveLength(1);
  });

  it('says that a gate was taken out of the schema', async () => {
    const { folder, words } = await closedClinic();
    await tamper(folder, words, (raw) => {
      const [gate] = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .pluck()
        .all() as string[];
      raw.exec(`DROP TRIGGER "${gate}"`);
    });
    const { api } = await start(folder);
    const before = contentOf(folder);
    await api.upkeep.openWithWords({ words });
    await expectNamed(api, folder, 'DB_DAMAGED', before);
    expect((await api.upkeep.state()).detail).toBe('schema');
  });

  it('says that a later version has written it', async () => {
    const { folder, words } = await closedClinic();
    await tamper(folder, words, (raw) =>
      raw.exec("INSERT INTO migrations VALUES (9999, 'recall', 'x', '2027-01-01')"),
    );
    const { api } = await start(folder);
    const before = contentOf(folder);
    await api.upkeep.openWithWords({ words });
    await expectNamed(api, folder, 'NEWER_SCHEMA', before);
    expect((await api.upkeep.state()).detail).toBe('9999-recall');
  });

  it('says that a step of the schema is not the one that was applied', async () => {
    const { folder, words } = await closedClinic();
    await tamper(folder, words, (raw) => raw.exec("UPDATE migrations SET sha256 = 'other' WHERE number = 2"));
    const { api } = await start(folder);
    const before = contentOf(folder);
    await api.upkeep.openWithWords({ words });
    await expectNamed(api, folder, 'MIGRATION_FAILED', before);
  });

  it('says that another program has it, and leaves that one alone', async () => {
    clinic = await newClinic();
    const { folder } = clinic;
    const { host } = await start(folder);
    const api = windowOf(host);
    expect((await api.upkeep.state()).state).toBe('IN_USE');
    expect((await refusalOf(api.upkeep.foundClinic(stranger))).code).toBe('ALREADY_FOUNDED');
    await (await clinic.as('rosa')).patients.recent();
  });

  it('says that a folder which a cloud service copies is no place, before anything is made', async () => {
    const folder = path.join(newFolder(), 'Dropbox', 'clinic');
    const { api } = await start(folder);
    expect((await api.upkeep.state()).state).toBe('BAD_PLACE');
    expect((await refusalOf(api.upkeep.foundClinic(stranger))).code).toBe('ALREADY_FOUNDED');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('says that the folder cannot be written to, and opens when it can', async () => {
    const disk = smallDisk('size=16m');
    if (disk === null) {
      // Without the right to mount: the kernel's own folder takes nothing from anybody.
      const { api } = await start('/sys/kernel/palpate');
      expect((await api.upkeep.state()).state).toBe('READ_ONLY');
      expect((await refusalOf(api.upkeep.foundClinic(stranger))).code).toBe('ALREADY_FOUNDED');
      return;
    }
    const { folder, words } = await closedClinic();
    fs.cpSync(folder, disk, { recursive: true });
    const { execFileSync } = await import('node:child_process');
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const { api } = await start(disk);
    await expectNamed(api, disk, 'READ_ONLY', contentOf(disk));
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    expect((await api.upkeep.tryAgain()).state).toBe('WORDS_NEEDED');
    expect((await api.upkeep.openWithWords({ words })).state).toBe('OPEN');
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeyring, saveKeyring } from '../../main/keys/keyring-file.ts';
import {
  changeWords,
  createKeyring,
  markInUse,
  openWithDemoKey,
  openWithKeychain,
  openWithWords,
  type OsKeychain,
  recoveryCost,
  rewrapForKeychain,
  waysIn,
} from '../../main/keys/keyring.ts';
import { testCryptography } from '../../main/keys/self-test.ts';
import { readWords, WordsWrong } from '../../main/keys/words.ts';
import { cheap, flipBit, newFolder, stateOf } from './support.ts';

/** A keychain in memory: what it wraps, only it unwraps. */
function keychain(secret = 0x5a): OsKeychain & { locked: boolean } {
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ secret);
  const chain = {
    locked: false,
    available: async () => true,
    wrap: async (bytes: Uint8Array) => turn(bytes),
    unwrap: async (bytes: Uint8Array) => {
      if (chain.locked) throw new Error('the collection is locked');
      return turn(bytes);
    },
  };
  return chain;
}

async function refusedWords(action: () => Promise<unknown>): Promise<WordsWrong> {
  const error = await action().catch((caught: unknown) => caught);
  if (!(error instanceof WordsWrong)) throw error;
  return error;
}

describe('recovery words', () => {
  it('open the clinic again, with the cost that a real clinic pays', { timeout: 30_000 }, async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir);
    expect(words).toHaveLength(12);
    expect(recoveryCost).toEqual({ name: 'argon2id', memoryKiB: 256 * 1024, passes: 3, lanes: 1 });
    const again = await openWithWords(dir, words.join(' '));
    expect(again.dataKey.equals(secrets.dataKey)).toBe(true);
    expect(again.auditKey.equals(secrets.auditKey)).toBe(true);
    expect(again.pageSalt.equals(secrets.pageSalt)).toBe(true);
    expect(again.signing.publicKey.equals(secrets.signing.publicKey)).toBe(true);
  });

  it('are read as people type them', async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir, { cost: cheap });
    const typed = words.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join(' ,\n ');
    expect((await openWithWords(dir, `  ${typed} `)).dataKey.equals(secrets.dataKey)).toBe(true);
  });

  it('that are mistyped are named by their place', async () => {
    const dir = newFolder();
    const { words } = await createKeyring(dir, { cost: cheap });
    const typed = words.with(2, 'tendon').with(10, 'palpaet').join(' ');
    expect(await refusedWords(() => openWithWords(dir, typed))).toMatchObject({
      problem: 'unknown-word',
      unknownWords: [3, 11],
    });
  });

  it('that are too few are counted', async () => {
    const dir = newFolder();
    const { words } = await createKeyring(dir, { cost: cheap });
    expect((await refusedWords(() => openWithWords(dir, words.slice(1).join(' ')))).problem).toBe('count');
    expect((await refusedWords(() => openWithWords(dir, ''))).problem).toBe('count');
  });

  it('in another order fail their checksum before any key is tried', () => {
    const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');
    expect(readWords(words.join(' '))).toBe(words.join(' '));
    expect(() => readWords(words.toReversed().join(' '))).toThrow(WordsWrong);
  });

  it('of another clinic open nothing', async () => {
    const [mine, other] = [newFolder(), newFolder()];
    await createKeyring(mine, { cost: cheap });
    const { words } = await createKeyring(other, { cost: cheap });
    expect((await refusedWords(() => openWithWords(mine, words.join(' ')))).problem).toBe('wrong');
  });

  it('that were changed replace the old ones and leave the data key as it is', async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir, { cost: cheap });
    const fresh = await changeWords(dir, secrets, cheap);
    expect((await openWithWords(dir, fresh.join(' '))).dataKey.equals(secrets.dataKey)).toBe(true);
    expect((await refusedWords(() => openWithWords(dir, words.join(' ')))).problem).toBe('wrong');
  });

  it('stand nowhere in the folder, and neither does the data key', async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir, { cost: cheap, os: keychain() });
    for (const name of fs.readdirSync(dir)) {
      const content = fs.readFileSync(path.join(dir, name), 'utf8');
      expect(content).not.toContain(words.slice(0, 2).join(' '));
      expect(content).not.toContain(secrets.dataKey.toString('base64'));
      expect(content).not.toContain(secrets.auditKey.toString('base64'));
    }
  });
});

describe('the keychain of the system', () => {
  it('opens the clinic without words', async () => {
    const dir = newFolder();
    const os = keychain();
    const { secrets } = await createKeyring(dir, { cost: cheap, os });
    expect(waysIn(dir)).toEqual(['recovery', 'os']);
    expect((await openWithKeychain(dir, os)).dataKey.equals(secrets.dataKey)).toBe(true);
  });

  it('may be lost: the words open, and the new keychain gets the key', async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir, { cost: cheap, os: keychain(0x11) });
    const fresh = keychain(0x22);
    expect((await stateOf(() => openWithKeychain(dir, fresh))).state).toBe('KEY_WRONG');
    await rewrapForKeychain(dir, await openWithWords(dir, words.join(' ')), fresh);
    expect((await openWithKeychain(dir, fresh)).dataKey.equals(secrets.dataKey)).toBe(true);
  });

  it('that is locked, absent or was never given the key is said to be unavailable', async () => {
    const dir = newFolder();
    const os = keychain();
    const { secrets } = await createKeyring(dir, { cost: cheap });
    expect(await stateOf(() => openWithKeychain(dir, os))).toMatchObject({
      state: 'KEY_UNAVAILABLE',
      detail: 'no-os-key',
    });
    await rewrapForKeychain(dir, secrets, os);
    os.locked = true;
    expect(await stateOf(() => openWithKeychain(dir, os))).toMatchObject({
      state: 'KEY_UNAVAILABLE',
      detail: 'keychain-refused',
    });
    const absent = { ...os, available: async () => false };
    expect(await stateOf(() => openWithKeychain(dir, absent))).toMatchObject({
      state: 'KEY_UNAVAILABLE',
      detail: 'keychain-absent',
    });
  });

  it('is never given the key of another clinic', async () => {
    const [mine, other] = [newFolder(), newFolder()];
    await createKeyring(mine, { cost: cheap });
    const { secrets } = await createKeyring(other, { cost: cheap });
    expect((await stateOf(() => rewrapForKeychain(mine, secrets, keychain()))).state).toBe('KEY_WRONG');
  });
});

describe('the key file of a demonstration', () => {
  it('opens its clinic and says in plain words what it is', async () => {
    const dir = newFolder();
    const { secrets } = await createKeyring(dir, { cost: cheap, demo: true });
    expect(openWithDemoKey(dir).dataKey.equals(secrets.dataKey)).toBe(true);
    expect(fs.readFileSync(path.join(dir, 'demo-key.txt'), 'utf8')).toMatch(/demonstration and tests only/);
    fs.rmSync(path.join(dir, 'demo-key.txt'));
    expect((await stateOf(() => openWithDemoKey(dir))).state).toBe('KEY_UNAVAILABLE');
  });

  it('exists only where a demonstration was asked for', async () => {
    const dir = newFolder();
    await createKeyring(dir, { cost: cheap });
    expect(fs.existsSync(path.join(dir, 'demo-key.txt'))).toBe(false);
    expect((await stateOf(() => openWithDemoKey(dir))).state).toBe('KEY_UNAVAILABLE');
  });
});

describe('the keyring file', () => {
  it('is read from its second copy when the first is damaged, and mended', async () => {
    const dir = newFolder();
    const { secrets, words } = await createKeyring(dir, { cost: cheap });
    flipBit(path.join(dir, 'keyring.json'), 300);
    expect((await openWithWords(dir, words.join(' '))).dataKey.equals(secrets.dataKey)).toBe(true);
    fs.rmSync(path.join(dir, 'keyring.backup.json'));
    expect((await openWithWords(dir, words.join(' '))).dataKey.equals(secrets.dataKey)).toBe(true);
    expect(fs.existsSync(path.join(dir, 'keyring.backup.json'))).toBe(true);
  });

  it('is recognised as damaged wherever a bit flips', async () => {
    const dir = newFolder();
    await createKeyring(dir, { cost: cheap });
    fs.rmSync(path.join(dir, 'keyring.backup.json'));
    const file = path.join(dir, 'keyring.json');
    const sound = fs.readFileSync(file);
    const meaning = JSON.stringify(readKeyring(dir));
    for (let at = 0; at < sound.length; at += 7) {
      fs.writeFileSync(file, sound);
      flipBit(file, at, 1);
      let read = meaning;
      try {
        read = JSON.stringify(readKeyring(dir));
      } catch (error) {
        expect(error).toMatchObject({ state: expect.stringMatching(/KEYRING_MISSING|NEWER_SCHEMA/) });
      }
      // A flip in the white space between two fields changes nothing that is read.
      expect(read).toBe(meaning);
    }
  });

  it('that is missing, unreadable or newer is said to be so', async () => {
    const dir = newFolder();
    expect(await stateOf(() => readKeyring(dir))).toMatchObject({
      state: 'KEYRING_MISSING',
      detail: 'missing',
    });
    fs.writeFileSync(path.join(dir, 'keyring.json'), '{"half":');
    expect(await stateOf(() => readKeyring(dir))).toMatchObject({
      state: 'KEYRING_MISSING',
      detail: 'unreadable',
    });
    fs.writeFileSync(path.join(dir, 'keyring.json'), '{"format":"palpate-keyring","version":2}');
    expect(await stateOf(() => readKeyring(dir))).toMatchObject({ state: 'NEWER_SCHEMA', detail: 'keyring' });
  });

  it('counts in its newer copy when a crash came between the two', async () => {
    const dir = newFolder();
    await createKeyring(dir, { cost: cheap });
    const older = fs.readFileSync(path.join(dir, 'keyring.backup.json'));
    const keyring = readKeyring(dir);
    saveKeyring(dir, { ...keyring, generation: keyring.generation + 1, status: 'in-use' });
    fs.writeFileSync(path.join(dir, 'keyring.backup.json'), older);
    expect(readKeyring(dir).status).toBe('in-use');
  });

  it('of a working clinic is never made anew', async () => {
    const dir = newFolder();
    await createKeyring(dir, { cost: cheap });
    await createKeyring(dir, { cost: cheap });
    markInUse(dir);
    await expect(createKeyring(dir, { cost: cheap })).rejects.toThrow(/already has a keyring/);
  });

  it('can be read by its owner only', { skip: process.platform === 'win32' }, async () => {
    const dir = newFolder();
    await createKeyring(dir, { cost: cheap, demo: true });
    for (const name of fs.readdirSync(dir)) expect(fs.statSync(path.join(dir, name)).mode & 0o077).toBe(0);
  });
});

it('finds every primitive of this runtime as the published vectors have it', () => {
  expect(testCryptography).not.toThrow();
});

import { hashRaw } from '@node-rs/argon2';
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { v4 } from 'uuid';
import { StoreProblem } from '../db/store-problem.ts';
import { readDemoKey, writeDemoKey } from './demo-key.ts';
import {
  hasKeyring,
  type Keyring,
  needsMending,
  readKeyring,
  saveKeyring,
  type Stretching,
  type Wrap,
} from './keyring-file.ts';
import { seal, subkey, unseal } from './sealing.ts';
import { testCryptography } from './self-test.ts';
import { newWords, readWords, WordsWrong } from './words.ts';

/** The operating system's store of secrets, as Electron's `safeStorage` offers it. */
export interface OsKeychain {
  available(): Promise<boolean>;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Everything that an open clinic needs to read, prove and sign. Never leaves the main process. */
export interface Secrets {
  databaseId: string;
  dataKey: Buffer;
  pageSalt: Buffer;
  auditKey: Buffer;
  signing: { privateKey: KeyObject; publicKey: KeyObject };
}

/** 256 MiB and three passes: 0.7 s on a clinic's PC, years per word list for whoever has the file. */
export const recoveryCost: Stretching = { name: 'argon2id', memoryKiB: 262_144, passes: 3, lanes: 1 };

/** Makes the keys of a new clinic. The words are returned once and kept nowhere. */
export async function createKeyring(
  dir: string,
  options: { os?: OsKeychain; demo?: boolean; cost?: Stretching; now?: () => string } = {},
): Promise<{ secrets: Secrets; words: string[] }> {
  // A keyring whose store never came to be protects nothing and may be made anew.
  if (hasKeyring(dir) && readKeyring(dir).status === 'in-use')
    throw new Error('This folder already has a keyring');
  testCryptography();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const secrets: Secrets = {
    databaseId: v4(),
    dataKey: randomBytes(32),
    pageSalt: randomBytes(16),
    auditKey: randomBytes(32),
    signing: { privateKey, publicKey },
  };
  const words = newWords();
  const { databaseId, dataKey } = secrets;
  const wraps: Wrap[] = [
    await wrapForWords(databaseId, dataKey, words.join(' '), options.cost ?? recoveryCost),
  ];
  if (options.os !== undefined) wraps.push(await wrapForKeychain(dataKey, options.os));
  if (options.demo === true) wraps.push(wrapForDemo(dir, databaseId, dataKey));
  saveKeyring(dir, {
    format: 'palpate-keyring',
    version: 1,
    generation: 1,
    databaseId,
    createdAt: (options.now ?? (() => new Date().toISOString()))(),
    status: 'new',
    keyCheck: keyCheckOf(databaseId, dataKey).toString('base64'),
    pageSalt: secrets.pageSalt.toString('base64'),
    secrets: sealSecrets(secrets),
    wraps,
  });
  return { secrets, words };
}

/** @throws WordsWrong when they are mistyped or another clinic's. */
export async function openWithWords(dir: string, typed: string): Promise<Secrets> {
  const phrase = readWords(typed);
  const keyring = readKeyring(dir);
  const wrap = wrapOf(keyring, 'recovery');
  const wordKey = await stretch(phrase, Buffer.from(wrap.salt, 'base64'), wrap.stretching);
  const dataKey = unseal(wordKey, wrap.box, boundTo(keyring.databaseId, 'recovery'));
  if (dataKey === null) throw new WordsWrong('wrong');
  return secretsOf(dir, keyring, dataKey);
}

/** @throws StoreProblem KEY_UNAVAILABLE when the keychain is absent, locked, changed, or was never given the key. */
export async function openWithKeychain(dir: string, os: OsKeychain): Promise<Secrets> {
  const keyring = readKeyring(dir);
  const wrap = wrapOf(keyring, 'os');
  let dataKey: Uint8Array;
  try {
    if (!(await os.available())) throw new StoreProblem('KEY_UNAVAILABLE', 'keychain-absent');
    dataKey = await os.unwrap(Buffer.from(wrap.data, 'base64'));
  } catch (error) {
    if (error instanceof StoreProblem) throw error;
    throw new StoreProblem('KEY_UNAVAILABLE', 'keychain-refused', {}, error);
  }
  return secretsOf(dir, keyring, Buffer.from(dataKey));
}

/** For demonstration and tests: the key lies readable beside the store. */
export function openWithDemoKey(dir: string): Secrets {
  const keyring = readKeyring(dir);
  const wrap = wrapOf(keyring, 'demo');
  const dataKey = unseal(readDemoKey(dir), wrap.box, boundTo(keyring.databaseId, 'demo'));
  if (dataKey === null) throw new StoreProblem('KEY_WRONG', 'demo-key');
  return secretsOf(dir, keyring, dataKey);
}

/** The keys that this keyring can be opened with. */
export function waysIn(dir: string): Wrap['type'][] {
  return readKeyring(dir).wraps.map((wrap) => wrap.type);
}

/** Gives the key to the keychain (again), after the words have opened what it could not. */
export async function rewrapForKeychain(dir: string, secrets: Secrets, os: OsKeychain): Promise<void> {
  replaceWrap(dir, secrets, await wrapForKeychain(secrets.dataKey, os));
}

/** New words; the old ones stop working at once. Data and data key stay as they are. */
export async function changeWords(
  dir: string,
  secrets: Secrets,
  cost: Stretching = recoveryCost,
): Promise<string[]> {
  const words = newWords();
  replaceWrap(dir, secrets, await wrapForWords(secrets.databaseId, secrets.dataKey, words.join(' '), cost));
  return words;
}

/** From now on a missing store is a loss, not a beginning. */
export function markInUse(dir: string): void {
  const keyring = readKeyring(dir);
  if (keyring.status === 'new')
    saveKeyring(dir, { ...keyring, generation: keyring.generation + 1, status: 'in-use' });
}

function replaceWrap(dir: string, secrets: Secrets, wrap: Wrap): void {
  const keyring = readKeyring(dir);
  // Else the key of one clinic would be locked into the keyring of another.
  if (!isKeyOf(keyring, secrets.dataKey)) throw new StoreProblem('KEY_WRONG', 'other-clinic');
  const wraps = [...keyring.wraps.filter((old) => old.type !== wrap.type), wrap];
  saveKeyring(dir, { ...keyring, generation: keyring.generation + 1, wraps });
}

function wrapOf<T extends Wrap['type']>(keyring: Keyring, type: T): Extract<Wrap, { type: T }> {
  const found = keyring.wraps.find((wrap): wrap is Extract<Wrap, { type: T }> => wrap.type === type);
  if (found === undefined) throw new StoreProblem('KEY_UNAVAILABLE', `no-${type}-key`);
  return found;
}

async function wrapForWords(
  databaseId: string,
  dataKey: Buffer,
  phrase: string,
  cost: Stretching,
): Promise<Wrap> {
  const salt = randomBytes(16);
  const box = seal(await stretch(phrase, salt, cost), dataKey, boundTo(databaseId, 'recovery'));
  return { type: 'recovery', stretching: cost, salt: salt.toString('base64'), box };
}

async function wrapForKeychain(dataKey: Buffer, os: OsKeychain): Promise<Wrap> {
  if (!(await os.available())) throw new StoreProblem('KEY_UNAVAILABLE', 'keychain-absent');
  return { type: 'os', data: Buffer.from(await os.wrap(dataKey)).toString('base64') };
}

function wrapForDemo(dir: string, databaseId: string, dataKey: Buffer): Wrap {
  const box = seal(writeDemoKey(dir), dataKey, boundTo(databaseId, 'demo'));
  return {
    type: 'demo',
    warning: 'For demonstration and tests only: the key lies readable beside the records.',
    box,
  };
}

function stretch(phrase: string, salt: Buffer, cost: Stretching): Promise<Buffer> {
  // 2 = argon2id; the package's own const enum cannot be imported under erasable syntax.
  const argon2id = 2;
  const { memoryKiB, passes, lanes } = cost;
  return hashRaw(phrase, {
    salt,
    algorithm: argon2id,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
  });
}

function boundTo(databaseId: string, type: Wrap['type'] | 'secrets'): string {
  return `palpate-keyring|1|${databaseId}|${type}`;
}

function keyCheckOf(databaseId: string, dataKey: Buffer): Buffer {
  return createHmac('sha256', subkey(dataKey, 'key check')).update(databaseId).digest().subarray(0, 16);
}

function isKeyOf(keyring: Keyring, dataKey: Buffer): boolean {
  const expected = Buffer.from(keyring.keyCheck, 'base64');
  return (
    dataKey.length === 32 &&
    expected.length === 16 &&
    timingSafeEqual(expected, keyCheckOf(keyring.databaseId, dataKey))
  );
}

function sealSecrets(secrets: Secrets): Keyring['secrets'] {
  const signing = secrets.signing.privateKey.export({ format: 'der', type: 'pkcs8' });
  const plain = Buffer.concat([secrets.auditKey, signing]);
  return seal(subkey(secrets.dataKey, 'keyring'), plain, boundTo(secrets.databaseId, 'secrets'));
}

function secretsOf(dir: string, keyring: Keyring, dataKey: Buffer): Secrets {
  if (!isKeyOf(keyring, dataKey)) throw new StoreProblem('KEY_WRONG', 'check-value');
  const plain = unseal(subkey(dataKey, 'keyring'), keyring.secrets, boundTo(keyring.databaseId, 'secrets'));
  if (plain === null) throw new StoreProblem('KEYRING_MISSING', 'secrets-unreadable');
  const privateKey = createPrivateKey({ key: plain.subarray(32), format: 'der', type: 'pkcs8' });
  if (needsMending(dir)) saveKeyring(dir, keyring);
  return {
    databaseId: keyring.databaseId,
    dataKey,
    pageSalt: Buffer.from(keyring.pageSalt, 'base64'),
    auditKey: Buffer.from(plain.subarray(0, 32)),
    signing: { privateKey, publicKey: createPublicKey(privateKey) },
  };
}

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { v7 as newId } from 'uuid';
import type { Api } from '../../shared/contract/index.ts';
import type { ClinicProfile } from '../../shared/contract/practice.ts';
import { signInSettings } from '../../main/clinic/sign-in-settings.ts';
import { Host } from '../../main/clinic/upkeep/host.ts';
import type { Secrets } from '../../main/keys/keyring.ts';
import { loadReference } from '../../main/reference/load.ts';
import { createSeat } from '../../main/rpc/caller.ts';
import { router } from '../../main/rpc/router.ts';
import { fixedClock, type Clock } from './clock.ts';
import { passwordOf, team } from './people.ts';

export const resources = join(import.meta.dirname, '../../resources');
export const reference = loadReference(join(resources, 'reference'));

export const harbourClinic: ClinicProfile = {
  name: 'Harbour Clinic',
  addressLines: ['12 Quay Street', 'Cape Town 8001'],
  phone: '+27 21 555 0100',
  email: 'desk@harbour.example',
  registration: 'PR 0123456',
  zone: 'Africa/Johannesburg',
  jurisdiction: 'ZA',
  language: 'en',
  paper: 'A4',
  letterheadNote: '',
  dayStart: '08:00',
  dayEnd: '18:00',
  consentMonths: 6,
  lateCancelHours: 24,
  waitingLongMinutes: 10,
  waitingTooLongMinutes: 20,
  absentAfterMinutes: 30,
};

/** 8 MiB instead of 256: the strength of the words is tested once, elsewhere. */
const cheapWords = { name: 'argon2id', memoryKiB: 8192, passes: 1, lanes: 1 } as const;

/** Likewise for passwords: what a real one costs is tested in tests/clinic/session.test.ts. */
signInSettings.passwordCost = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

export type Clinic = {
  host: Host;
  clock: Clock;
  words: string[];
  ids: Record<string, string>;
  /** A window of its own in which that person has signed in. */
  as: (name: string) => Promise<Api>;
  /** A window in which nobody has signed in. */
  stranger: () => Api;
  close: () => Promise<void>;
  folder: string;
};

/** A caller without a door; each call has a request id of its own, as a window's would. */
export function windowOf(host: Host, requestId: () => string | null = newId): Api {
  const seat = createSeat(host, { workstation: 'test', door: 'browser' });
  return createRouterClient(router, { context: () => ({ host, seat, requestId: requestId() }) });
}

export type ClinicWish = { profile?: Partial<ClinicProfile>; at?: string };
type Ids = Record<string, string>;

/** A founded clinic with its team, on a real encrypted store in a folder of its own. */
export async function newClinic(wish: ClinicWish = {}): Promise<Clinic> {
  return (await furnishedClinic('', async () => undefined, wish)).clinic;
}

/** A founded clinic in which its owner has also put what `furnish` says; every one of that name is the same. */
export async function furnishedClinic<F>(
  name: string,
  furnish: (owner: Api, ids: Ids) => Promise<F>,
  wish: ClinicWish = {},
): Promise<{ clinic: Clinic; furnished: F }> {
  const kind = JSON.stringify([name, wish.profile ?? {}, wish.at ?? null]);
  const model = models.get(kind) ?? found(wish, furnish);
  models.set(kind, model);
  const made = await model;
  return { clinic: await copyOf(made), furnished: structuredClone(made.furnished) as F };
}

async function copyOf({ files, at, secrets, words, ids }: Model): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-clinic-'));
  for (const { path, mode, bytes } of files) {
    if (bytes === null) mkdirSync(join(folder, path), { mode });
    else writeFileSync(join(folder, path), bytes, { mode });
  }
  const clock = fixedClock(at);
  const host = hostOf(folder, clock);
  await host.start();
  await host.open(secrets);
  host.freshWords = words;
  return {
    host,
    clock,
    words: [...words],
    ids: { ...ids },
    folder,
    as: async (name) => {
      const api = windowOf(host);
      await api.session.signIn({ userName: name, password: passwordOf(name) });
      return api;
    },
    stranger: () => windowOf(host),
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Model {
  /** All that lay in its folder, each folder before what lies in it. */
  files: readonly { path: string; mode: number; bytes: Buffer | null }[];
  /** The clinic's hour when it was closed. */
  at: string;
  secrets: Secrets;
  words: readonly string[];
  ids: Readonly<Ids>;
  furnished: unknown;
}

/** Founding is a dozen commits and is tested elsewhere: each kind of clinic is founded once and copied. */
const models = new Map<string, Promise<Model>>();

async function found(
  { profile, at }: ClinicWish,
  furnish: (owner: Api, ids: Ids) => Promise<unknown>,
): Promise<Model> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-model-'));
  const clock = fixedClock(at);
  const host = hostOf(folder, clock);
  await host.start();
  const owner = windowOf(host);
  const { words } = await owner.upkeep.foundClinic({
    profile: { ...harbourClinic, ...profile },
    owner: { ...pick('nomsa'), password: passwordOf('nomsa') },
  });
  const ids: Ids = {};
  for (const [name, { roles, ...person }] of Object.entries(team)) {
    if (name !== 'nomsa')
      ids[name] = (await owner.staff.add({ ...person, roles, password: passwordOf(name) })).id;
  }
  ids['nomsa'] = (await owner.session.who())?.userId ?? '';
  const furnished = await furnish(owner, ids);
  const secrets = host.clinic?.secrets;
  if (secrets === undefined) throw new Error('the clinic is not open');
  await host.close();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((path) => {
      const { mode, isDirectory } = kindOf(join(folder, path));
      return { path, mode, bytes: isDirectory ? null : readFileSync(join(folder, path)) };
    });
  rmSync(folder, { recursive: true, force: true });
  return { files, at: clock.now(), secrets, words, ids, furnished };
}

function kindOf(path: string): { mode: number; isDirectory: boolean } {
  const found = statSync(path);
  return { mode: found.mode & 0o777, isDirectory: found.isDirectory() };
}

function hostOf(folder: string, { now }: Clock): Host {
  return new Host({
    ...{ folder, door: 'browser', reference, resources, appVersion: '0.0.0', now, wordsCost: cheapWords },
  });
}

function pick(name: string): { userName: string; displayName: string; title: string; treats: boolean } {
  const person = team[name];
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  const { userName, displayName, title, treats } = person;
  return { userName, displayName, title, treats };
}

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreState } from '../../../shared/contract/upkeep.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { storeFile } from '../../db/folder.ts';
import { takeFolder, type HeldFolder } from '../../db/lock.ts';
import { assertLocal } from '../../db/place.ts';
import { classify, StoreProblem } from '../../db/store-problem.ts';
import { hasDemoKey } from '../../keys/demo-key.ts';
import { hasKeyring, readKeyring, type Stretching } from '../../keys/keyring-file.ts';
import {
  openWithDemoKey,
  openWithKeychain,
  rewrapForKeychain,
  waysIn,
  type OsKeychain,
  type Secrets,
} from '../../keys/keyring.ts';
import type { Seat } from '../act.ts';
import { isInStep, syncSubstances, withOwnOf } from '../substances/service.ts';
import { syncTemplates, templatesInStep } from '../templates/service.ts';
import { openClinic, profileIn, type OpenClinic } from './opening.ts';

export interface HostOptions {
  folder: string;
  door: 'desktop' | 'browser';
  reference: Reference;
  /** Folder of what ships beside the program: fonts, reference data. */
  resources: string;
  appVersion: string;
  /** Absent in the browser desk: there the recovery words open the clinic. */
  keychain?: OsKeychain;
  /** A demonstration clinic keeps its key in a readable file that says so. */
  demo?: boolean;
  now?: () => string;
  wordsCost?: Stretching;
}

/** States in which an open store may be for a while. */
const passing: readonly StoreState[] = ['DISK_FULL', 'READ_ONLY', 'IN_USE'];

/** The process that holds one clinic's folder: from first run to closing, whatever state the store is in. */
export class Host {
  readonly folder: string;
  readonly door: 'desktop' | 'browser';
  /** What ships, and what the open clinic entered itself. */
  reference: Reference;
  readonly resources: string;
  readonly appVersion: string;
  readonly keychain: OsKeychain | null;
  readonly demo: boolean;
  readonly now: () => string;
  readonly wordsCost: Stretching | undefined;
  readonly seats = new Set<Seat>();
  clinic: OpenClinic | null = null;
  /** The recovery words between founding and typing them back; never stored. */
  freshWords: readonly string[] | null = null;
  #state: StoreState = 'FIRST_RUN';
  #detail = '';
  #held: HeldFolder | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: HostOptions) {
    this.folder = options.folder;
    this.door = options.door;
    this.reference = options.reference;
    this.resources = options.resources;
    this.appVersion = options.appVersion;
    this.keychain = options.keychain ?? null;
    this.demo = options.demo ?? hasDemoKey(options.folder);
    this.now = options.now ?? (() => new Date().toISOString());
    this.wordsCost = options.wordsCost;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Code and figures for support; no patient data. */
  get detail(): string {
    return this.#detail;
  }

  /** Takes the folder and opens what is there. Never throws for a state that has a name. */
  async start(): Promise<StoreState> {
    return this.#enter(async () => {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      assertLocal(this.folder);
      this.#held ??= takeFolder(this.folder, this.now);
      if (!this.#isFounded()) return this.#become('FIRST_RUN');
      const ways = waysIn(this.folder);
      if (ways.includes('demo') && hasDemoKey(this.folder)) return this.open(openWithDemoKey(this.folder));
      if (this.keychain !== null && ways.includes('os'))
        return this.open(await openWithKeychain(this.folder, this.keychain));
      return this.#become('WORDS_NEEDED');
    });
  }

  /** Opens the store with keys in hand; a keychain that lost its copy gets it back. */
  async open(secrets: Secrets, founding = false): Promise<StoreState> {
    return this.#enter(async () => {
      this.clinic = await openClinic(this.folder, secrets, this.now, founding);
      await this.#readOwn();
      await this.#keepInStep();
      if (this.keychain !== null && (await this.keychain.available()))
        await rewrapForKeychain(this.folder, secrets, this.keychain);
      return this.#become('OPEN');
    });
  }

  /** After the cause was mended: lets go of what is open and starts over. */
  async restart(): Promise<StoreState> {
    await this.clinic?.close();
    this.clinic = null;
    return this.start();
  }

  /** Whatever founds, opens or leaves the store comes one after the other: two at once would make two of it. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act, act);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Where a second start on this folder can reach this one. */
  publish(address: string): void {
    this.#held?.publish(address);
  }

  /** A full disk or failing drive found in the midst of work; what was open stays readable where it can. */
  report(problem: StoreProblem): void {
    this.#become(problem.state, remark(problem));
  }

  /** A write has reached the disk: whatever hindered an earlier one is over. Damage is not: a sound page proves nothing of the others. */
  hasWritten(): void {
    if (this.clinic !== null && passing.includes(this.#state)) this.#become('OPEN');
  }

  async refreshProfile(): Promise<void> {
    if (this.clinic === null) return;
    this.clinic.profile = await profileIn(this.clinic.db);
    await this.#readOwn();
  }

  async #readOwn(): Promise<void> {
    if (this.clinic !== null) this.reference = await withOwnOf(this.clinic.db, this.reference);
  }

  async close(): Promise<void> {
    for (const seat of this.seats) seat.sitting = null;
    await this.clinic?.close();
    this.clinic = null;
    this.#held?.release();
    this.#held = null;
  }

  /** The program may have come with other reference data than the store has last seen: the gate must not lag behind. */
  async #keepInStep(): Promise<void> {
    const { clinic, reference } = this;
    if (clinic === null || clinic.profile === null) return;
    const { jurisdiction } = clinic.profile;
    if (!(await templatesInStep(clinic.db)))
      await clinic.db.transaction().execute((tx) => syncTemplates(tx, this.now()));
    if (await isInStep(clinic.db, { jurisdiction, reference, now: this.now() })) return;
    await clinic.db
      .transaction()
      .execute((tx) => syncSubstances(tx, { jurisdiction, reference, now: this.now() }));
  }

  #isFounded(): boolean {
    if (hasKeyring(this.folder)) return readKeyring(this.folder).status === 'in-use';
    if (existsSync(join(this.folder, storeFile))) throw new StoreProblem('KEYRING_MISSING', 'missing');
    return false;
  }

  async #enter(step: () => Promise<StoreState>): Promise<StoreState> {
    try {
      return await step();
    } catch (error) {
      const problem = classify(error, { keyIsRight: true });
      if (problem === undefined) throw error;
      return this.#become(problem.state, remark(problem));
    }
  }

  #become(state: StoreState, detail = ''): StoreState {
    this.#state = state;
    this.#detail = detail;
    return state;
  }
}

/** For support: the code, and how much is missing where that is known. */
function remark({ detail, data }: StoreProblem): string {
  const { lastAcknowledged, lastFound } = data;
  if (typeof lastFound !== 'number') return detail;
  return typeof lastAcknowledged === 'number'
    ? `${detail}: ${lastFound} of ${lastAcknowledged}`
    : `${detail}: ${lastFound}`;
}

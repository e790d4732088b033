import { Temporal } from 'temporal-polyfill';
import { appendAudit } from '../../audit/append.ts';
import { announce } from '../../changes/feed.ts';
import type { Topic } from '../../../shared/contract/changes.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { StoreState } from '../../../shared/contract/upkeep.ts';
import type { Tx } from '../../db/schema.ts';
import type { ClinicStore } from '../../db/clinic-store.ts';
import { classify, type StoreProblem } from '../../db/store-problem.ts';
import type { Secrets } from '../../keys/keyring.ts';
import { report } from '../../log.ts';
import type { Posted } from '../../post/smtp.ts';
import { carryOut, claim, markCutOff, planOf, settle } from './queue.service.ts';
import { post } from './settings.service.ts';
import { findDue, findLeftSending, findSettings } from './store.ts';

/** What stands against every message alike: after one of these the others are not tried in the same round. */
const ofTheAccount: readonly string[] = [
  'unreachable',
  'no-encryption',
  'certificate',
  'sign-in',
  'sender-refused',
  'lost',
];
/** Seconds before a server in trouble is asked again, by times in a row. */
const waits = [60, 120, 300, 900];

type OpenClinic = Pick<ClinicStore, 'db' | 'feed' | 'watermark'> & {
  secrets: Pick<Secrets, 'auditKey'>;
  profile: ClinicProfile | null;
};

/** What it needs of the process that holds the clinic's folder. */
interface Premises {
  readonly clinic: OpenClinic | null;
  readonly state: StoreState;
  readonly now: () => string;
  hasWritten(): void;
  report(problem: StoreProblem): void;
}

const watched: readonly Topic[] = ['appointments', 'patients', 'reminders', 'practice'];

/** The clinic's postwoman: plans what is to be told and sends what is due, one after the other. */
export class ReminderWorker {
  readonly #host: Premises;
  readonly #every: number;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopping: AbortController | null = null;
  #followed: OpenClinic | null = null;
  #trouble = { times: 0, until: '', settings: 0 };
  #asked = false;

  constructor(host: Premises, every = 20_000) {
    this.#host = host;
    this.#every = every;
  }

  /** Looks at once and then as often as said; a change that another window makes is looked at straight away. */
  start(): void {
    if (this.#stopping !== null) return;
    const stopping = new AbortController();
    this.#stopping = stopping;
    const again = () => {
      void this.round().finally(() => {
        if (!stopping.signal.aborted) this.#timer = setTimeout(again, this.#every);
      });
    };
    again();
  }

  /** No message is begun after this; resolves when the last one has ended. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = null;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** One look at the book and the queue. Rounds never overlap. */
  round(): Promise<void> {
    this.#asked = true;
    this.#round = this.#round.then(async () => {
      this.#asked = false;
      const { clinic } = this.#host;
      // A store on a full disk could not keep what was sent, so nothing is.
      if (clinic === null || clinic.profile === null || this.#host.state !== 'OPEN') return;
      try {
        this.#follow(clinic);
        await this.#plan(clinic);
        await this.#send(clinic);
      } catch (error) {
        const problem = classify(error, { keyIsRight: true });
        if (problem !== undefined) this.#host.report(problem);
        report('reminders.round', error);
      }
    });
    return this.#round;
  }

  async #plan(clinic: OpenClinic): Promise<void> {
    const now = this.#host.now();
    if ((await findLeftSending(clinic.db)).length > 0)
      await this.#write(clinic, 'reminders.cutOff', now, (tx) => markCutOff(tx, now));
    const { drop, add } = await planOf(clinic.db, now);
    if (drop.length + add.length === 0) return;
    // Made again where it is written: the book may have changed in between.
    await this.#write(clinic, 'reminders.plan', now, async (tx) => {
      const plan = await planOf(tx, now);
      await carryOut(tx, plan, now);
      return [...plan.drop.map(({ row }) => row), ...plan.add.map(({ visit }) => visit)];
    });
  }

  async #send(clinic: OpenClinic): Promise<void> {
    const { sending, version } = await findSettings(clinic.db);
    if (sending === 0) return;
    // Somebody has changed the account: the old trouble says nothing about it.
    if (this.#trouble.settings !== version) this.#trouble = { times: 0, until: '', settings: version };
    if (this.#host.now() < this.#trouble.until) return;
    for (const { id } of await findDue(clinic.db, this.#host.now())) {
      if (this.#stopping?.signal.aborted === true || this.#host.clinic !== clinic) return;
      try {
        if (!(await this.#deliver(clinic, id))) return;
      } catch (error) {
        // One row that the database will not have sent must not hold up the others; a store in trouble must.
        if (classify(error, { keyIsRight: true }) !== undefined) throw error;
        report('reminders.deliver', error);
      }
    }
  }

  /** Answers whether it makes sense to go on with the next one. */
  async #deliver(clinic: OpenClinic, id: string): Promise<boolean> {
    const { profile } = clinic;
    if (profile === null) return false;
    const at = this.#host.now();
    const errand = await this.#write(clinic, 'reminders.send', at, async (tx) => {
      const claimed = await claim(tx, id, profile, at);
      return claimed === null ? [] : [{ ...claimed.row, errand: claimed }];
    });
    const taken = errand[0]?.errand;
    if (taken === undefined) return true;
    const posted = await post.send(taken.account, taken.mail).catch((error: unknown): Posted => {
      report('reminders.post', error);
      return { outcome: 'unsure' };
    });
    const ended = this.#host.now();
    await this.#write(
      clinic,
      `reminders.${posted.outcome}`,
      ended,
      async (tx) => [await settle(tx, id, posted, ended)],
      posted.outcome === 'failed' ? posted.problem : null,
    );
    return this.#learn(posted, ended);
  }

  #learn(posted: Posted, now: string): boolean {
    const stuck = posted.outcome === 'failed' && ofTheAccount.includes(posted.problem);
    const times = stuck ? this.#trouble.times + 1 : 0;
    const seconds = waits[Math.min(times, waits.length) - 1] ?? 0;
    const until = stuck
      ? Temporal.Instant.from(now).add({ seconds }).toString({ smallestUnit: 'millisecond' })
      : '';
    this.#trouble = { ...this.#trouble, times, until };
    return !stuck;
  }

  /** One transaction with its audit rows and notices, as a window's command has them; without an actor. */
  async #write<T extends { id: string; patientId: string }>(
    clinic: OpenClinic,
    procedure: string,
    at: string,
    work: (tx: Tx) => Promise<T[]>,
    reason: string | null = null,
  ): Promise<T[]> {
    const { profile, secrets } = clinic;
    const { rows, head } = await clinic.db.transaction().execute(async (tx) => {
      const written = await work(tx);
      let last: { seq: number; mac: string } | null = null;
      for (const { id, patientId } of written) {
        last = await appendAudit(
          tx,
          {
            at,
            zoneOffset: offsetMinutes(at, profile?.zone ?? 'UTC'),
            actorId: null,
            roles: [],
            action: 'E',
            procedure,
            patientId,
            entityId: id,
            outcome: 'done',
            reason,
          },
          secrets.auditKey,
        );
      }
      for (const { entityId, patientId } of noticesOf(written))
        await announce(tx, { topic: 'reminders', entityId, patientId });
      return { rows: written, head: last };
    });
    if (head !== null) {
      clinic.watermark.advance(head.seq, head.mac);
      this.#host.hasWritten();
      clinic.feed.wake();
    }
    return rows;
  }

  /** A booking, a wish or a setting that changes is looked at in a moment, not at the next round. */
  #follow(clinic: OpenClinic): void {
    const { signal } = this.#stopping ?? {};
    if (this.#followed === clinic || signal === undefined) return;
    this.#followed = clinic;
    const hear = async () => {
      for await (const { topic } of clinic.feed.follow(null, signal)) {
        if (this.#host.clinic !== clinic) return;
        // One round for a hundred notices: it is asked for once and begins after the one under way.
        if (watched.includes(topic) && !this.#asked) void this.round();
      }
    };
    hear().catch((error: unknown) => {
      this.#followed = null;
      if (!signal.aborted) report('reminders.follow', error);
    });
  }
}

/** One for each, or one for all where windows would do nothing but count them. */
function noticesOf(
  rows: readonly { id: string; patientId: string }[],
): { entityId: string | null; patientId: string | null }[] {
  if (rows.length > 20) return [{ entityId: null, patientId: null }];
  return rows.map(({ id, patientId }) => ({ entityId: id, patientId }));
}

function offsetMinutes(instant: string, zone: string): number {
  return Math.round(
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000,
  );
}

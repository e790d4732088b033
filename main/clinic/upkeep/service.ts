import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Sitting } from '../../../shared/contract/session.ts';
import { firstBrokenSeal } from '../../audit/seal.ts';
import { verifyAudit as verifyChain } from '../../audit/verify.ts';
import { acceptLogLoss as goOnWithout } from '../../db/repair.ts';
import { createKeyring, markInUse, openWithWords } from '../../keys/keyring.ts';
import { readWords, WordsWrong } from '../../keys/words.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { StoreProblem } from '../../db/store-problem.ts';
import type { Act, Seat } from '../act.ts';
import { foundPractice } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { addOwner, refuseWeakPassword } from '../staff/service.ts';
import { syncSubstances } from '../substances/service.ts';
import { syncTemplates } from '../templates/service.ts';
import type { Host } from './host.ts';
import { createStore } from './opening.ts';
import { findAuditRows, markRecoveryConfirmed } from './store.ts';

type FoundClinic = Inputs['upkeep']['foundClinic'];

/** In which state the clinic's folder is, for the first screen. */
export async function state(host: Host): Promise<Outputs['upkeep']['state']> {
  return {
    state: host.state,
    detail: host.detail,
    door: host.door,
    demo: host.demo,
    clinicName: host.clinic?.profile?.name ?? null,
    folder: host.folder,
    appVersion: host.appVersion,
  };
}

/**
 * First run: keys, store, clinic and owner, or nothing of them. Until the owner stands in the store the keyring stays
 * `new`, so that an interrupted founding starts over instead of locking an empty clinic.
 */
export async function foundClinic(
  host: Host,
  input: FoundClinic,
  enter: (write: (tx: Tx) => Promise<{ sitting: Sitting }>) => Promise<void>,
  seat: Seat,
): Promise<Outputs['upkeep']['foundClinic']> {
  if (host.state !== 'FIRST_RUN') throw new Refusal('ALREADY_FOUNDED', {});
  refuseWeakPassword(input.owner.password, [
    input.owner.userName,
    input.owner.displayName,
    input.profile.name,
  ]);
  const now = host.now();
  const { secrets, words } = await createKeyring(host.folder, {
    ...(host.keychain !== null && { os: host.keychain }),
    demo: host.demo,
    ...(host.wordsCost !== undefined && { cost: host.wordsCost }),
    now: host.now,
  });
  createStore(host.folder, secrets, host.now);
  const opened = await host.open(secrets, true);
  if (opened !== 'OPEN') throw new StoreProblem(opened as StoreProblem['state'], host.detail);
  try {
    await enter(async (tx) => {
      await foundPractice(tx, input.profile, now);
      await syncSubstances(tx, { jurisdiction: input.profile.jurisdiction, reference: host.reference, now });
      await syncTemplates(tx, now);
      const userId = await addOwner(tx, input.owner);
      seat.sitting = sittingOfOwner(userId, input.owner);
      return { sitting: seat.sitting };
    });
  } catch (error) {
    // What was refused now can be put right and founded again: nothing stays open without a clinic in it.
    seat.sitting = null;
    await host.restart();
    throw error;
  }
  markInUse(host.folder);
  await host.refreshProfile();
  host.freshWords = words;
  if (seat.sitting === null) throw new Error('founding signed nobody in');
  return { sitting: seat.sitting, words };
}

export async function openStoreWithWords(
  host: Host,
  { words }: Inputs['upkeep']['openWithWords'],
): Promise<Outputs['upkeep']['state']> {
  if (host.clinic !== null) return state(host);
  await host.open(await checkedWords(() => openWithWords(host.folder, words.join(' '))));
  return state(host);
}

/** The words stand for the owner, since nobody can sign in; the audit row says that the loss was accepted, and how much it was. */
export async function acceptLogLoss(
  host: Host,
  { words }: Inputs['upkeep']['acceptLogLoss'],
  enter: (reason: string) => Promise<void>,
): Promise<Outputs['upkeep']['state']> {
  if (host.state !== 'LOG_DAMAGED') return state(host);
  const reason = `log-loss-accepted ${host.detail}`;
  const secrets = await checkedWords(() => openWithWords(host.folder, words.join(' ')));
  await goOnWithout({ dir: host.folder, secrets, now: host.now });
  if ((await host.open(secrets)) === 'OPEN') await enter(reason);
  return state(host);
}

export async function tryAgain(host: Host): Promise<Outputs['upkeep']['state']> {
  if (host.clinic === null || host.state !== 'OPEN') await host.restart();
  return state(host);
}

/** The words typed back from paper; they are right when they open the keyring. */
export async function confirmWords(
  tx: Tx,
  { words }: Inputs['upkeep']['confirmWords'],
  act: Act,
  host: Host,
): Promise<Record<never, never>> {
  await checkedWords(async () => {
    const phrase = readWords(words.join(' '));
    if (host.freshWords !== null && host.freshWords.join(' ') !== phrase) throw new WordsWrong('wrong');
    if (host.freshWords === null) await openWithWords(host.folder, phrase);
  });
  await markRecoveryConfirmed(tx, act.now);
  host.freshWords = null;
  act.changed('practice');
  return {};
}

export function auditTrail(
  db: Reader,
  input: Inputs['upkeep']['auditTrail'],
): Promise<Outputs['upkeep']['auditTrail']> {
  return findAuditRows(db, input);
}

export async function verifyAudit(db: Reader, host: Host): Promise<Outputs['upkeep']['verifyAudit']> {
  const { clinic } = host;
  if (clinic === null) throw new Refusal('STORE_CLOSED', { state: host.state });
  const { auditKey, databaseId, signing } = clinic.secrets;
  const verdict = await verifyChain(db, auditKey, clinic.watermark.mark);
  // Who has the audit key could write the chain anew; the signatures over it they could not.
  const seal = await firstBrokenSeal(db, databaseId, signing.publicKey);
  const bad = [verdict.ok ? null : verdict.firstBad, seal].filter((row) => row !== null);
  return {
    rows: verdict.rows,
    firstBad: bad.length === 0 ? null : Math.min(...bad),
    sound: bad.length === 0,
  };
}

async function checkedWords<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof WordsWrong)) throw error;
    throw new Refusal('WORDS_WRONG', { unknownWords: error.unknownWords, problem: error.problem });
  }
}

function sittingOfOwner(userId: string, { userName, displayName, treats }: FoundClinic['owner']): Sitting {
  return {
    userId,
    userName,
    displayName,
    roles: treats ? ['owner', 'practitioner'] : ['owner'],
    locked: false,
    reasonUntil: null,
    handedTo: null,
  };
}

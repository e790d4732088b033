import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Sitting } from '../../../shared/contract/session.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { releaseHoldsOf } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import {
  accountNamed,
  accountOf,
  hashPassword,
  isOutdated,
  keepPasswordHash,
  passwordFits,
  refuseWeakPassword,
  sittingOf,
} from '../staff/service.ts';
import { countGuess, forgetGuesses, wrongGuess } from './guessing.service.ts';
import { draftLimit, draftsKept, reasonMinutes } from './rules.ts';
import * as store from './store.ts';

type Input<K extends keyof Inputs['session']> = Inputs['session'][K];

/** Who sits at this window, with the roles of this moment; null when nobody does or the account has gone. */
export async function who(db: Reader, _: unknown, act: Act): Promise<Sitting | null> {
  const { sitting } = act.seat;
  if (sitting === null) return null;
  const person = await sittingOf(db, sitting.userId);
  if (person === null) return (act.seat.sitting = null);
  const reasonUntil =
    sitting.reasonUntil !== null && sitting.reasonUntil > act.now ? sitting.reasonUntil : null;
  return (act.seat.sitting = { ...sitting, ...person, reasonUntil });
}

export async function signIn(db: Db, input: Input<'signIn'>, act: Act): Promise<Sitting> {
  const { key, user } = await accountNamed(db, input.userName);
  if (user !== null) act.about({ entityId: user.id, action: 'E' });
  await verified(db, { key, user }, input.password, act);
  if (user === null) throw wrongGuess(db, key);
  return seated(db, user.id, act);
}

/** The same guessing rules as at the door: a locked window is no second way in. */
export async function unlock(db: Db, input: Input<'unlock'>, act: Act): Promise<Sitting> {
  const user = await accountOf(db, act.who.userId);
  if (user === null) {
    act.seat.sitting = null;
    throw new Refusal('NOT_SIGNED_IN', {});
  }
  act.about({ entityId: user.id, action: 'E' });
  await verified(db, { key: user.userNameKey, user }, input.password, act);
  return seated(db, user.id, act);
}

export async function signOut(tx: Tx, _: unknown, act: Act): Promise<Record<string, never>> {
  if (act.seat.sitting !== null) await releaseHoldsOf(tx, act.seat.sitting.userId, act);
  act.seat.sitting = null;
  return {};
}

export async function lock(_tx: Tx, _: unknown, act: Act): Promise<Record<string, never>> {
  act.seat.sitting = { ...act.who, locked: true, reasonUntil: null };
  return {};
}

export async function changePassword(
  db: Db,
  input: Input<'changePassword'>,
  act: Act,
): Promise<Record<string, never>> {
  const user = await accountOf(db, act.who.userId);
  if (user === null) throw new Refusal('NOT_SIGNED_IN', {});
  act.about({ entityId: user.id });
  await verified(db, { key: user.userNameKey, user }, input.current, act);
  refuseWeakPassword(input.next, [user.userName, user.displayName, act.clinic.name]);
  const passwordHash = await hashPassword(input.next);
  await db.transaction().execute((tx) => keepPasswordHash(tx, user.id, passwordHash));
  return {};
}

/** The words themselves stay out of the audit chain, which holds codes alone; its row names the kept reason. */
export async function stateReason(tx: Tx, input: Input<'stateReason'>, act: Act): Promise<Sitting> {
  const until = new Date(Date.parse(act.now) + reasonMinutes * 60_000).toISOString();
  const id = newId();
  await store.insertReason(tx, { id, userId: act.who.userId, reason: input.reason, at: act.now, until });
  act.about({ entityId: id, action: 'C' });
  return (act.seat.sitting = { ...act.who, reasonUntil: until });
}

export async function saveDraft(tx: Tx, input: Input<'saveDraft'>, act: Act): Promise<{ savedAt: string }> {
  const body = JSON.stringify(input.body ?? null);
  if (body.length > draftLimit) throw new Refusal('INVALID', { field: 'body', problem: 'too-long' });
  await store.keepDraft(tx, { userId: act.who.userId, key: input.key, body, savedAt: act.now }, draftsKept);
  return { savedAt: act.now };
}

export async function openDraft(
  db: Reader,
  { key }: Input<'openDraft'>,
  act: Act,
): Promise<{ key: string; body: unknown; savedAt: string } | null> {
  const draft = await store.findDraft(db, act.who.userId, key);
  return draft === undefined
    ? null
    : { key, body: JSON.parse(draft.body) as unknown, savedAt: draft.savedAt };
}

export async function discardDraft(
  tx: Tx,
  { key }: Input<'discardDraft'>,
  act: Act,
): Promise<Record<string, never>> {
  await store.deleteDraft(tx, act.who.userId, key);
  return {};
}

type Account = Awaited<ReturnType<typeof accountNamed>>;

/** Counts, then looks: the order that makes guessing dear. A hash made at a lower cost is renewed. */
async function verified(db: Db, { key, user }: Account, password: string, act: Act): Promise<void> {
  await countGuess(db, key, act.now);
  if (!(await passwordFits(user?.passwordHash ?? null, password))) throw wrongGuess(db, key);
  await forgetGuesses(db, key);
  if (user === null || !isOutdated(user.passwordHash)) return;
  const passwordHash = await hashPassword(password);
  await db.transaction().execute((tx) => keepPasswordHash(tx, user.id, passwordHash));
}

async function seated(db: Db, userId: string, act: Act): Promise<Sitting> {
  const person = await sittingOf(db, userId);
  if (person === null) throw new Refusal('NOT_SIGNED_IN', {});
  const { sitting } = act.seat;
  const kept = sitting?.userId === userId ? sitting.reasonUntil : null;
  return (act.seat.sitting = { ...person, locked: false, reasonUntil: kept, handedTo: null });
}

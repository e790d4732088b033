import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Role } from '../../../shared/contract/permissions.ts';
import type { Credential, Member } from '../../../shared/contract/staff.ts';
import {
  grantProblems,
  limitsOf,
  missingTypes,
  supervisorsOf,
  type GrantProblem,
  type Roster,
  type Use,
} from '../../../shared/rules/grants.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { passwordProblem } from './password.rules.ts';
import { hashPassword } from './password.service.ts';
import { assertCredentials, rosterFrom } from './rules.ts';
import * as store from './store.ts';

type Input<K extends keyof Inputs['staff']> = Inputs['staff'][K];

/** What a seat remembers of the person in it. */
export interface Person {
  userId: string;
  displayName: string;
  userName: string;
  roles: Role[];
}

/** Who the user is right now; null when unknown or disabled, which ends every seat of theirs at its next call. */
export async function sittingOf(db: Reader, userId: string): Promise<Person | null> {
  const user = await store.findUser(db, userId);
  if (user === undefined || user.disabledAt !== null) return null;
  return {
    userId,
    displayName: user.displayName,
    userName: user.userName,
    roles: await store.findRoles(db, userId),
  };
}

export async function list(db: Reader): Promise<Member[]> {
  const roles = Map.groupBy(await store.findAllRoles(db), ({ userId }) => userId);
  const credentials = await store.findAllCredentials(db);
  return (await store.findUsers(db)).map((user) =>
    memberOf(user, roles.get(user.id)?.map(({ role }) => role) ?? [], credentials.get(user.id) ?? []),
  );
}

/** One member, disabled ones included; for names under signatures and columns of the day. */
export async function memberBy(db: Reader, userId: string): Promise<Member | null> {
  const user = await store.findUser(db, userId);
  return user === undefined
    ? null
    : memberOf(user, await store.findRoles(db, userId), await store.findCredentials(db, userId));
}

/** Someone who treats and has not left: may be booked and may open a visit. */
export async function requirePractitioner(db: Reader, userId: string): Promise<Member> {
  const member = await memberBy(db, userId);
  if (member === null || member.disabled || !member.treats)
    throw new Refusal('NOT_FOUND', { what: 'practitioner' });
  return member;
}

/** Everybody's credentials at once; what follows from them is reckoned without asking again. */
export async function rosterOf(db: Reader): Promise<Roster> {
  return rosterFrom(await list(db));
}

/** What stands against this person doing this on that day, by technique, place, substance and device. Empty: they may. */
export function problemsOf(
  roster: Roster,
  userId: string,
  use: Use,
  onDate: string,
  reference: Reference,
): GrantProblem[] {
  return grantProblems(reference, roster, userId, use, onDate);
}

/** Who has to co-sign what this person does. Empty: nobody. */
export function supervising(
  roster: Roster,
  userId: string,
  uses: readonly Use[],
  onDate: string,
  reference: Reference,
): string[] {
  return [...new Set(uses.flatMap((use) => supervisorsOf(reference, roster, userId, use, onDate)))];
}

/** Regions in which this person may not, and substances beyond which they may not; both empty: no limit. */
export function limitsFor(
  roster: Roster,
  userId: string,
  techniqueIds: readonly string[],
  onDate: string,
  reference: Reference,
): ReturnType<typeof limitsOf> {
  return limitsOf(reference, roster, userId, techniqueIds, onDate);
}

/** Credential types that the techniques ask for and this person does not hold that day. */
export function lacking(
  roster: Roster,
  userId: string,
  techniqueIds: readonly string[],
  onDate: string,
  reference: Reference,
): string[] {
  return [...new Set(techniqueIds.flatMap((id) => missingTypes(reference, roster, userId, id, onDate)))];
}

export { rosterFrom } from './rules.ts';
export { keepOverride, overridesIn, overridesOf } from './overrides.service.ts';

/** The first user; an owner who treats holds both roles. Returns the new id. */
export async function addOwner(
  tx: Tx,
  owner: Pick<Member, 'userName' | 'displayName' | 'title' | 'treats'> & { password: string },
): Promise<string> {
  const { id } = await enrol(tx, { ...owner, roles: owner.treats ? ['owner', 'practitioner'] : ['owner'] });
  return id;
}

async function enrol(
  tx: Tx,
  person: Pick<Member, 'userName' | 'displayName' | 'title' | 'roles' | 'treats'> & { password: string },
): Promise<{ id: string; version: number }> {
  const { userName, displayName, title, roles, treats } = person;
  const userNameKey = fold(userName);
  if (userNameKey === '') throw new Refusal('INVALID', { field: 'userName', problem: 'empty' });
  if ((await store.findUserByKey(tx, userNameKey)) !== undefined)
    throw new Refusal('NAME_TAKEN', { field: 'userName' });
  const user = { id: newId(), userName, userNameKey, displayName, title, disabledAt: null, version: 1 };
  // Hashed while the transaction is open: a new person is rare, and the name must not be taken meanwhile.
  await store.insertUser(
    tx,
    { ...user, treats: treats ? 1 : 0, passwordHash: await hashPassword(person.password) },
    roles,
  );
  return { id: user.id, version: 1 };
}

export async function add(tx: Tx, input: Input<'add'>, act: Act): Promise<{ id: string; version: number }> {
  refuseWeakPassword(input.password, [input.userName, input.displayName, act.clinic.name]);
  const added = await enrol(tx, input);
  act.about({ entityId: added.id, version: 1, action: 'C' });
  act.changed('staff', added.id);
  return added;
}

export async function revise(tx: Tx, input: Input<'revise'>, act: Act): Promise<{ version: number }> {
  const user = await knownUser(tx, input);
  const disabledAt = input.disabled ? (user.disabledAt ?? act.now) : null;
  const { displayName, title } = input;
  const version = user.version + 1;
  await store.updateUser(tx, user.id, {
    displayName,
    title,
    treats: input.treats ? 1 : 0,
    disabledAt,
    version,
  });
  await store.replaceRoles(tx, user.id, input.roles);
  if ((await store.countOwners(tx)) === 0) throw new Refusal('LAST_OWNER', {});
  return saved(act, user.id, version);
}

/** A new password by the owner's hand; it also ends the wait after wrong guesses. */
export async function resetPassword(
  tx: Tx,
  input: Input<'resetPassword'>,
  act: Act,
): Promise<Record<string, never>> {
  const user = await store.findUser(tx, input.id);
  if (user === undefined) throw new Refusal('NOT_FOUND', { what: 'user' });
  refuseWeakPassword(input.password, [user.userName, user.displayName, act.clinic.name]);
  await store.updateUser(tx, user.id, { passwordHash: await hashPassword(input.password) });
  await store.deleteGuesses(tx, user.userNameKey);
  act.about({ entityId: user.id });
  return {};
}

export async function recordCredentials(
  tx: Tx,
  input: { id: string; version: number; credentials: Omit<Credential, 'id'>[] },
  act: Act,
): Promise<{ version: number }> {
  const user = await knownUser(tx, input);
  const credentials = input.credentials.map((one) => ({ ...one, id: newId() }));
  assertCredentials(act.reference, credentials, {
    userId: user.id,
    people: new Set((await store.findUsers(tx)).filter(({ treats }) => treats === 1).map(({ id }) => id)),
    devices: new Set(await store.findDeviceIds(tx)),
  });
  const version = user.version + 1;
  await store.replaceCredentials(tx, user.id, credentials);
  await store.updateUser(tx, user.id, { version });
  return saved(act, user.id, version);
}

/** The account behind a typed user name. */
export async function accountNamed(
  db: Reader,
  userName: string,
): Promise<{ key: string; user: store.User | null }> {
  const key = fold(userName);
  const user = await store.findUserByKey(db, key);
  return { key, user: user === undefined || user.disabledAt !== null ? null : user };
}

export async function accountOf(db: Reader, userId: string): Promise<store.User | null> {
  const user = await store.findUser(db, userId);
  return user === undefined || user.disabledAt !== null ? null : user;
}

/** Replaces a hash made at a lower cost, or the password itself once its owner has shown the old one. */
export async function keepPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await store.updateUser(tx, userId, { passwordHash });
}

export const guesses = {
  find: store.findGuesses,
  keep: store.keepGuesses,
  forget: store.deleteGuesses,
  forgetIdle: store.deleteIdleGuesses,
};

export { hashPassword, isOutdated, passwordFits } from './password.service.ts';

/** Refuses a password that is too easy for this person at this clinic. */
export function refuseWeakPassword(password: string, names: readonly string[]): void {
  const problem = passwordProblem(password, names);
  if (problem !== null) throw new Refusal('WEAK_PASSWORD', { problem });
}

async function knownUser(db: Reader, { id, version }: { id: string; version: number }): Promise<store.User> {
  const user = await store.findUser(db, id);
  if (user === undefined) throw new Refusal('NOT_FOUND', { what: 'user' });
  if (user.version !== version) {
    throw new Refusal('STALE_VERSION', { currentVersion: user.version, current: await memberBy(db, id) });
  }
  return user;
}

function memberOf(user: store.User, roles: Role[], credentials: Credential[]): Member {
  const { id, userName, displayName, title, version } = user;
  return {
    id,
    userName,
    displayName,
    title,
    roles,
    treats: user.treats === 1,
    disabled: user.disabledAt !== null,
    credentials,
    version,
  };
}

function saved(act: Act, entityId: string, version: number): { version: number } {
  act.about({ entityId, version });
  act.changed('staff', entityId);
  return { version };
}

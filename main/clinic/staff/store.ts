import type { Role } from '../../../shared/contract/permissions.ts';
import type { Credential } from '../../../shared/contract/staff.ts';
import type { Selectable } from 'kysely';
import { every, first } from '../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type User = Schema['users'];

export const findUser = first((db, id: string) => db.selectFrom('users').selectAll().where('id', '=', id));

export function findUserByKey(db: Reader, userNameKey: string): Promise<User | undefined> {
  return db.selectFrom('users').selectAll().where('userNameKey', '=', userNameKey).executeTakeFirst();
}

export const findUsers = every((db) =>
  db.selectFrom('users').selectAll().orderBy('displayName').orderBy('id'),
);

const rolesOf = every((db, userId: string) =>
  db.selectFrom('userRoles').select('role').where('userId', '=', userId).orderBy('role'),
);

export async function findRoles(db: Reader, userId: string): Promise<Role[]> {
  return (await rolesOf(db, userId)).map(({ role }) => role);
}

export const findAllRoles = every((db) => db.selectFrom('userRoles').selectAll().orderBy('role'));

/** Owners who can still sign in. */
export async function countOwners(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('userRoles')
    .innerJoin('users', 'users.id', 'userRoles.userId')
    .select((eb) => eb.fn.countAll<number>().as('owners'))
    .where('role', '=', 'owner')
    .where('disabledAt', 'is', null)
    .executeTakeFirstOrThrow();
  return row.owners;
}

export async function insertUser(tx: Tx, user: User, roles: readonly Role[]): Promise<void> {
  await tx.insertInto('users').values(user).execute();
  await replaceRoles(tx, user.id, roles);
}

export async function updateUser(tx: Tx, id: string, change: Partial<Omit<User, 'id'>>): Promise<void> {
  await tx.updateTable('users').set(change).where('id', '=', id).execute();
}

export async function replaceRoles(tx: Tx, userId: string, roles: readonly Role[]): Promise<void> {
  await tx.deleteFrom('userRoles').where('userId', '=', userId).execute();
  const values = [...new Set(roles)].map((role) => ({ userId, role }));
  await tx.insertInto('userRoles').values(values).execute();
}

export async function findCredentials(db: Reader, userId: string): Promise<Credential[]> {
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .where('userId', '=', userId)
    .orderBy('type')
    .orderBy('id')
    .execute();
  return rows.map(asCredential);
}

const allCredentials = every((db) => db.selectFrom('credentials').selectAll().orderBy('type').orderBy('id'));

export async function findAllCredentials(db: Reader): Promise<Map<string, Credential[]>> {
  const rows = await allCredentials(db);
  return Map.groupBy(
    rows.map((row) => ({ userId: row.userId, ...asCredential(row) })),
    ({ userId }) => userId,
  );
}

/** Asked here, because the clinic's equipment in turn asks nothing of its staff. */
export async function findDeviceIds(db: Reader): Promise<string[]> {
  return (await db.selectFrom('devices').select('id').execute()).map(({ id }) => id);
}

export async function replaceCredentials(
  tx: Tx,
  userId: string,
  credentials: readonly Credential[],
): Promise<void> {
  await tx.deleteFrom('credentials').where('userId', '=', userId).execute();
  if (credentials.length === 0) return;
  const values = credentials.map((one) => ({
    ...one,
    userId,
    techniques: JSON.stringify(one.techniques),
    devices: JSON.stringify(one.devices),
    regionsExcluded: JSON.stringify(one.regionsExcluded),
    substancesAllowed: JSON.stringify(one.substancesAllowed),
  }));
  await tx.insertInto('credentials').values(values).execute();
}

function asCredential({ userId: _, ...row }: Selectable<Schema['credentials']>): Credential {
  const listed = (text: string) => JSON.parse(text) as string[];
  return {
    ...row,
    techniques: listed(row.techniques),
    devices: listed(row.devices),
    regionsExcluded: listed(row.regionsExcluded),
    substancesAllowed: listed(row.substancesAllowed),
  };
}

/** Guesses begun under this name since the last right one. */
export async function findGuesses(db: Reader, userNameKey: string): Promise<number> {
  const row = await db
    .selectFrom('signInAttempts')
    .select('failures')
    .where('userNameKey', '=', userNameKey)
    .executeTakeFirst();
  return row?.failures ?? 0;
}

export async function keepGuesses(tx: Tx, userNameKey: string, failures: number, at: string): Promise<void> {
  await tx
    .insertInto('signInAttempts')
    .values({ userNameKey, failures, lastFailureAt: at })
    .onConflict((conflict) => conflict.column('userNameKey').doUpdateSet({ failures, lastFailureAt: at }))
    .execute();
}

export async function deleteGuesses(tx: Tx, userNameKey: string): Promise<void> {
  await tx.deleteFrom('signInAttempts').where('userNameKey', '=', userNameKey).execute();
}

/** Names that were mistyped long ago and never slowed down; without this a guesser of names could fill the table. */
export async function deleteIdleGuesses(tx: Tx, before: string, below: number): Promise<void> {
  await tx
    .deleteFrom('signInAttempts')
    .where('lastFailureAt', '<', before)
    .where('failures', '<', below)
    .execute();
}

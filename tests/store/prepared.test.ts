import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { every, first } from '../../main/db/prepared.ts';
import type { Db } from '../../main/db/schema.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';

let clinic: Clinic;
let db: Db;

beforeAll(async () => {
  clinic = await newClinic();
  if (clinic.host.clinic === null) throw new Error('the clinic is closed');
  ({ db } = clinic.host.clinic);
});
afterAll(() => clinic.close());

describe('a question that is worded once', () => {
  const userNamed = first((reader, name: string) =>
    reader.selectFrom('users').selectAll().where('userName', '=', name).where('treats', '=', 1),
  );
  const withRole = every((reader, role: string, userId: string) =>
    reader
      .selectFrom('userRoles')
      .selectAll()
      .where('userId', '=', userId)
      .where('role', '=', role as 'owner'),
  );

  test('is answered for what is asked each time, and keeps what it says itself', async () => {
    expect((await userNamed(db, 'henrik'))?.displayName).toBe('Dr Henrik Sørensen');
    expect(await userNamed(db, 'rosa')).toBeUndefined();
    expect((await userNamed(db, 'aiko'))?.userName).toBe('aiko');
  });

  test('takes its values by their place, in whatever order they stand in it', async () => {
    const owner = clinic.ids['nomsa'] ?? '';
    expect(await withRole(db, 'owner', owner)).toEqual([{ userId: owner, role: 'owner' }]);
    expect(await withRole(db, 'assistant', owner)).toEqual([]);
  });

  test('sees what its own transaction has written', async () => {
    await db.transaction().execute(async (tx) => {
      const id = clinic.ids['henrik'] ?? '';
      await tx.updateTable('users').set({ displayName: 'Dr H' }).where('id', '=', id).execute();
      expect((await userNamed(tx, 'henrik'))?.displayName).toBe('Dr H');
    });
  });

  test('is no question where its words depend on what is asked', async () => {
    const beginning = every((reader, text: string) =>
      reader.selectFrom('users').selectAll().where('userName', 'like', `${text}%`),
    );
    await expect(beginning(db, 'a')).rejects.toThrow('the wording depends on what is asked');
    const dropped = every((reader, text: string) =>
      reader
        .selectFrom('users')
        .selectAll()
        .$if(text === 'a', (query) => query.where('userName', '=', text)),
    );
    await expect(dropped(db, 'a')).rejects.toThrow('the wording depends on what is asked');
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate, type Migration } from '../../main/db/migrate.ts';
import { fingerprintOf, schemaDifferences } from '../../main/db/fingerprint.ts';
import { migrations } from '../../main/db/migrations/index.ts';
import { openForReading, type Store, type StoreKey } from '../../main/db/open.ts';
import { newStore, notes, now, opened, smallDisk, stateOf, twoSteps } from './support.ts';

const third: Migration = {
  number: 3,
  name: 'rooms',
  reason: 'a third step',
  sql: 'CREATE TABLE rooms (id TEXT PRIMARY KEY) STRICT;',
};
const failing: Migration = {
  number: 4,
  name: 'half',
  reason: 'does something, then cannot go on',
  sql: 'CREATE TABLE half (id TEXT) STRICT; INSERT INTO notes (text) VALUES (NULL);',
};

function run(store: Store, key: StoreKey, steps: readonly Migration[], mayBeEmpty = true) {
  return migrate(store, steps, {
    key,
    copies: path.join(path.dirname(store.file), 'copies'),
    now,
    mayBeEmpty,
  });
}

function tables(store: Store): unknown[] {
  return store.raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
}

describe('bringing a store up to date', () => {
  it('makes every table of a new store and writes down each step', () => {
    const { store, key } = newStore();
    const done = run(store, key, migrations);
    expect(done.applied).toEqual(migrations.map((step) => step.number));
    expect(done.copy).toBeNull();
    expect(store.raw.prepare('SELECT number FROM migrations ORDER BY number').pluck().all()).toEqual(
      done.applied,
    );
    expect(run(store, key, migrations)).toEqual({ applied: [], copy: null });
  });

  it('first makes a copy that opens with the same key and holds the same rows', () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    store.raw.exec("INSERT INTO notes (text) VALUES ('kept'), ('kept too')");
    const { applied, copy } = run(store, key, [...twoSteps, third]);
    expect(applied).toEqual([3]);
    expect(path.basename(String(copy))).toBe('before-0003.db');
    const earlier = openForReading(String(copy), key);
    expect(earlier.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(2);
    expect(earlier.prepare('SELECT max(number) FROM migrations').pluck().get()).toBe(2);
    earlier.close();
    expect(tables(store)).toContain('rooms');
  });

  it('keeps the old version whole, and its copy, when one of several steps fails', async () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    store.raw.exec("INSERT INTO notes (text) VALUES ('kept')");
    const before = tables(store);
    const problem = await stateOf(() => run(store, key, [...twoSteps, third, failing]));
    expect(problem).toMatchObject({ state: 'MIGRATION_FAILED', detail: '0004-half' });
    expect(tables(store)).toEqual(before);
    expect(store.raw.prepare('SELECT text FROM notes').pluck().all()).toEqual(['kept']);
    expect(run(store, key, twoSteps).applied).toEqual([]);
    expect(fs.readdirSync(path.join(path.dirname(store.file), 'copies'))).toEqual(['before-0003.db']);
  });

  it('refuses a step that would leave rows referring to nothing', async () => {
    const { store, key } = newStore();
    const orphan: Migration = {
      number: 3,
      name: 'orphans',
      reason: 'forgets what referred to it',
      sql: `CREATE TABLE leaves (noteId INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
        INSERT INTO leaves VALUES (99);`,
    };
    run(store, key, twoSteps);
    expect((await stateOf(() => run(store, key, [...twoSteps, orphan]))).state).toBe('MIGRATION_FAILED');
    expect(tables(store)).not.toContain('leaves');
  });

  it('refuses a step that ends the transaction it runs in', async () => {
    const { store, key } = newStore();
    const escaping: Migration = { number: 3, name: 'escape', reason: 'commits early', sql: 'COMMIT;' };
    run(store, key, twoSteps);
    const problem = await stateOf(() => run(store, key, [...twoSteps, escaping]));
    expect(problem).toMatchObject({ state: 'MIGRATION_FAILED', detail: '0003-escape' });
  });

  it('names a released step whose text was changed', async () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    const edited = [twoSteps[0] as Migration, { ...notes, sql: `${notes.sql} ` }];
    const problem = await stateOf(() => run(store, key, edited));
    expect(problem).toMatchObject({ state: 'MIGRATION_FAILED', detail: 'changed 0002-notes' });
  });

  it('touches nothing in a store of a newer version', async () => {
    const { store, key, file } = newStore();
    run(store, key, [...twoSteps, third]);
    await store.close();
    const before = fs.readFileSync(file);
    const again = opened(file, key);
    const problem = await stateOf(() => run(again, key, twoSteps));
    expect(problem).toMatchObject({ state: 'NEWER_SCHEMA', data: { found: 3, known: 2 } });
    await again.close();
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    expect(fs.existsSync(path.join(path.dirname(file), 'copies'))).toBe(false);
  });

  it('does not take an emptied store for a new one', async () => {
    const { store, key } = newStore();
    expect(await stateOf(() => run(store, key, twoSteps, false))).toMatchObject({
      state: 'DB_DAMAGED',
      detail: 'empty-store',
    });
    expect(tables(store)).toEqual([]);
  });

  it('leaves no half copy behind on a full disk', async () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    store.raw.prepare('INSERT INTO notes (text) VALUES (?)').run('long '.repeat(400_000));
    const disk = smallDisk('size=1m');
    // Without the right to mount, a folder where the copy's name is taken stands in for the disk that refuses it.
    const copies = disk ?? path.join(path.dirname(store.file), 'copies');
    if (disk === null) fs.mkdirSync(path.join(copies, 'before-0003.db.part', 'taken'), { recursive: true });
    const attempt = (): unknown =>
      migrate(store, [...twoSteps, third], { key, copies, now, mayBeEmpty: false });
    if (disk === null) expect(attempt).toThrow();
    else expect((await stateOf(attempt)).state).toBe('DISK_FULL');
    expect(tables(store)).not.toContain('rooms');
    if (disk !== null) expect(fs.readdirSync(disk)).toEqual([]);
  });
});

describe('the schema of a store', () => {
  it('is compared at every opening: a dropped trigger is noticed by name', async () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    store.raw.exec('DROP TRIGGER auditNeverChanges');
    const problem = await stateOf(() => run(store, key, twoSteps));
    expect(problem).toMatchObject({ state: 'DB_DAMAGED', detail: 'schema' });
    expect(problem.data['differences']).toEqual(['missing trigger auditNeverChanges']);
  });

  it('is compared by text: a trigger that was replaced by a harmless one is noticed', async () => {
    const { store, key } = newStore();
    run(store, key, twoSteps);
    store.raw.exec(
      'DROP TRIGGER auditNeverChanges; CREATE TRIGGER auditNeverChanges BEFORE UPDATE ON audit BEGIN SELECT 1; END',
    );
    expect((await stateOf(() => run(store, key, twoSteps))).data['differences']).toEqual([
      'altered trigger auditNeverChanges',
    ]);
  });

  it('names every released migration once, in order', () => {
    const numbers = migrations.map((step) => step.number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    for (const step of migrations) expect(step.reason.length).toBeGreaterThan(10);
  });

  it(
    'has no trigger that the release could lose: each one dropped is noticed',
    { timeout: 120_000 },
    async () => {
      const { store, key } = newStore();
      run(store, key, migrations);
      const triggers = store.raw
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .all() as { name: string; sql: string }[];
      expect(triggers.length).toBeGreaterThan(6);
      const whole = fingerprintOf(store.raw);
      for (const [at, { name, sql }] of triggers.entries()) {
        const missing = [`missing trigger ${name}`];
        store.raw.exec(`DROP TRIGGER "${name}"`);
        expect(schemaDifferences(whole, fingerprintOf(store.raw))).toEqual(missing);
        // A whole opening replays every migration: one in forty goes that way, all go through what it compares.
        if (at % 40 === 0)
          expect((await stateOf(() => run(store, key, migrations))).data['differences']).toEqual(missing);
        store.raw.exec(sql);
      }
      expect(run(store, key, migrations).applied).toEqual([]);
    },
  );
});

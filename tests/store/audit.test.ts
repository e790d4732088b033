import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit, canonicalRow } from '../../main/audit/append.ts';
import { firstBrokenSeal } from '../../main/audit/seal.ts';
import { verifyAudit } from '../../main/audit/verify.ts';
import { act, entry, founded, type Founded, reopen } from './support.ts';

async function withRows(count: number): Promise<Founded> {
  const at = await founded();
  await at.clinic.db.transaction().execute(async (tx) => {
    for (let row = 0; row < count; row += 1)
      await appendAudit(tx, entry({ entityId: `entity-${row}` }), at.secrets.auditKey);
  });
  await act(at);
  return at;
}

/** What a person with the database key can do: the triggers are gone, the rows are changed. */
function tamper({ clinic }: Founded, sql: string): void {
  const { raw } = clinic.store;
  const triggers = raw
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
    .all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(sql);
  for (const trigger of triggers) raw.exec(trigger.sql);
}

function verdict({ clinic, secrets }: Founded) {
  return verifyAudit(clinic.db, secrets.auditKey, clinic.watermark.mark);
}

describe('the audit chain', () => {
  it('holds from the first row to the last', async () => {
    const at = await withRows(40);
    expect(await verdict(at)).toMatchObject({ ok: true, rows: 41 });
    await at.clinic.close();
  });

  it.each([
    ['a value is edited', "UPDATE audit SET patientId = 'patient-2' WHERE seq = 7", 7, 'altered'],
    [
      'the code is taken from another row',
      'UPDATE audit SET mac = (SELECT mac FROM audit WHERE seq = 3) WHERE seq = 9',
      9,
      'altered',
    ],
    ['a row is removed', 'DELETE FROM audit WHERE seq = 12', 12, 'missing'],
    [
      'a row is removed and the rest moved up',
      'DELETE FROM audit WHERE seq = 12; UPDATE audit SET seq = -seq WHERE seq > 12; UPDATE audit SET seq = -seq - 1 WHERE seq < 0',
      12,
      'unlinked',
    ],
    [
      'two rows change places',
      'UPDATE audit SET seq = -1 WHERE seq = 20; UPDATE audit SET seq = 20 WHERE seq = 21; UPDATE audit SET seq = 21 WHERE seq = -1',
      20,
      'unlinked',
    ],
    ['the end is cut off', 'DELETE FROM audit WHERE seq > 38', 39, 'cut'],
    ['all of it is gone', 'DELETE FROM audit', 1, 'cut'],
  ])('shows the first bad row when %s', async (_what, sql, firstBad, why) => {
    const at = await withRows(40);
    // Rules on a row's number would stop the clumsier of these; a forger drops them.
    at.clinic.store.raw.pragma('ignore_check_constraints = ON');
    tamper(at, sql);
    expect(await verdict(at)).toMatchObject({ ok: false, firstBad, why });
    await at.clinic.close();
  });

  it('shows a row that was added by someone without the audit key', async () => {
    const at = await withRows(5);
    await at.clinic.db.transaction().execute((tx) => appendAudit(tx, entry(), Buffer.alloc(32)));
    expect(await verdict(at)).toMatchObject({ ok: false, firstBad: 7, why: 'altered' });
    await at.clinic.close();
  });

  it('changes with every single field of a row', async () => {
    const at = await withRows(1);
    const { raw } = at.clinic.store;
    const columns = (raw.pragma('table_info(audit)') as { name: string }[]).map((column) => column.name);
    raw.pragma('ignore_check_constraints = ON');
    for (const column of columns.filter((name) => name !== 'seq')) {
      const old = raw.prepare(`SELECT ${column} FROM audit WHERE seq = 1`).pluck().get();
      const other = typeof old === 'number' || column === 'version' ? '77' : "'77'";
      tamper(at, `UPDATE audit SET ${column} = ${other} WHERE seq = 1`);
      expect(await verdict(at), column).toMatchObject({ ok: false, firstBad: 1 });
      raw.exec('DROP TRIGGER auditNeverChanges');
      raw.prepare(`UPDATE audit SET ${column} = ? WHERE seq = 1`).run(old);
      raw.exec(
        "CREATE TRIGGER auditNeverChanges BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit: rows are never changed'); END",
      );
    }
    expect(await verdict(at)).toMatchObject({ ok: true });
    await at.clinic.close();
  });

  it('writes a row exactly as RFC 8785 would', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
    const row = fc.record({
      seq: fc.integer({ min: 1 }),
      at: text,
      zoneOffset: fc.integer({ min: -1080, max: 1080 }),
      actorId: fc.option(text),
      roles: text,
      workstation: fc.option(text),
      sessionId: fc.option(text),
      action: fc.constantFrom('C' as const, 'R' as const),
      procedure: text,
      patientId: fc.option(text),
      entityId: fc.option(text),
      version: fc.option(fc.integer()),
      outcome: fc.constant('done' as const),
      reason: fc.option(text),
      beforeHash: fc.option(text),
      afterHash: fc.option(text),
    });
    const same = fc.property(row, (fields) => canonicalRow({ ...fields, prev: '' }) === canonicalize(fields));
    fc.assert(same, { numRuns: 40 });
  });
});

describe('the audit table', () => {
  it.each([
    ['UPDATE', 'UPDATE audit SET reason = NULL'],
    ['DELETE', 'DELETE FROM audit WHERE seq = 1'],
    ['REPLACE', 'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2'],
    [
      'UPSERT',
      "INSERT INTO audit SELECT * FROM audit WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET reason = 'x'",
    ],
    [
      'a number out of turn',
      'INSERT INTO audit SELECT seq + 100, at, zoneOffset, actorId, roles, workstation, sessionId, action, procedure, patientId, entityId, version, outcome, reason, beforeHash, afterHash, prev, mac FROM audit WHERE seq = 2',
    ],
    ['UPDATE of a seal', "UPDATE auditSeals SET signature = 'x'"],
    ['DELETE of a seal', 'DELETE FROM auditSeals'],
  ])('refuses %s by raw SQL', async (_what, sql) => {
    const at = await withRows(4);
    await at.clinic.close();
    const clinic = await reopen(at);
    expect(() => clinic.store.raw.exec(sql)).toThrow(/never|follow/);
    expect(await verdict({ ...at, clinic })).toMatchObject({ ok: true, rows: 5 });
    await clinic.close();
  });

  it('holds nothing of a transaction that was rolled back', async () => {
    const at = await withRows(2);
    const failed = act(at, async (tx) => {
      await appendAudit(tx, entry({ procedure: 'patients.register' }), at.secrets.auditKey);
      throw new Error('the service changed its mind');
    });
    await expect(failed).rejects.toThrow(/changed its mind/);
    expect(await verdict(at)).toMatchObject({ ok: true, rows: 3 });
    expect(await act(at)).toBe(4);
    await at.clinic.close();
  });
});

describe('seals over the chain', () => {
  it('are set at closing, and every 500 rows without being asked', async () => {
    const at = await withRows(600);
    const seals = () => at.clinic.store.raw.prepare('SELECT seq FROM auditSeals ORDER BY seq').pluck().all();
    await expect.poll(seals).toEqual([601]);
    await act(at);
    await at.clinic.close();
    const clinic = await reopen(at);
    expect(clinic.store.raw.prepare('SELECT seq FROM auditSeals ORDER BY seq').pluck().all()).toEqual([
      601, 602,
    ]);
    expect(await firstBrokenSeal(clinic.db, at.secrets.databaseId, at.secrets.signing.publicKey)).toBeNull();
    await clinic.close();
  });

  it('break when the chain is written anew by someone who has the audit key', async () => {
    const at = await withRows(10);
    await at.clinic.close();
    const clinic = await reopen(at);
    const forged = { ...at, clinic };
    tamper(forged, 'DELETE FROM audit');
    await clinic.db.transaction().execute(async (tx) => {
      for (let row = 0; row < 11; row += 1)
        await appendAudit(tx, entry({ reason: 'forged' }), at.secrets.auditKey);
    });
    expect(await verifyAudit(clinic.db, at.secrets.auditKey)).toMatchObject({ ok: true, rows: 11 });
    expect(await firstBrokenSeal(clinic.db, at.secrets.databaseId, at.secrets.signing.publicKey)).toBe(11);
    clinic.store.raw.close();
    await expect(reopen(at)).rejects.toMatchObject({ state: 'LOG_DAMAGED', detail: 'rewritten' });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../main/audit/verify.ts';
import { fingerprintOf, schemaDifferences } from '../../main/db/fingerprint.ts';
import type { Raw } from '../../main/db/open.ts';
import { registerMany } from '../bench/bulk-patients.ts';
import { inventMany } from '../bench/big-clinic.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';

const people = inventMany(120);
let bulk: Clinic;
let asked: Clinic;

const rawOf = ({ host }: Clinic): Raw => {
  if (host.clinic === null) throw new Error('the clinic is closed');
  return host.clinic.store.raw;
};

beforeAll(async () => {
  [bulk, asked] = [await newClinic(), await newClinic()];
  registerMany(bulk, people);
  const owner = await asked.as('nomsa');
  for (const identity of people) await owner.patients.register({ identity, anyway: true });
});
afterAll(async () => {
  await bulk.close();
  await asked.close();
});

describe('a clinic that was filled by bare rows, as the speed is measured in it', () => {
  /** By the patient's number; ids are drawn anew in every clinic. */
  const both = (query: string) => [bulk, asked].map((clinic) => rawOf(clinic).prepare(query).all());

  test('has the tables, indexes and triggers of every other', () => {
    expect(schemaDifferences(fingerprintOf(rawOf(asked)), fingerprintOf(rawOf(bulk)))).toEqual([]);
    expect(rawOf(bulk).pragma('quick_check')).toEqual([{ quick_check: 'ok' }]);
    expect(rawOf(bulk).pragma('foreign_key_check')).toEqual([]);
  });

  test.each([
    ['people', 'SELECT * FROM patients ORDER BY number', ['id', 'registeredAt']],
    ['words', 'SELECT * FROM patientWords ORDER BY number, word', []],
    [
      'safety records',
      'SELECT s.* FROM safetyRecords s JOIN patients p ON p.id = s.patientId ORDER BY p.number',
      ['patientId'],
    ],
    [
      'entries of the log',
      `SELECT a.* FROM audit a JOIN patients p ON p.id = a.patientId WHERE a.procedure = 'patients.register' ORDER BY p.number`,
      ['seq', 'at', 'sessionId', 'workstation', 'patientId', 'entityId', 'prev', 'mac'],
    ],
  ])('has the same %s as one that was filled by registering', (_, query, drawn) => {
    const [ours, theirs] = both(query).map((rows) =>
      (rows as Record<string, unknown>[]).map((row) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([column]) => !drawn.includes(column))
            // The same facts in whatever order they were handed over.
            .map(([column, value]) => [column, column === 'details' ? JSON.parse(String(value)) : value]),
        ),
      ),
    );
    expect(ours?.length).toBeGreaterThanOrEqual(people.length);
    expect(ours).toEqual(theirs);
  });

  test('finds the same people, by beginnings and inside words', async () => {
    const [mine, theirs] = [await bulk.as('rosa'), await asked.as('rosa')];
    for (const { familyName, phone } of people.slice(0, 10)) {
      for (const text of [familyName.slice(0, 2), familyName.slice(1, 5), phone.slice(-6)]) {
        const [found, expected] = [
          await mine.patients.search({ text, limit: 20 }),
          await theirs.patients.search({ text, limit: 20 }),
        ];
        expect(found.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
      }
    }
  });

  test('has a log whose chain holds up to its mark', async () => {
    const open = bulk.host.clinic;
    if (open === null) throw new Error('the clinic is closed');
    const verdict = await verifyAudit(open.db, open.secrets.auditKey, open.watermark.mark);
    expect(verdict).toMatchObject({ ok: true });
    expect(open.watermark.mark.seq).toBeGreaterThan(people.length);
  });

  test('goes on like any other', async () => {
    const [identity] = inventMany(1);
    if (identity === undefined) throw new Error('nobody was invented');
    const { number } = await (await bulk.as('nomsa')).patients.register({ identity, anyway: true });
    expect(number).toBe('P-000121');
  });
});

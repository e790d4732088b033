import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateStore, today, type SubstanceSaid } from '../support/gate-store.ts';

let clinic: GateStore;
beforeEach(() => {
  clinic = new GateStore();
});
afterEach(() => clinic.close());

const lidocaine: SubstanceSaid = { parts: ['lidocaine'], disclosureClass: 'drug', decision: 'accepted' };
const run = (sql: string) => clinic.answer(() => clinic.raw.exec(sql));
const said = (attack: () => void) => clinic.answer(attack);

describe('an injection without consent is not written', () => {
  it.each(['INSERT OR IGNORE', 'INSERT OR FAIL', 'INSERT OR ROLLBACK', 'INSERT OR REPLACE', 'REPLACE'])(
    'by %s',
    (verb) => {
      expect(said(() => clinic.give({}, verb))).toBe('GATE:consent');
      expect(clinic.rowsGiven).toBe(0);
    },
  );

  it('by copying rows of another table', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    clinic.give({ id: 'given' });
    const columns = (
      clinic.raw.prepare("SELECT name FROM pragma_table_info('administrations')").pluck().all() as string[]
    ).join(', ');
    clinic.raw.exec(`CREATE TEMP TABLE forged AS SELECT * FROM administrations;
      UPDATE temp.forged SET id = 'copy', syringeId = 'copied', substanceId = 'procaine'`);
    expect(run(`INSERT INTO administrations (${columns}) SELECT ${columns} FROM temp.forged`)).toBe(
      'GATE:consent',
    );
    expect(clinic.rowsGiven).toBe(1);
  });

  it('by shadowing the tables that the gate reads', () => {
    clinic.raw.exec(`
      CREATE TEMP TABLE consents (id, patientId, completedAt, expiresAt);
      INSERT INTO temp.consents VALUES ('consent', 'amina', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z');
      CREATE TEMP TABLE consentLines (consentId, lineId, kind, refId, disclosureClass, decision);
      INSERT INTO temp.consentLines VALUES ('consent', 'l', 'substance', 'lidocaine', 'drug', 'accepted');`);
    expect(run('PRAGMA defer_foreign_keys = ON')).toBe('accepted');
    expect(said(() => clinic.give())).toBe('GATE:consent');
  });

  it('by an attached database of the same names', () => {
    run("ATTACH ':memory:' AS other");
    run(
      "CREATE TABLE other.consents (id, patientId); INSERT INTO other.consents VALUES ('consent', 'amina')",
    );
    expect(said(() => clinic.give())).toBe('GATE:consent');
  });

  it('by a temporary trigger that looks away', () => {
    run('CREATE TEMP TRIGGER lookAway BEFORE INSERT ON main.administrations BEGIN SELECT RAISE(IGNORE); END');
    said(() => clinic.give());
    expect(clinic.rowsGiven).toBe(0);
  });

  it('by a view or trigger in the place of the table', () => {
    run(`CREATE TEMP VIEW administrations AS SELECT 'x' AS id;
      CREATE TEMP TRIGGER through INSTEAD OF INSERT ON temp.administrations BEGIN
        INSERT INTO administrations SELECT 'x'; END`);
    expect(clinic.raw.prepare('SELECT count(*) FROM main.administrations').pluck().get()).toBe(0);
  });

  it('after the schema was opened for writing', () => {
    clinic.raw.pragma('writable_schema = ON');
    run("DELETE FROM sqlite_schema WHERE name = 'injectionGate'");
    expect(
      clinic.raw.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'injectionGate'").pluck().get(),
    ).toBe(1);
  });

  it('with foreign keys, checks and recursive triggers switched off', () => {
    clinic.raw.pragma('foreign_keys = OFF');
    clinic.raw.pragma('ignore_check_constraints = ON');
    clinic.raw.pragma('recursive_triggers = OFF');
    expect(said(() => clinic.give({ consentId: 'ghost' }))).toBe('GATE:consent');
    run(
      "INSERT INTO consentLines VALUES ('ghost', 'substance:lidocaine', 'substance', 'lidocaine', 'drug', 'accepted')",
    );
    expect(said(() => clinic.give({ consentId: 'ghost' }))).toBe('GATE:consent');
  });

  it.each([
    '2026-11-23',
    '2026-11-23T09',
    '',
    'now',
    '2026-11-23T09:00:00Z',
    '2026-02-30T09:00:00.000Z',
    '2026-11-23T09:00:00.000Z ',
  ])('at %j, which is no moment', (givenAt) => {
    clinic.consent({
      id: 'consent',
      completedAt: '2026-01-01T08:00:00.000Z',
      expiresAt: '2026-12-31T08:00:00.000Z',
      substances: [lidocaine],
    });
    expect(said(() => clinic.give({ givenAt }))).not.toBe('accepted');
  });

  it('dated before a withdrawal that has been written', () => {
    clinic.consent({ id: 'consent', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] });
    clinic.withdraw('consent', ['substance:lidocaine'], '2026-11-23T08:55:00.000Z');
    expect(said(() => clinic.give({ givenAt: '2026-11-23T08:30:00.000Z' }))).toBe('GATE:consent');
  });

  it('under the name of a syringe that was marked as entered wrongly, where no dose would count it', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    clinic.give({ syringeId: 's' });
    clinic.insert('administrationReversals', {
      syringeId: 's',
      reason: 'typed twice',
      by: 'henrik',
      at: today,
    });
    expect(said(() => clinic.give({ syringeId: 's' }))).toBe('GATE:reversed');
  });

  it.each([
    ['a volume that ends in letters', { totalVolume: '5abc' }],
    ['an endless volume', { totalVolume: '1e309' }],
    ['a volume of none', { totalVolume: '0.000' }],
    ['a dose that is no number', { doseMg: 'NaN' }],
    ['a dose below nothing', { doseMg: '-5' }],
    ['an expiry that is no day', { expiryDate: '2027-02-30' }],
    ['an expiry after every day', { expiryDate: 'never' }],
  ])('with %s', (_, more) => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(said(() => clinic.give({}, 'INSERT', more))).toMatch(/^CHECK constraint failed/);
  });
});

describe('what was given cannot vanish', () => {
  beforeEach(() => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    clinic.give({ id: 'given' });
  });

  it('by a row that takes its place by number while recursive triggers are off', () => {
    clinic.raw.pragma('recursive_triggers = OFF');
    clinic.raw.pragma('foreign_keys = OFF');
    const tables = ['administrations', 'treatmentSessions', 'consents'];
    for (const table of tables) {
      const rows = clinic.raw.prepare(`SELECT rowid AS number, * FROM ${table}`).all() as Record<
        string,
        unknown
      >[];
      for (const { number, painBefore: _, painAfter: __, ...row } of rows)
        said(() =>
          clinic.insert(
            table,
            {
              ...row,
              id: `other-${String(row['id'])}`,
              rowid: number,
              ...(table === 'consents' ? { document: row['document'] } : {}),
            },
            'INSERT OR REPLACE',
          ),
        );
    }
    expect(clinic.raw.prepare("SELECT count(*) FROM administrations WHERE id = 'given'").pluck().get()).toBe(
      1,
    );
    expect(
      clinic.raw.prepare("SELECT count(*) FROM treatmentSessions WHERE id = 'visit-amina'").pluck().get(),
    ).toBe(1);
    expect(clinic.raw.prepare("SELECT count(*) FROM consents WHERE id = 'consent'").pluck().get()).toBe(1);
  });
});

describe('nobody becomes somebody else', () => {
  const swap = (table: string, a: string, b: string) =>
    run(`PRAGMA defer_foreign_keys = ON; BEGIN;
      UPDATE ${table} SET id = 'nobody' WHERE id = '${a}'; UPDATE ${table} SET id = '${a}' WHERE id = '${b}';
      UPDATE ${table} SET id = '${b}' WHERE id = 'nobody'; COMMIT`);
  afterEach(() => {
    if (clinic.raw.inTransaction) clinic.raw.exec('ROLLBACK');
  });

  it('two patients do not change their ids, and with them their consents', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(swap('patients', 'amina', 'bongani')).toBe('PATIENT_IDENTITY');
  });
  it('nor does a patient take the place of another', () => {
    for (const sql of [
      "UPDATE OR REPLACE patients SET id = 'amina' WHERE id = 'bongani'",
      "UPDATE patients SET number = 9 WHERE id = 'amina'",
    ])
      expect(run(sql), sql).toBe('PATIENT_IDENTITY');
  });
  it('a user keeps the id under which signatures stand', () => {
    expect(run("UPDATE users SET id = 'other' WHERE id = 'henrik'")).toBe('USER_IDENTITY');
  });
  it('a visit keeps its patient and its practitioner, an appointment and a course their patient', () => {
    expect(run("UPDATE treatmentSessions SET patientId = 'bongani' WHERE id = 'visit-amina'")).toBe(
      'SESSION_IDENTITY',
    );
    expect(run("UPDATE treatmentSessions SET practitionerId = 'other' WHERE id = 'visit-amina'")).toBe(
      'SESSION_IDENTITY',
    );
    clinic.insert('courses', {
      id: 'course',
      patientId: 'amina',
      content: '{}',
      startedOn: '2026-11-23',
      endedOn: null,
      version: 1,
    });
    expect(run("UPDATE courses SET patientId = 'bongani'")).toBe('COURSE_IDENTITY');
    clinic.insert('appointmentTypes', {
      id: 'type',
      name: 't',
      nameKey: 't',
      minutes: 30,
      tint: 'teal',
      techniques: '[]',
      phases: '[]',
      lengths: '[]',
      retiredAt: null,
      version: 1,
    });
    clinic.insert('appointments', {
      id: 'slot', patientId: 'amina', practitionerId: 'henrik', roomId: null, typeId: 'type', startsAt: '2026-11-23T09:00:00.000Z',
      endsAt: '2026-11-23T09:30:00.000Z', phases: '[]', status: 'cancelled', statusAt: today, lateCancelled: 0, note: '',
      courseId: null, seriesId: null, seriesDate: null, version: 1,
    }); // prettier-ignore
    for (const [resource, resourceId] of [
      ['patient', 'amina'],
      ['practitioner', 'henrik'],
    ] as const) {
      for (const [from, to] of [
        ['09:00', '09:30'],
        ['09:05', '09:30'],
      ])
        clinic.insert('appointmentClaims', {
          ...{ id: `${resource}${from}`, appointmentId: 'slot', holdId: null, resource, resourceId },
          ...{
            startsAt: `2026-11-23T${from}:00.000Z`,
            endsAt: `2026-11-23T${to}:00.000Z`,
            overbookingId: null,
          },
        });
    }
    expect(run("UPDATE appointments SET status = 'booked'")).toBe('accepted');
    expect(run("UPDATE appointments SET patientId = 'bongani'")).toBe('APPOINTMENT_IDENTITY');
    // Moving it stays possible, to a time that is claimed.
    expect(run("UPDATE appointments SET startsAt = '2026-11-23T09:10:00.000Z'")).toBe('CLAIM_MISSING');
    expect(run("UPDATE appointments SET startsAt = '2026-11-23T09:05:00.000Z'")).toBe('accepted');
  });
});

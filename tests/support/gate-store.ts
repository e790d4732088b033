import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../main/db/migrate.ts';
import { migrations } from '../../main/db/migrations/index.ts';
import { createStoreFile, openStore, type Raw, type Store } from '../../main/db/open.ts';

export type Kind = 'drug' | 'biological-substance' | 'device-substance' | 'vehicle';
export type SubstanceSaid = { parts: string[]; disclosureClass: Kind; decision: 'accepted' | 'refused' };
export type ConsentSaid = {
  id: string;
  patientId?: string;
  completedAt?: string;
  expiresAt?: string;
  substances: SubstanceSaid[];
  courseId?: string | null;
  visits?: number | null;
};
export type Given = {
  id?: string;
  syringeId?: string;
  sessionId?: string;
  patientId?: string;
  consentId?: string;
  substanceId?: string;
  disclosureClass?: string;
  givenAt?: string;
};

type Statement = {
  run: (...values: unknown[]) => unknown;
  get: (...values: unknown[]) => unknown;
  all: (...values: unknown[]) => unknown[];
};

export const today = '2026-11-23T09:00:00.000Z';
const signed = '2026-11-23T08:00:00.000Z';

/** An encrypted store with two patients in treatment and four substances, written by plain SQL as an attacker would. */
export class GateStore {
  readonly folder = mkdtempSync(join(tmpdir(), 'palpate-gate-'));
  readonly store: Store;
  readonly raw: Raw;
  #count = 0;

  constructor() {
    const key = { key: randomBytes(32) };
    const file = join(this.folder, 'palpate.db');
    createStoreFile({ file, ...key });
    this.store = openStore({ file, ...key });
    migrate(this.store, migrations, {
      key,
      copies: join(this.folder, 'copies'),
      now: () => today,
      mayBeEmpty: true,
    });
    this.raw = this.store.raw;
    this.raw.exec(`
      INSERT INTO users VALUES ('henrik', 'henrik', 'henrik', 'Dr Henrik Sørensen', 'Medical doctor', 'x', 1, NULL, 1);
      INSERT INTO substances VALUES
        ('lidocaine', 'Lidocaine', 'drug', 'legal-class', 1, '${today}'), ('procaine', 'Procaine', 'drug', 'legal-class', 1, '${today}'),
        ('zeel-type-complex', 'Zeel type', 'biological-substance', 'legal-class', 1, '${today}'),
        ('sodium-chloride-0-9', 'Saline', 'vehicle', 'vehicle', 1, '${today}'), ('ozone-oxygen', 'Ozone', 'drug', 'legal-class', 0, '${today}');`);
    this.raw.exec(`
      INSERT INTO substanceTraits VALUES ('lidocaine', 'group', 'amide-local-anaesthetic'), ('lidocaine', 'origin', 'synthetic'),
        ('procaine', 'group', 'ester-local-anaesthetic'), ('procaine', 'origin', 'synthetic'),
        ('zeel-type-complex', 'group', 'homeopathic'), ('zeel-type-complex', 'origin', 'plant'), ('zeel-type-complex', 'origin', 'animal-porcine'),
        ('zeel-type-complex', 'origin', 'animal'), ('sodium-chloride-0-9', 'group', 'diluent'), ('sodium-chloride-0-9', 'origin', 'mineral');
      INSERT INTO siteRegions VALUES ('upper-trapezius', 'shoulder-girdle'), ('gluteus-medius', 'pelvis-gluteal');`);
    for (const [number, id] of ['amina', 'bongani'].entries()) {
      this.insert('patients', {
        id,
        number: number + 1,
        givenName: id,
        familyName: '',
        preferredName: '',
        birthDate: '1980-01-01',
        phone: '',
        details: '{}',
        sortKey: id,
        flagged: 0,
        registeredAt: today,
        version: 1,
      });
      this.insert('treatmentSessions', {
        id: `visit-${id}`,
        patientId: id,
        courseId: null,
        appointmentId: null,
        practitionerId: 'henrik',
        startedAt: signed,
        content: '{}',
        safetyConfirmedAt: null,
        consentConfirmedAt: signed,
        consentConfirmedBy: 'Dr Henrik Sørensen',
        substancesRead: 1,
        version: 1,
      });
    }
  }

  readonly #statements = new Map<string, Statement>();

  /** Prepared once: histories by the thousand write the same few statements. */
  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? (this.raw.prepare(sql) as unknown as Statement);
    this.#statements.set(sql, known);
    return known;
  }

  insert(table: string, row: Record<string, unknown>, verb = 'INSERT'): void {
    const columns = Object.keys(row);
    const values = columns.map((name) => `@${name}`).join(', ');
    this.#prepared(`${verb} INTO ${table} (${columns.join(', ')}) VALUES (${values})`).run(row);
  }

  /** Lines, both signatures and the consent, in one transaction and in the order that the store asks for. */
  consent(
    said: ConsentSaid,
    tamper: {
      lines?: (rows: Record<string, unknown>[]) => Record<string, unknown>[];
      signatures?: string[];
      document?: object;
      hash?: string;
    } = {},
  ): void {
    const {
      id,
      patientId = 'amina',
      completedAt = signed,
      expiresAt = '2027-05-23T21:59:59.999Z',
      substances,
      courseId = null,
      visits = null,
    } = said;
    const lines = substances.map((line) => ({
      ...line,
      lineId: `substance:${line.parts.toSorted().join('+')}`,
    }));
    const document = JSON.stringify({
      patient: { id: patientId },
      techniques: [{ lineId: 'technique:dry-needling', techniqueId: 'dry-needling', decision: 'accepted' }],
      regions: [],
      substances: lines,
      signers: [{ role: 'patient', name: 'patient', relation: '' }],
      talk: { identity: ['name', 'birth-date'], questions: [] },
      plan: { term: { months: 6, courseId, visits } },
      ...tamper.document,
    });
    const contentHash = createHash('sha256').update(document).digest('hex');
    const rows: Record<string, unknown>[] = [
      {
        consentId: id,
        lineId: 'technique:dry-needling',
        kind: 'technique',
        refId: 'dry-needling',
        disclosureClass: null,
        decision: 'accepted',
      },
      ...lines.flatMap(({ parts, lineId, disclosureClass, decision }) =>
        parts.map((refId) => ({
          consentId: id,
          lineId,
          kind: 'substance',
          refId,
          disclosureClass,
          decision,
        })),
      ),
    ];
    this.raw.transaction(() => {
      const written = tamper.lines?.(rows) ?? rows;
      for (const row of written) this.insert('consentLines', row);
      // What is refused stands beyond the document, unless that was said before and stands.
      for (const row of written.filter(
        ({ decision, kind }) => decision === 'refused' && kind === 'substance',
      )) {
        if (!this.#stands(patientId, row['refId']))
          this.refuse({ refId: String(row['refId']), patientId, consentId: id, at: completedAt });
      }
      for (const role of tamper.signatures ?? ['patient', 'practitioner']) {
        this.insert('consentSignatures', {
          consentId: id,
          role,
          name: role,
          relation: '',
          typedName: role,
          strokes: '[[{"x":1,"y":1,"t":0,"p":5}]]',
          signedAt: completedAt,
          medium: 'screen',
          scanId: null,
          contentHash: tamper.hash ?? contentHash,
        });
      }
      this.insert('consents', {
        id,
        patientId,
        appointmentId: null,
        practitionerId: 'henrik',
        document,
        contentHash,
        completedAt,
        expiresAt,
        courseId,
        visits,
      });
    })();
  }

  #stands(patientId: string, refId: unknown): boolean {
    const sql = `SELECT 1 FROM limits m LEFT JOIN limitLifts f ON f.limitId = m.id
      WHERE m.patientId = ? AND m.kind = 'substance' AND m.refId = ? AND f.limitId IS NULL`;
    return this.#prepared(sql).get(patientId, refId) !== undefined;
  }

  /** What became known and must be talked about; a serious event is written as one, the rest as what it makes. */
  reopen(why: string, at: string, patientId = 'amina'): string {
    const id = `known-${++this.#count}`;
    if (why === 'serious-event')
      this.insert('adverseEvents', {
        ...{ id, patientId, courseId: null, sessionId: null, severity: 'serious' },
        ...{ happenedOn: at.slice(0, 10), words: 'collapsed lung', reportedBy: 'henrik', at },
      });
    else this.insert('consentReopenings', { id, patientId, why, what: 'known', at });
    return id;
  }

  course(id = `course-${++this.#count}`): string {
    this.insert('courses', {
      ...{ id, patientId: 'amina', content: '{}', startedOn: '2026-11-01' },
      ...{ endedOn: null, endedAt: null, version: 1 },
    });
    return id;
  }

  endCourse(id: string, at: string): void {
    this.#prepared('UPDATE courses SET endedOn = ?, endedAt = ? WHERE id = ?').run(at.slice(0, 10), at, id);
  }

  /** Another visit of Amina's, in which she gave her word at that moment. */
  visit(at: string, id = `visit-${++this.#count}`): string {
    this.insert('treatmentSessions', {
      ...{ id, patientId: 'amina', courseId: null, appointmentId: null, practitionerId: 'henrik' },
      ...{ startedAt: at, content: '{}', safetyConfirmedAt: null, version: 1 },
      ...{ consentConfirmedAt: null, consentConfirmedBy: null, substancesRead: 0 },
    });
    this.#prepared(
      "UPDATE treatmentSessions SET consentConfirmedAt = ?, consentConfirmedBy = 'henrik', substancesRead = 1 WHERE id = ?",
    ).run(at, id);
    return id;
  }

  /** Writes into Amina's visit what is done under the block of every syringe. */
  treat(technique: string): void {
    const content = JSON.stringify({ blocks: [{ id: 'block', technique }] });
    this.raw.prepare("UPDATE treatmentSessions SET content = ? WHERE id = 'visit-amina'").run(content);
  }

  /** What the patient refuses beyond any document. */
  refuse(said: {
    id?: string;
    kind?: string;
    refId: string;
    patientId?: string;
    consentId?: string | null;
    at?: string;
    words?: string;
  }): string {
    const { id = `limit-${++this.#count}`, kind = 'substance', refId, consentId = null } = said;
    const how = consentId === null ? 'spoken' : 'consent';
    const { patientId = 'amina', at = signed, words = consentId === null ? 'no' : '' } = said;
    this.insert('limits', {
      id,
      patientId,
      kind,
      refId,
      words,
      saidBy: patientId,
      how,
      receivedBy: 'henrik',
      consentId,
      at,
    });
    return id;
  }

  refusedInConsents(): { id: string; refId: string; at: string }[] {
    const sql = 'SELECT id, refId, at FROM limits WHERE consentId IS NOT NULL';
    return this.#prepared(sql).all() as { id: string; refId: string; at: string }[];
  }

  lift(limitId: string, at: string): void {
    this.insert('limitLifts', {
      limitId,
      words: 'yes',
      saidBy: 'amina',
      how: 'spoken',
      receivedBy: 'henrik',
      at,
    });
  }

  withdraw(consentId: string, lineIds: string[] | 'all', at = '2026-11-23T08:30:00.000Z'): void {
    const id = `withdrawal-${++this.#count}`;
    this.raw.transaction(() => {
      this.insert('consentWithdrawals', {
        id,
        consentId,
        scope: lineIds === 'all' ? 'all' : 'lines',
        how: 'spoken',
        words: 'stop',
        receivedBy: 'Dr Henrik Sørensen',
        at,
      });
      if (lineIds !== 'all')
        for (const lineId of lineIds)
          this.insert('consentWithdrawnLines', { withdrawalId: id, consentId, lineId });
    })();
  }

  give(given: Given = {}, verb = 'INSERT', more: Record<string, unknown> = {}): void {
    const n = ++this.#count;
    this.insert(
      'administrations',
      {
        id: `given-${n}`,
        syringeId: `syringe-${n}`,
        sessionId: 'visit-amina',
        blockId: 'block',
        patientId: 'amina',
        consentId: 'consent',
        substanceId: 'lidocaine',
        disclosureClass: 'drug',
        productName: 'Product',
        lotNumber: 'L1',
        lotKey: 'l1',
        expiryDate: '2027-12-31',
        details: '{}',
        totalVolume: '1',
        doseMg: '10',
        givenAt: today,
        givenBy: 'henrik',
        ...given,
        ...more,
      },
      verb,
    );
  }

  /** The name under which the store refuses, or `accepted`. */
  answer(attempt: () => void): string {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  get rowsGiven(): number {
    return this.raw.prepare('SELECT count(*) FROM administrations').pluck().get() as number;
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

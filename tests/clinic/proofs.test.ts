import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveConsent } from '../../main/clinic/proofs/service.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, type CaseClinic } from './case-clinic.ts';
import { register, signedConsent } from './consent-cases.ts';

const seed = Number(process.env['PROOF_SEED'] ?? 20_261_122);
const runs = Number(process.env['PROOF_RUNS'] ?? 340);

let clinic: CaseClinic;
let henrik: Api;
let consent: ConsentRecord;
let paper: Uint8Array;
beforeAll(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
  consent = await signedConsent({ clinic, patientId: await register(henrik) });
  const { file } = await henrik.documents.consent({ id: consent.id, copy: false });
  paper = new Uint8Array(await file.arrayBuffer());
});
afterAll(() => clinic.close());

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const stateOf = async (code: string) =>
  Object.fromEntries((await henrik.proofs.consent({ code })).checks.map(({ what, state }) => [what, state]));
const raw = () => {
  const store = clinic.host.clinic?.store;
  if (store === undefined) throw new Error('closed');
  return store.raw;
};
const flipped = (bytes: Uint8Array, bit: number) => {
  const copy = Uint8Array.from(bytes);
  const at = bit % (bytes.length * 8);
  copy[at >> 3] = (copy[at >> 3] ?? 0) ^ (1 << (at & 7));
  return copy;
};

/** What is broken when somebody with the key has taken the triggers away and changed one column. */
async function brokenAfter(sql: string, bytes: Uint8Array): Promise<string[]> {
  raw().prepare(sql).run(Buffer.from(bytes));
  const db = clinic.host.clinic?.db;
  if (db === undefined) throw new Error('closed');
  const { checks } = await proveConsent(db, consent.id, clinic.clock.now(), async () => true);
  return checks.filter(({ state }) => state === 'broken').map(({ what }) => what);
}

describe('a stored consent', () => {
  it('is proven from every side, by its id, its fingerprint, or the file that was printed', async () => {
    const all = {
      text: 'proven',
      signatures: 'proven',
      lines: 'proven',
      sealed: 'proven',
      paper: 'proven',
      log: 'proven',
    };
    for (const code of [
      consent.id,
      consent.contentHash,
      consent.contentHash.slice(0, 16).toUpperCase(),
      hashOf(paper),
    ])
      expect(await stateOf(code)).toEqual(all);
    expect(await henrik.proofs.consent({ code: hashOf(paper) })).toMatchObject({
      asked: 'paper',
      sound: true,
    });
    expect(await henrik.proofs.consent({ code: consent.id })).toMatchObject({
      asked: 'consent',
      consent: { patient: 'Amina Okoye', contentHash: consent.contentHash },
    });
  });

  it.each(['nonsense', 'abc', '0'.repeat(64), '018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f', '%', "' OR 1=1"])(
    'is not found under %s',
    async (code) => {
      expect(await henrik.proofs.consent({ code })).toEqual({
        asked: null,
        form: null,
        copy: null,
        consent: null,
        checks: [],
        sound: false,
      });
    },
  );
});

describe(`one changed bit, seed ${seed}, ${runs} times each`, () => {
  const columns = [
    [
      'text',
      'SELECT document FROM consents',
      'UPDATE consents SET document = CAST(? AS TEXT)',
      'consentsNoUpdate',
    ],
    [
      'strokes',
      "SELECT strokes FROM consentSignatures WHERE role = 'patient'",
      "UPDATE consentSignatures SET strokes = CAST(? AS TEXT) WHERE role = 'patient'",
      'consentSignaturesNoUpdate',
    ],
    ['paper', 'SELECT bytes FROM documents', 'UPDATE documents SET bytes = ?', 'documentsNoUpdate'],
  ] as const;
  it.each(columns)('of the stored %s is found', { timeout: 120_000 }, async (_, read, write, guard) => {
    const store = raw();
    const stored = store.prepare(read).pluck().get();
    const before = Buffer.from(stored as string);
    const trigger = store
      .prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
      .pluck()
      .get(guard) as string;
    store.exec(`DROP TRIGGER ${guard}`);
    store.pragma('ignore_check_constraints = ON');
    try {
      expect(await brokenAfter(write, before)).toEqual([]);
      await fc.assert(
        fc.asyncProperty(fc.nat(before.length * 8 - 1), async (bit) => {
          expect(await brokenAfter(write, flipped(before, bit))).not.toEqual([]);
        }),
        { numRuns: runs, seed },
      );
    } finally {
      await brokenAfter(write, before);
      store.pragma('ignore_check_constraints = OFF');
      store.exec(trigger);
    }
  });

  it('of the printed file makes it a file that nobody here has printed', { timeout: 120_000 }, async () => {
    const db = clinic.host.clinic?.db;
    if (db === undefined) throw new Error('closed');
    await fc.assert(
      fc.asyncProperty(fc.nat(paper.length * 8 - 1), async (bit) => {
        expect(
          (await proveConsent(db, hashOf(flipped(paper, bit)), clinic.clock.now(), async () => true)).asked,
        ).toBeNull();
      }),
      { numRuns: runs, seed },
    );
  });

  it('of a decision is found even by who rewrites text, fingerprint and signatures with it', async () => {
    const store = raw();
    const text = (store.prepare('SELECT document FROM consents').pluck().get() as string).replace(
      '"decision":"accepted"',
      '"decision":"refused"',
    );
    const hash = createHash('sha256').update(text).digest('hex');
    store.exec('SAVEPOINT forgery; DROP TRIGGER consentsNoUpdate; DROP TRIGGER consentSignaturesNoUpdate');
    store.prepare('UPDATE consents SET document = ?, contentHash = ?').run(text, hash);
    store.prepare('UPDATE consentSignatures SET contentHash = ?').run(hash);
    const db = clinic.host.clinic?.db;
    const { checks } = await proveConsent(
      db as NonNullable<typeof db>,
      consent.id,
      clinic.clock.now(),
      async () => true,
    );
    store.exec('ROLLBACK TO forgery; RELEASE forgery');
    const broken = checks.filter(({ state }) => state === 'broken').map(({ what }) => what);
    expect(broken).toEqual(['lines', 'sealed']);
  });
});

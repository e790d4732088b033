import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelContent, heelVisit, openHeelCase } from '../../main/demo/cases/heel.ts';
import { neckContent } from '../../main/demo/cases/neck.ts';
import { kneeContent } from '../../main/demo/cases/knee.ts';
import type { SessionContent } from '../../shared/contract/treatments.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let known: { id: string; courseId: string | null; version: number };
beforeAll(async () => {
  clinic = await caseClinic();
  const heel = await openHeelCase(clinic.henrik, clinic.people, clinic.clock, firstDay);
  const { session } = await heelVisit(clinic.henrik, clinic.people, clinic.clock, heel, firstDay);
  known = { id: session.id, courseId: session.courseId, version: session.version };
}, 60_000);
afterAll(() => clinic.close());

const typed = [
  '',
  ' ',
  'abc',
  '-1',
  '0',
  '1e9',
  '999999999999',
  '0.0000000000001',
  '1,5',
  '٣',
  '\u202E12',
  "'; --",
  '__proto__',
  'x'.repeat(400),
  true,
  false,
  null,
  [],
  ['a', 'a'],
  {},
  '3B',
  '4',
  'direct-current',
  'tcm-acupuncture',
  'magnetic-rpms',
  'pens',
  'no-such-technique',
  'no-such-site',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place of a note, as a path. */
function paths(value: Json, at: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [at];
  const inner = Array.isArray(value)
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(value);
  return [at, ...inner.flatMap(([key, one]) => paths(one, [...at, key]))];
}

function replaced(value: Json, path: readonly (string | number)[], by: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? replaced(one, rest, by) : one));
  if (value === null || typeof value !== 'object') return value;
  return { ...value, [key]: replaced(value[key] ?? null, rest, by) };
}

const blocksOfAll = reference.data.techniques.entries.map(({ id }, index) => ({
  id: `block-${index}`,
  technique: id,
  values: {},
  sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' as const, values: {} }],
}));

describe('a note, whatever is typed', { timeout: 120_000 }, () => {
  it('is saved and listed with what it lacks, or is no note at all; never an internal error, never signed while anything is refused', async () => {
    const notes = [
      heelContent(clinic.people, firstDay),
      neckContent({ date: firstDay, pain: { before: '7', after: '5' }, grades: [3, 2] }),
      kneeContent(firstDay, 1),
    ];
    const seen = { saved: 0, noNote: 0 };
    const change = fc.record({
      note: fc.constantFrom(...notes),
      places: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...typed)), { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ note, places }) => {
        let changed = note as unknown as Json;
        for (const [nth, by] of places) {
          const all = paths(changed);
          changed = replaced(changed, all[nth % all.length] ?? [], by as Json);
        }
        const saved = await clinic.henrik.treatments
          .save({ ...known, content: changed as unknown as SessionContent })
          .catch((error: { code?: string }) => error.code ?? String(error));
        if (typeof saved === 'string') {
          seen.noNote += 1;
          expect(saved).toBe('INVALID');
          return;
        }
        seen.saved += 1;
        known.version = saved.version;
        const view = await clinic.henrik.treatments.open({ id: known.id });
        expect(view.issues).toEqual(saved.issues);
        if (saved.issues.some(({ level }) => level === 'refuse') || !saved.cover.covered) {
          const refused = await clinic.henrik.treatments
            .sign({ id: known.id, version: known.version })
            .catch((error: { code?: string }) => error.code);
          expect(['RECORD_REFUSED', 'CONSENT_MISSING', 'CREDENTIAL_MISSING']).toContain(refused);
        }
      }),
      { numRuns: 120, seed: 20_261_122 },
    );
    expect(seen.saved).toBeGreaterThan(20);
    expect(seen.noNote).toBeGreaterThan(5);
  });

  it('takes a block of every technique there is, empty, and says what each needs', async () => {
    const { version, issues } = await clinic.henrik.treatments.save({
      ...known,
      content: { ...heelContent(clinic.people, firstDay), blocks: blocksOfAll },
    });
    known.version = version;
    for (const { id } of blocksOfAll)
      expect
        .soft(issues.filter(({ at, level }) => at === id && level === 'refuse').length, id)
        .toBeGreaterThan(0);
    await clinic.henrik.documents.treatmentSummary({ id: known.id });
  });
});

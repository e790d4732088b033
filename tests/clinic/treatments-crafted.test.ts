import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complex, heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import type { Administration, AdministrationInput } from '../../shared/contract/administration.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { compare, multiply } from '../../shared/rules/decimal.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let sessionId: string;
beforeAll(async () => {
  clinic = await caseClinic();
  const plan = {
    ...heelPlan,
    preparations: [
      ...heelPlan.preparations,
      { parts: ['lidocaine', 'traumeel-type-complex'], route: 'periosteal' as const },
    ],
  };
  const heel = await openHeelCase(clinic.henrik, clinic.people, clinic.clock, firstDay, plan);
  sessionId = (await heelVisit(clinic.henrik, clinic.people, clinic.clock, heel, firstDay)).session.id;
}, 60_000);
afterAll(() => clinic.close());

const hostile = [
  '',
  ' ',
  "'; DROP TABLE administrations; --",
  '=1+1',
  '\u202Egnp',
  'x'.repeat(200),
  '__proto__',
  '<img src=x onerror=alert(1)>',
];
const figures = [
  '0.5',
  '2',
  '10',
  '0.000001',
  '-1',
  '0',
  '999999999999',
  '1e3',
  'NaN',
  'Infinity',
  '0x10',
  '１',
  '1,5',
  '',
];
const days = [
  addDays(firstDay, 100),
  firstDay,
  addDays(firstDay, -1),
  addDays(firstDay, -40),
  addDays(firstDay, 3),
  '2026-02-30',
  '9999-12-31',
  null,
];

/** What may be sent in place of what a screen would send, for the syringe and for each of its parts. */
const partChanges: Record<string, readonly unknown[]> = {
  substanceId: [
    'traumeel-type-complex',
    'procaine',
    'bupivacaine',
    'ozone-oxygen',
    'other-drug',
    'sodium-chloride-0-9',
    'no-such-thing',
    '__proto__',
  ],
  productName: hostile,
  lotNumber: hostile,
  expiryDate: days,
  containerType: ['multi-dose-vial', 'autologous-kit', 'bucket'],
  firstOpenedOn: days,
  strengthValue: figures,
  strengthUnit: ['mg/mL', '{homeopathic_potency}', '[iU]/mL', 'kg/mL'],
  volumePerPoint: figures,
  offLabel: [true, 'yes'],
  collectionId: ['C-1', ...hostile],
};
const syringeChanges: Record<string, readonly unknown[]> = {
  blockId: ['laser', 'nowhere', '__proto__', 'constructor'],
  points: [2, 4, 300, 301, 0, -1, 0.5, Number.NaN, 1e21],
  sites: [
    [],
    [{ siteId: 'no-such-site', side: 'left' }],
    [{ siteId: 'site-calcaneus-medial-process', side: 'left' }],
  ],
  route: ['intra-articular', 'intravenous'],
  aspiration: ['not-done', 'whatever'],
  parts: [[]],
  disclosureClass: ['vehicle'],
  consentId: ['00000000-0000-7000-8000-000000000000'],
};
const changeOf = (table: Record<string, readonly unknown[]>) =>
  fc.oneof(
    ...Object.entries(table).map(([key, values]) =>
      fc.constantFrom(...values).map((value) => [key, value] as const),
    ),
  );
const syringe = fc
  .record({
    mixed: fc.boolean(),
    twice: fc.boolean(),
    part: fc.array(changeOf(partChanges), { maxLength: 2 }),
    whole: fc.array(changeOf(syringeChanges), { maxLength: 1 }),
  })
  .map(({ mixed, twice, part, whole }) => {
    const base = lidocaine(firstDay);
    const [first] = base.parts;
    const parts = [
      { ...first, ...Object.fromEntries(part) },
      ...(mixed ? [complex(firstDay)] : []),
      ...(twice ? [{ ...first, lotNumber: 'LD-2' }] : []),
    ];
    return { ...base, parts, ...Object.fromEntries(whole) };
  });

const expected = new Set(['CONSENT_MISSING', 'DOSE_REFUSED', 'RECORD_REFUSED', 'NOT_FOUND', 'INVALID']);

function isSound(one: Administration): boolean {
  const dose = one.doseMg === null || compare(one.doseMg, '0') > 0;
  const volume = compare(one.totalVolume, multiply(one.volumePerPoint, String(one.points))) === 0;
  return dose && volume && one.expiryDate >= firstDay && one.lotNumber.trim() !== '' && one.consentId !== '';
}

describe('a crafted syringe', { timeout: 120_000 }, () => {
  it('is given soundly under the consent or refused by name, and never ends as an internal error', async () => {
    let given = 0;
    const refused = new Set<string>();
    await fc.assert(
      fc.asyncProperty(syringe, async (crafted) => {
        const answer = await clinic.henrik.treatments
          .administer({ sessionId, administration: crafted as AdministrationInput })
          .catch((error: { code?: string }) => error.code ?? String(error));
        if (typeof answer === 'string') {
          refused.add(answer);
          expect(expected).toContain(answer);
          return true;
        }
        given += 1;
        expect(answer.every(isSound)).toBe(true);
        // Only what was agreed to, and a drug wherever a drug is in it.
        expect(
          answer.every(
            ({ substanceId }) => substanceId === 'lidocaine' || substanceId === 'traumeel-type-complex',
          ),
        ).toBe(true);
        expect(new Set(answer.map(({ disclosureClass }) => disclosureClass))).toEqual(new Set(['drug']));
        await clinic.henrik.treatments.reverse({ syringeId: answer[0]?.syringeId ?? '', reason: 'A test' });
        return true;
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
    // A run that only refuses would prove nothing.
    expect(given).toBeGreaterThan(20);
    expect(refused.size).toBeGreaterThan(3);
  });
});

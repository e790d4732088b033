import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compare, decimalOf, multiply } from '../../shared/rules/decimal.ts';
import {
  checkLocalAnaesthetics,
  dosingWeight,
  type LimitPatient,
  type LimitQuestion,
  type PlannedDose,
} from '../../shared/rules/dose-limit.ts';
import {
  checkDoseCaps,
  checkSiteBlocks,
  checkSteroids,
  type EarlierSteroid,
  type GivenDose,
} from '../../shared/rules/dose-rules.ts';
import { doseMg } from '../../shared/rules/dose.ts';
import { reference } from './reference-data.ts';

const today = '2026-03-10';
const now = '2026-03-10T10:00:00.000Z';

function patient(kg: string, more: Partial<LimitPatient> = {}): LimitPatient {
  return {
    ageYears: 40,
    weight: { kg, measuredOn: '2026-03-01' },
    heightCm: null,
    flags: new Set(),
    ...more,
  };
}

function ask(planned: PlannedDose[], more: Partial<LimitQuestion> = {}) {
  return checkLocalAnaesthetics(reference, {
    planned,
    earlier: [],
    patient: patient('70'),
    jurisdiction: 'unset',
    now,
    today,
    ...more,
  });
}

const dose = (substanceId: string, mg: string | null, regions: string[] = []): PlannedDose => ({
  substanceId,
  doseMg: mg,
  regions,
});
const codes = (verdict: { issues: { code: string }[] }) => verdict.issues.map(({ code }) => code);

const vector = z.object({
  id: z.string(),
  input: z.object({
    weightKg: z.number(),
    substance: z.string().optional(),
    strength: z.string().optional(),
    volumeMl: z.number().optional(),
    region: z.string().optional(),
    mix: z.array(z.object({ substance: z.string(), doseMg: z.number() })).optional(),
    jurisdiction: z.string(),
  }),
  expect: z.object({
    doseMg: z.number().optional(),
    limitMg: z.number().optional(),
    fraction: z.number(),
    level: z.enum(['ok', 'warn', 'block']),
    extra: z.string().optional(),
  }),
});

describe('the worked examples of the catalogue', () => {
  const examples = reference.data.substances.testVectors
    .filter(({ id }) => id.startsWith('tv-la'))
    .map((entry) => vector.parse(entry));
  it('are all there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
  });
  it.each(examples)('$id', ({ input, expect: expected }) => {
    const [value = '', unit = ''] = (input.strength ?? '').split(' ');
    const planned = input.mix
      ? input.mix.map((part) => dose(part.substance, decimalOf(part.doseMg)))
      : [
          dose(
            input.substance ?? '',
            doseMg(decimalOf(input.volumeMl ?? 0), value, unit),
            input.region ? [input.region] : [],
          ),
        ];
    const verdict = ask(planned, {
      patient: patient(decimalOf(input.weightKg)),
      jurisdiction: input.jurisdiction,
    });
    expect(verdict.level).toBe(expected.level);
    expect(verdict.fraction).toBe(decimalOf(expected.fraction));
    if (expected.doseMg !== undefined) expect(verdict.substances[0]?.doseMg).toBe(decimalOf(expected.doseMg));
    if (expected.limitMg !== undefined)
      expect(verdict.substances[0]?.limitMg).toBe(decimalOf(expected.limitMg));
    if (expected.extra === 'two local anaesthetics mixed')
      expect(codes(verdict)).toContain('two-local-anaesthetics');
  });
});

describe('the limit of a local anaesthetic', () => {
  it.each([
    ['exactly reached', '180', 'warn'],
    ['passed by a thousandth', '180.001', 'block'],
    ['at 80 %', '144', 'warn'],
    ['just below 80 %', '143.999', 'ok'],
  ])('%s', (_, mg, level) => {
    expect(ask([dose('lidocaine', mg)], { patient: patient('40') }).level).toBe(level);
  });

  it('is the strictest of all where the jurisdiction is unset or not listed, and national where it is', () => {
    const limit = (id: string, jurisdiction: string) =>
      ask([dose(id, '1')], { jurisdiction, patient: patient('100') }).substances[0]?.limitMg;
    expect([
      limit('lidocaine', 'unset'),
      limit('lidocaine', 'ZA'),
      limit('lidocaine', 'US'),
      limit('lidocaine', 'GB'),
    ]).toEqual(['200', '200', '300', '200']);
    expect([limit('mepivacaine', ''), limit('mepivacaine', 'US')]).toEqual(['300', '400']);
    expect([limit('bupivacaine', 'UK'), limit('bupivacaine', 'US')]).toEqual(['150', '175']);
  });

  it('counts what was given in the last 24 hours', () => {
    const at = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();
    const earlier = (hours: number) => [{ ...dose('lidocaine', '150'), at: at(hours) }];
    expect(ask([dose('lidocaine', '60')], { earlier: earlier(23.9) }).level).toBe('block');
    expect(ask([dose('lidocaine', '60')], { earlier: earlier(24) }).level).toBe('block');
    expect(ask([dose('lidocaine', '60')], { earlier: earlier(24.1) }).level).toBe('ok');
    expect(ask([dose('bupivacaine', '75')], { earlier: earlier(2) })).toMatchObject({
      level: 'block',
      fraction: '1.286',
    });
  });

  it('of procaine in the neck is 200 mg in two hours, and again later', () => {
    const neck = [dose('procaine', '150', ['neck-posterior'])];
    const given = (hours: number) => [
      {
        ...dose('procaine', '100', ['head-face']),
        at: new Date(Date.parse(now) - hours * 3_600_000).toISOString(),
      },
    ];
    expect(ask(neck, { earlier: given(1) }).level).toBe('block');
    expect(ask(neck, { earlier: given(3) }).level).toBe('ok');
    expect(ask([dose('procaine', '250', ['lumbar'])])).toMatchObject({
      level: 'ok',
      substances: [{ limitMg: '490' }],
    });
  });

  it('of procaine is two thirds with vascular disease or diabetes, exactly', () => {
    const flags = new Set(['diabetes']);
    const neck = (mg: string) =>
      ask([dose('procaine', mg, ['neck-posterior'])], { patient: patient('70', { flags }) });
    expect(neck('133.333333')).toMatchObject({ level: 'warn', substances: [{ limitMg: '133.33' }] });
    expect(neck('133.3333334').level).toBe('block');
  });

  it('adds up thirds to one and not above', () => {
    const thirds = [dose('lidocaine', '45'), dose('bupivacaine', '20'), dose('ropivacaine', '30')];
    expect(ask(thirds, { patient: patient('30') })).toMatchObject({ level: 'warn', fraction: '1' });
    const more = [dose('lidocaine', '45'), dose('bupivacaine', '20'), dose('ropivacaine', '30.000001')];
    expect(ask(more, { patient: patient('30') })).toMatchObject({ level: 'block', fraction: '1' });
  });

  it('warns frail people from half of it', () => {
    const half = [dose('lidocaine', '100')];
    expect(ask(half).level).toBe('ok');
    expect(codes(ask(half, { patient: patient('70', { ageYears: 65 }) }))).toEqual(['la-reduce-dose']);
    expect(ask(half, { patient: patient('70', { flags: new Set(['liver-impairment']) }) }).level).toBe(
      'warn',
    );
    expect(ask(half, { patient: patient('70', { frail: true }) }).level).toBe('warn');
    expect(ask([dose('lidocaine', '99.99')], { patient: patient('70', { frail: true }) }).level).toBe('ok');
  });
});

describe('a local anaesthetic without what its limit needs', () => {
  it.each<[string, Partial<LimitPatient>, string]>([
    ['no weight', { weight: null }, 'la-weight'],
    ['a weight of 181 days ago', { weight: { kg: '70', measuredOn: '2025-09-10' } }, 'la-weight'],
    ['a weight of tomorrow', { weight: { kg: '70', measuredOn: '2026-03-11' } }, 'la-weight'],
    ['a weight of nothing', { weight: { kg: '0', measuredOn: today } }, 'la-weight'],
    ['a child', { ageYears: 11 }, 'prescriber-limit-needed'],
  ])('is blocked with %s', (_, more, code) => {
    const verdict = ask([dose('lidocaine', '1')], { patient: patient('70', more) });
    expect(verdict).toMatchObject({ level: 'block', fraction: null });
    expect(codes(verdict)).toContain(code);
  });
  it('goes on with a weight of 180 days ago, or without one where no anaesthetic is given', () => {
    expect(
      ask([dose('lidocaine', '1')], {
        patient: patient('70', { weight: { kg: '70', measuredOn: '2025-09-11' } }),
      }).level,
    ).toBe('ok');
    expect(
      ask([dose('triamcinolone-acetonide', '10')], { patient: patient('70', { weight: null }) }).level,
    ).toBe('ok');
  });
  it('is not helped by a typed limit of nothing', () => {
    const prescribed = [{ substanceId: 'lidocaine', limitMg: '0', reason: 'dose chart' }];
    expect(
      codes(ask([dose('lidocaine', '1')], { patient: patient('30', { ageYears: 10 }), prescribed })),
    ).toEqual(['prescriber-limit-needed']);
  });
  it('goes on from the very day of the age that the label names, with a weight of today', () => {
    const young = patient('40', { ageYears: 12, weight: { kg: '40', measuredOn: today } });
    expect(ask([dose('lidocaine', '10')], { patient: young }).level).toBe('ok');
  });
  it('is blocked when its dose is not known in mg', () => {
    expect(codes(ask([dose('lidocaine', null)]))).toEqual(['dose-unknown']);
  });
  it('takes the limit that a prescriber has typed for a child, never above the label', () => {
    const child = patient('30', { ageYears: 10 });
    const prescribed = (limitMg: string, reason = 'dose chart of the hospital') => [
      { substanceId: 'lidocaine', limitMg, reason },
    ];
    expect(ask([dose('lidocaine', '50')], { patient: child, prescribed: prescribed('60') })).toMatchObject({
      level: 'warn',
      substances: [{ limitMg: '60' }],
    });
    expect(ask([dose('lidocaine', '61')], { patient: child, prescribed: prescribed('60') }).level).toBe(
      'block',
    );
    expect(ask([dose('lidocaine', '140')], { patient: child, prescribed: prescribed('1000') }).level).toBe(
      'block',
    );
    expect(ask([dose('lidocaine', '50')], { patient: child, prescribed: prescribed('60', ' ') }).level).toBe(
      'block',
    );
    expect(ask([dose('procaine', '50')], { patient: patient('60', { ageYears: 14 }) }).level).toBe('block');
  });
});

describe('the weight that counts', () => {
  it.each<[string, Partial<LimitPatient>, string, string, boolean]>([
    ['actual below an index of 30', { heightCm: '170' }, '86.6', '86.6', false],
    ['at most that of an index of 30 until the ideal is typed', { heightCm: '170' }, '120', '86.7', true],
    ['ideal from an index of 30', { heightCm: '170', idealKg: '66' }, '120', '66', false],
    ['actual where the ideal is higher', { heightCm: '170', idealKg: '130' }, '120', '120', false],
    ['actual without a height', {}, '120', '120', false],
    ['actual with a height of nothing', { heightCm: '0' }, '120', '120', false],
    ['asked for from exactly 30', { heightCm: '100' }, '30', '30', true],
    ['not an ideal of nothing', { heightCm: '170', idealKg: '0' }, '120', '86.7', true],
  ])('is %s', (_, more, kg, counts, idealMissing) => {
    expect(dosingWeight(patient(kg, more))).toEqual({ kg: counts, idealMissing });
  });
});

describe('whatever is given', () => {
  it('never becomes safer by giving more or weighing less', () => {
    const rank = { ok: 0, warn: 1, block: 2 };
    const mg = fc.integer({ min: 1, max: 4000 }).map((units) => multiply(String(units), '0.1'));
    const id = fc.constantFrom('lidocaine', 'bupivacaine', 'procaine', 'mepivacaine');
    fc.assert(
      fc.property(
        id,
        mg,
        mg,
        fc.integer({ min: 3, max: 200 }),
        fc.integer({ min: 0, max: 50 }),
        (substanceId, one, more, kg, lighter) => {
          const small = ask([dose(substanceId, one)], { patient: patient(String(kg)) });
          const large = ask([dose(substanceId, one), dose(substanceId, more)], {
            patient: patient(String(kg)),
          });
          const light = ask([dose(substanceId, one)], {
            patient: patient(String(Math.max(1, kg - lighter))),
          });
          expect(rank[large.level]).toBeGreaterThanOrEqual(rank[small.level]);
          expect(rank[light.level]).toBeGreaterThanOrEqual(rank[small.level]);
          const limit = small.substances[0]?.limitMg ?? '0';
          expect(small.level === 'block').toBe(compare(one, limit) > 0);
        },
      ),
    );
  });
});

const heel = [{ siteId: 'site-calcaneus-medial-process', side: 'right' as const }];

describe('steroid at the heel of case 3', () => {
  const given = { substanceId: 'triamcinolone-acetonide', doseMg: '20', sites: heel };
  const past = (...days: (string | null)[]) =>
    days.map((on) => ({ on, region: 'foot-plantar', side: 'right' as const }));
  it('five weeks after the last is asked, for the interval and for the fat pad', () => {
    const issues = checkSteroids(reference, [given], past('2026-02-03'), today);
    expect(issues.map(({ level, code }) => `${level} ${code}`)).toEqual([
      'ask steroid-interval',
      'ask steroid-tissue',
    ]);
    expect(issues[0]?.params).toMatchObject({ days: '35', min: '42', last: '2026-02-03' });
  });
  it.each<[string, EarlierSteroid[], string[]]>([
    ['six weeks after', past('2026-01-27'), []],
    ['on the same day', past(today), ['steroid-interval']],
    ['before one that is dated tomorrow', past('2026-03-11'), []],
    ['a day short of six weeks', past('2026-01-28'), ['steroid-interval']],
    ['the fourth in a year', past('2025-03-11', '2025-06-01', '2025-09-01'), ['steroid-count']],
    ['the fourth, the first a year ago', past('2025-03-10', '2025-06-01', '2025-09-01'), []],
    ['after one whose day nobody knows', past(null), ['steroid-date-unknown']],
    ['after one on the other side', past('2026-03-01').map((one) => ({ ...one, side: 'left' as const })), []],
    ['after one in the knee', past('2026-03-01').map((one) => ({ ...one, region: 'knee' })), []],
  ])('%s', (_, earlier, expected) => {
    const found = checkSteroids(reference, [given], earlier, today).map(({ code }) => code);
    expect(found.filter((code) => code !== 'steroid-tissue')).toEqual(expected);
  });
  it('says nothing for other substances', () => {
    expect(
      checkSteroids(reference, [{ ...given, substanceId: 'lidocaine' }], past('2026-03-01'), today),
    ).toEqual([]);
  });
});

describe('other limits', () => {
  const given = (substanceId: string, mg: string, on: string): GivenDose => ({
    substanceId,
    doseMg: mg,
    sites: heel,
    on,
    at: `${on}T09:00:00.000Z`,
  });
  const planned = (substanceId: string, mg: string | null) => [{ substanceId, doseMg: mg, sites: heel }];
  it.each<[string, string, string | null, GivenDose[], string[]]>([
    ['a usual steroid', 'triamcinolone-acetonide', '40', [], []],
    ['a large steroid is asked', 'triamcinolone-acetonide', '41', [], ['ask dose-max']],
    ['a large anti-inflammatory is refused', 'diclofenac', '76', [], ['refuse dose-max']],
    [
      'a third anti-inflammatory in a day is refused',
      'diclofenac',
      '75',
      [given('diclofenac', '76', today)],
      ['refuse day-max'],
    ],
    ['a dose that is not a mass is refused', 'diclofenac', null, [], ['refuse dose-unknown']],
    [
      'a sixth day of a relaxant is asked',
      'thiocolchicoside',
      '4',
      ['09', '08', '07', '06', '05'].map((day) => given('thiocolchicoside', '4', `2026-03-${day}`)),
      ['ask days-max'],
    ],
    [
      'a fifth day is not',
      'thiocolchicoside',
      '4',
      ['09', '08', '07', '06'].map((day) => given('thiocolchicoside', '4', `2026-03-${day}`)),
      [],
    ],
    ['a substance without a limit', 'glucose-5', '400', [], []],
  ])('%s', (_, id, mg, earlier, expected) => {
    expect(
      checkDoseCaps(reference, planned(id, mg), earlier, today, now).map(
        ({ level, code }) => `${level} ${code}`,
      ),
    ).toEqual(expected);
  });
  it('of a day count what was given 24 hours ago, and not what was given before', () => {
    const at = (instant: string) => [{ ...given('diclofenac', '76', '2026-03-09'), at: instant }];
    const found = (instant: string) =>
      checkDoseCaps(reference, planned('diclofenac', '75'), at(instant), today, now).length;
    expect([found('2026-03-09T10:00:00.000Z'), found('2026-03-09T09:59:59.000Z')]).toEqual([1, 0]);
  });
  it('epinephrine is refused in a finger, asked in a hand, and fine in a calf', () => {
    const at = (siteId: string, places?: string[]) =>
      checkSiteBlocks(reference, [
        {
          substanceId: 'lidocaine-epinephrine',
          doseMg: '10',
          sites: [{ siteId, side: 'left' }],
          ...(places && { places }),
        },
      ]).map(({ level, code }) => `${level} ${code}`);
    expect(at('opponens-pollicis', ['fingers'])).toEqual(['refuse site-block']);
    expect(at('opponens-pollicis')).toEqual(['ask site-block-near']);
    expect(at('opponens-pollicis', [])).toEqual([]);
    expect(at('masseter')).toEqual(['ask site-block-near']);
    expect(at('gastrocnemius-medialis')).toEqual([]);
  });
});

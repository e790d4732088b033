import { describe, expect, it } from 'vitest';
import { finding as findingSchema, type Finding } from '../../shared/contract/finding.ts';
import {
  checkFinding,
  compareFindings,
  deriveFinding,
  meetsTriggerPointCriteria,
  pptMean,
  remoteFromComplaint,
  triggerPointSigns,
} from '../../shared/rules/findings.ts';
import { reference } from './reference-data.ts';

const trapezius: Finding = {
  id: 'f1',
  structureType: 'taut-band',
  siteId: 'trapezius-descendens',
  side: 'right',
  grade: 3,
  jumpSign: true,
  twitchOnPalpation: true,
  band: true,
  nodule: false,
  referredPain: 'temple',
  activity: 'active',
  resolved: false,
  examinedOn: '2026-03-01',
  note: '',
};

const codes = (finding: Finding) =>
  checkFinding(reference, finding, '2026-03-01').map(
    ({ level, code, fieldKey }) => `${level} ${code} ${fieldKey}`,
  );

describe('a trigger point', () => {
  it.each<[string, Partial<Finding>, boolean]>([
    ['band, spot and referral', {}, true],
    ['band and spot', { referredPain: ' ' }, true],
    ['spot and referral', { structureType: 'tender-point-soft-tissue', band: false }, true],
    ['band and referral', { grade: 0 }, true],
    [
      'a band that the type says, and a spot of the first grade',
      { band: false, grade: 1, referredPain: '' },
      true,
    ],
    ['a spot alone', { structureType: 'periosteal-tender-point', band: false, referredPain: '' }, false],
    ['a band alone', { grade: 0, referredPain: '' }, false],
  ])('is derived from %s', (_, more, meets) => {
    expect(meetsTriggerPointCriteria({ ...trapezius, ...more })).toBe(meets);
  });

  const structures = findingSchema.shape.structureType.options;
  const grades = [undefined, 0, 1, 2, 3, 4];
  const square = [
    [1, 1],
    [9, 1],
    [9, 9],
  ] as [number, number][];
  const referrals: [Partial<Finding>, boolean][] = [
    [{ referredPain: '' }, false],
    [{ referredPain: ' \t', referredArea: [], referredRegions: [] }, false],
    [{ referredPain: '', referredQuality: 'ache' }, false],
    [{ referredPain: 'temple' }, true],
    [{ referredPain: '', referredArea: [{ figure: 'back', points: square }] }, true],
    [{ referredPain: '', referredRegions: [{ region: 'knee', side: 'left' }] }, true],
  ];
  it('is two of the three signs in every combination of structure, band, tenderness and referral', () => {
    let met = 0;
    for (const structureType of structures)
      for (const band of [true, false])
        for (const grade of grades)
          for (const [referral, refers] of referrals) {
            const { grade: _, ...rest } = trapezius;
            const finding: Finding = {
              ...{ ...rest, ...referral, structureType, band },
              ...(grade !== undefined && { grade }),
            };
            const hasBand = band || structureType === 'taut-band';
            const hasSpot = grade !== undefined && grade > 0;
            const expected = [hasBand, hasSpot, refers].filter(Boolean).length >= 2;
            expect(meetsTriggerPointCriteria(finding)).toBe(expected);
            expect(deriveFinding(reference, finding).meetsTriggerPointCriteria).toBe(expected);
            met += expected ? 1 : 0;
          }
    expect(met).toBeGreaterThan(100);
  });

  it('is no matter of jump, twitch, nodule, activity, what the patient knows or where it comes from', () => {
    const alone: Finding = {
      ...trapezius,
      ...{ structureType: 'periosteal-tender-point', band: false, referredPain: '', jumpSign: false },
    };
    for (const more of [
      { jumpSign: true, twitchOnPalpation: true, nodule: true, noduleSizeMm: '8' },
      { activity: 'active', recognisedByPatient: true },
      { suspectedOrigin: 'organ', needleResistance: 'bone-like' },
      { ppt: ['1', '1', '1'], pptOtherSide: ['9', '9', '9'] },
    ] satisfies Partial<Finding>[])
      expect(meetsTriggerPointCriteria({ ...alone, ...more })).toBe(false);
  });
});

describe('what a finding brings with it', () => {
  it('comes from its site: region, segments, lung field, kind', () => {
    expect(deriveFinding(reference, { ...trapezius, siteId: 'levator-scapulae' })).toMatchObject({
      region: 'neck-posterior',
      segments: ['C3', 'C4', 'C5'],
      lungField: true,
      seedKind: 2,
      pptMean: null,
    });
  });
  it('is the mean of three pressure readings and the difference to the other side', () => {
    const measured = { ...trapezius, ppt: ['2.1', '2.2', '2.4'], pptOtherSide: ['4', '4', '4'] };
    expect(deriveFinding(reference, measured)).toMatchObject({ pptMean: '2.23', pptDifference: '1.77' });
    expect(pptMean([])).toBeNull();
    expect(codes(measured)).toEqual([]);
  });
});

describe('a finding far from where it hurts', () => {
  const knee = [{ region: 'knee', side: 'left' as const }];
  it.each([
    ['gluteus-minimus', 'left', true],
    ['quadratus-lumborum', 'left', true],
    ['popliteus', 'left', false],
    ['popliteus', 'right', true],
  ] as const)('%s %s is remote: %s', (siteId, side, remote) => {
    expect(remoteFromComplaint(reference, { siteId, side }, knee)).toBe(remote);
  });
  it.each([
    ['left', 'midline', false],
    ['midline', 'left', false],
    ['midline', 'midline', false],
    ['left', 'right', true],
  ] as const)('a complaint %s and a finding %s in one region: remote %s', (complaint, side, remote) => {
    const place = [{ region: 'knee', side: complaint }];
    expect(remoteFromComplaint(reference, { siteId: 'popliteus', side }, place)).toBe(remote);
  });
  it('is told for each region of the chart, each side and several places of complaint', () => {
    const sides = ['left', 'right', 'midline'] as const;
    const sites = reference.data.muscles.entries;
    const regions = [...new Set(sites.map(({ region }) => region))];
    const firstIn = new Map(sites.toReversed().map(({ id, region }) => [region, id]));
    const meets = (a: string, b: string) => a === b || [a, b].includes('midline');
    for (const region of regions)
      for (const hurts of regions)
        for (const side of sides)
          for (const of of sides) {
            const found = { siteId: firstIn.get(region) ?? '', side };
            const remote = !(region === hurts && meets(side, of));
            expect(remoteFromComplaint(reference, found, [{ region: hurts, side: of }])).toBe(remote);
            // One of several complaints is enough to be near.
            const also = [
              { region: hurts, side: of },
              { region, side },
            ];
            expect(remoteFromComplaint(reference, found, also)).toBe(false);
          }
  });
  it('cannot be told without a complaint', () => {
    expect(remoteFromComplaint(reference, trapezius, [])).toBe(false);
  });
});

describe('a finding that does not fit', () => {
  it.each<[string, Partial<Finding>, string[]]>([
    ['a site that nobody knows', { siteId: 'tail' }, ['refuse unknown-site siteId']],
    ['the midline of a paired muscle', { side: 'midline' }, ['ask side-does-not-fit side']],
    [
      'a side of a ligament in the midline',
      { siteId: 'site-interspinous-lumbar', structureType: 'tender-point-soft-tissue' },
      ['refuse side-does-not-fit side'],
    ],
    ['a taut band in bone', { siteId: 'site-calcaneus-medial-process' }, ['ask site-kind siteId']],
    ['a jump with mild tenderness', { grade: 1 }, ['ask jump-sign-without-grade grade']],
    [
      'an active point that the patient does not know',
      { recognisedByPatient: false },
      ['ask active-not-recognised activity'],
    ],
    ['a gone finding that still hurts', { resolved: true }, ['ask resolved-but-tender resolved']],
    ['an examination to come', { examinedOn: '2026-03-02' }, ['refuse in-the-future examinedOn']],
    [
      'two readings and no other side',
      { ppt: ['2', '3'] },
      ['ask ppt-three-readings ppt', 'ask ppt-other-side pptOtherSide'],
    ],
    [
      'a reading of nothing',
      { ppt: ['0', '2', '2'], pptOtherSide: ['2', '2', '13'] },
      ['refuse out-of-range ppt', 'ask unusual pptOtherSide'],
    ],
    ['a nodule of no size', { noduleSizeMm: '0' }, ['refuse not-positive noduleSizeMm']],
  ])('is caught: %s', (_, more, expected) => {
    expect(codes({ ...trapezius, ...more })).toEqual(expected);
  });
  it('is refused at the door with a grade or a key that does not exist', () => {
    expect(findingSchema.safeParse(trapezius).success).toBe(true);
    expect(findingSchema.safeParse({ ...trapezius, grade: 5 }).success).toBe(false);
    expect(findingSchema.safeParse({ ...trapezius, meetsTriggerPointCriteria: true }).success).toBe(false);
    expect(findingSchema.safeParse({ ...trapezius, ppt: ['1', '2', '3', '4'] }).success).toBe(false);
  });
});

describe('pressure thresholds', () => {
  const measured = (ppt: string[], pptOtherSide: string[]) => codes({ ...trapezius, ppt, pptOtherSide });
  it('are taken from the lowest to the highest limit, and asked above twelve', () => {
    expect(measured(['0.1', '12', '12'], ['12', '12', '12'])).toEqual([]);
    expect(measured(['20', '1', '1'], ['1', '1', '1'])).toEqual(['ask unusual ppt']);
    expect(measured(['0.09', '20.1', '1'], ['1', '1', '1'])).toEqual([
      'refuse out-of-range ppt',
      'refuse out-of-range ppt',
    ]);
  });
  it('of one side alone give no difference', () => {
    expect(deriveFinding(reference, { ...trapezius, ppt: ['2', '2', '2'] })).toMatchObject({
      pptMean: '2',
      pptDifference: null,
    });
    expect(codes({ ...trapezius, ppt: [], pptOtherSide: ['2', '2', '2'] })).toEqual([
      'ask ppt-other-side ppt',
    ]);
    expect(measured([], [])).toEqual([]);
  });
});

describe('a finding examined again', () => {
  it('may be resolved when nothing hurts any more', () => {
    expect(codes({ ...trapezius, grade: 0, jumpSign: false, resolved: true })).toEqual([]);
  });
  it('has no change of threshold where only one visit measured', () => {
    expect(compareFindings(trapezius, { ...trapezius, ppt: ['3', '3', '3'] }).ppt).toBeNull();
    expect(compareFindings({ ...trapezius, ppt: ['3', '3', '3'] }, trapezius).ppt).toBeNull();
  });
  it('says what changed', () => {
    const later = { ...trapezius, grade: 1, ppt: ['3', '3', '3'], jumpSign: false };
    expect(compareFindings({ ...trapezius, ppt: ['2', '2', '2'] }, later)).toEqual({
      grade: -2,
      ppt: '1',
      resolved: false,
      activity: null,
    });
    expect(compareFindings(trapezius, { ...trapezius, grade: 0, resolved: true })).toEqual({
      grade: -3,
      ppt: null,
      resolved: true,
      activity: null,
    });
  });
});

describe('a finding that nobody has examined for tenderness', () => {
  const { grade: _, ...ungraded } = trapezius;
  it('is refused by name, whatever else is said of it', () => {
    const issues = checkFinding(reference, { ...ungraded, jumpSign: true, resolved: true }, '2026-03-01');
    expect(issues).toEqual([
      {
        level: 'refuse',
        code: 'finding-without-grade',
        at: 'f1',
        fieldKey: 'grade',
        params: { site: 'trapezius-descendens:right' },
      },
    ]);
  });
  it('has no hypersensitive spot, and no change since the last time', () => {
    expect(triggerPointSigns({ ...ungraded, referredPain: '' })).toEqual(['band']);
    expect(compareFindings(trapezius, ungraded).grade).toBeNull();
    expect(compareFindings(ungraded, trapezius).grade).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { finding as findingSchema, type Finding } from '../../shared/contract/finding.ts';
import {
  checkFinding,
  compareFindings,
  deriveFinding,
  meetsTriggerPointCriteria,
  pptMean,
  remoteFromComplaint,
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

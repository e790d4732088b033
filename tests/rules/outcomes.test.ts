import { describe, expect, it } from 'vitest';
import {
  analgesicState,
  isPainScore,
  nprsChange,
  psfsChange,
  psfsMean,
  vasChange,
} from '../../shared/rules/outcomes.ts';

describe('pain on the numeric scale', () => {
  it.each([
    ['7', '2', '-5', 'much-better', true],
    ['6', '5', '-1', 'slightly-better', false],
    ['6', '4', '-2', 'much-better', true],
    ['5', '5', '0', 'no-change', false],
    ['3', '4', '1', 'slightly-worse', false],
    ['3', '5', '2', 'much-worse', true],
    ['0', '10', '10', 'much-worse', true],
    // 30 % of the start are reached with one point only from 3 downwards; a rise is judged by points alone.
    ['4', '3', '-1', 'slightly-better', false],
    ['3', '2', '-1', 'better-by-share', true],
    ['1', '0', '-1', 'better-by-share', true],
    ['10', '8', '-2', 'much-better', true],
    ['10', '9', '-1', 'slightly-better', false],
    ['1', '2', '1', 'slightly-worse', false],
  ] as const)('from %s to %s is a change of %s, %s', (before, after, difference, band, meaningful) => {
    expect(nprsChange(before, after)).toEqual({ difference, band, meaningful });
  });
  it('is a whole number from 0 to 10', () => {
    expect(['0', '7', '10'].every(isPainScore)).toBe(true);
    expect(['', '11', '-1', '7.5', '07', '1e1'].some(isPainScore)).toBe(false);
  });
  it('on the 100 mm line has only a display line', () => {
    expect(vasChange('60', '40')).toEqual({ difference: '-20', reachesLine: true });
    expect(vasChange('40', '60')).toEqual({ difference: '20', reachesLine: true });
    expect(vasChange('60', '41')).toEqual({ difference: '-19', reachesLine: false });
  });
});

function rate(walk: string, stairs: string, bear: string) {
  return [
    { activity: 'walk', score: walk },
    { activity: 'stairs', score: stairs },
    { activity: 'bear weight', score: bear },
  ];
}

describe('what the patient can do again', () => {
  it('is large in the knee case: 0.33 to 8', () => {
    expect(psfsMean(rate('0', '0', '1'))).toBe('0.33');
    expect(psfsChange(rate('0', '0', '1'), rate('8', '7', '9'))).toEqual({
      comparable: true,
      before: '0.33',
      after: '8',
      difference: '7.67',
      direction: 'better',
      band: 'large',
    });
  });
  it.each([
    ['1', '1', '1', 'none'],
    ['2', '1', '0.9', 'small'],
    ['2', '1', '0.8', 'none'],
    ['3', '2', '1.9', 'medium'],
    ['3', '3', '2.1', 'large'],
    ['3', '3', '2', 'medium'],
  ])('gains of %s, %s and %s are %s', (walk, stairs, bear, band) => {
    expect(psfsChange(rate('0', '0', '0'), rate(walk, stairs, bear))).toMatchObject({ band });
    expect(psfsChange(rate(walk, stairs, bear), rate('0', '0', '0'))).toMatchObject({
      band,
      direction: 'worse',
    });
  });
  it('that did not change is the same', () => {
    expect(psfsChange(rate('3', '4', '5'), rate('5', '4', '3'))).toMatchObject({
      direction: 'same',
      band: 'none',
      difference: '0',
    });
  });
  it('is not compared between different activities, nor without any', () => {
    expect(psfsChange(rate('0', '0', '1'), rate('8', '7', '9').slice(1))).toEqual({ comparable: false });
    expect(psfsChange([], [])).toEqual({ comparable: false });
    expect(psfsChange(rate('0', '0', '1'), [])).toEqual({ comparable: false });
    expect(psfsMean([])).toBeNull();
  });
});

describe('analgesics', () => {
  const reports = (...list: [string, number][]) => list.map(([on, days]) => ({ on, days }));
  it.each([
    ['nothing is known', reports(), { state: 'unknown' }],
    [
      'still taken',
      reports(['2026-01-07', 7], ['2026-01-14', 3]),
      { state: 'using', days: 3, on: '2026-01-14' },
    ],
    [
      'one clear week',
      reports(['2026-01-07', 7], ['2026-01-14', 0]),
      { state: 'clear-so-far', clearSince: '2026-01-08', clearDays: 7 },
    ],
    [
      'thirteen clear days',
      reports(['2026-01-14', 0], ['2026-01-20', 0]),
      { state: 'clear-so-far', clearSince: '2026-01-08', clearDays: 13 },
    ],
    [
      'fourteen clear days',
      reports(['2026-01-14', 0], ['2026-01-21', 0]),
      { state: 'stopped', stoppedOn: '2026-01-08', confirmedOn: '2026-01-21', clearDays: 14 },
    ],
    [
      'three clear weeks',
      reports(['2026-01-28', 0], ['2026-01-14', 0], ['2026-01-21', 0]),
      { state: 'stopped', stoppedOn: '2026-01-08', confirmedOn: '2026-01-21', clearDays: 21 },
    ],
    [
      'a week of which nobody knows',
      reports(['2026-01-14', 0], ['2026-01-22', 0]),
      { state: 'clear-so-far', clearSince: '2026-01-16', clearDays: 7 },
    ],
    [
      'taken again',
      reports(['2026-01-14', 0], ['2026-01-21', 0], ['2026-01-28', 1]),
      { state: 'using', days: 1, on: '2026-01-28' },
    ],
    [
      'two reports of one day that disagree',
      reports(['2026-01-14', 0], ['2026-01-14', 2]),
      { state: 'clear-so-far', clearSince: '2026-01-08', clearDays: 7 },
    ],
  ])('%s', (_, list, state) => {
    expect(analgesicState(list)).toEqual(state);
  });
});

import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/rules/calendar.ts';
import { silencesOf } from '../../shared/rules/course-gaps.ts';

const day = (count: number) => addDays('2026-11-23', count);
const silent = (...days: number[]) => silencesOf(days.map(day)).map(({ from, to }) => [from, to]);

describe('a silence of a course', () => {
  it('is more than twice the usual time between visits', () => {
    expect(silent(0, 7, 14, 28)).toEqual([]);
    expect(silent(0, 7, 14, 29)).toEqual([[day(14), day(29)]]);
  });
  it('is at least two weeks, however close the visits were', () => {
    expect(silent(0, 2, 4, 17)).toEqual([]);
    expect(silent(0, 2, 4, 18)).toEqual([[day(4), day(18)]]);
  });
  it('is none where there is no rhythm yet, and several visits of one day are one', () => {
    expect(silent(0, 90)).toEqual([]);
    expect(silent(0, 0, 90, 90)).toEqual([]);
    expect(silent()).toEqual([]);
  });
  it('is found in any order of the visits', () => {
    expect(silent(40, 14, 0, 7)).toEqual([[day(14), day(40)]]);
  });
});

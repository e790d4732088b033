import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/rules/calendar.ts';
import type { Taken } from '../../shared/rules/course-outcomes.ts';
import { plotCourse, type PlotSource } from '../../shared/rules/course-plot.ts';

const first = '2026-11-23';
const weeks = (count: number) => addDays(first, count * 7);
const pain = (value: string, week: number, moment: Taken['moment'] = 'before'): Taken => ({
  ...{ measure: 'nprs', item: 'knee:left', value, moment, measuredOn: weeks(week) },
});
const drawn = (source: Partial<PlotSource>) =>
  plotCourse({
    ...{ from: first, outcomes: [], pending: [], visits: [], missed: [], stoppedOn: null },
    ...source,
  });

describe('the picture of a course', () => {
  it('is none where nothing was measured that can be drawn', () => {
    expect(drawn({})).toBeNull();
  });

  it('sets start and change line two points of pain apart, and joins the visits', () => {
    const [panel] = drawn({ outcomes: [pain('7', 0), pain('4', 1), pain('2', 2)] })?.panels ?? [];
    expect(panel?.start?.value).toBe('7');
    expect(panel?.change).toMatchObject({ value: '5' });
    expect(panel?.lines).toHaveLength(1);
    expect(panel?.marks.map(({ value }) => value)).toEqual(['7', '4', '2']);
    const heights = panel?.marks.map(({ y }) => y) ?? [];
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  it('sets the change line of little pain where one point is its share, and none where nothing is left', () => {
    const lineFrom = (start: string) =>
      drawn({ outcomes: [pain(start, 0), pain('0', 1)] })?.panels[0]?.change?.value;
    expect(['10', '4', '3', '2', '1', '0'].map(lineFrom)).toEqual(['8', '2', '2', '1', '0', undefined]);
  });

  it('leaves a gap where a visit was missed', () => {
    const outcomes = [pain('7', 0), pain('6', 1), pain('5', 3), pain('4', 4)];
    const plot = drawn({ outcomes, missed: [{ on: weeks(2), status: 'did-not-attend' }] });
    expect(plot?.panels[0]?.lines).toHaveLength(2);
    expect(plot?.missed).toHaveLength(1);
    const x = plot?.panels[0]?.marks.map((mark) => mark.x) ?? [];
    expect((x[2] ?? 0) - (x[1] ?? 0)).toBeCloseTo(2 * ((x[1] ?? 0) - (x[0] ?? 0)), 1);
  });

  it('leaves a gap where nobody came for more than twice the usual time, unless something was measured then', () => {
    const visits = [0, 1, 2, 3, 8, 9].map((week) => ({ on: weeks(week), techniques: ['A'] }));
    const outcomes = visits.map(({ on }, at) => ({ ...pain(String(8 - at), 0), measuredOn: on }));
    const plot = drawn({ outcomes, visits });
    expect(plot?.silences.map(({ from, to }) => [from, to])).toEqual([[weeks(3), weeks(8)]]);
    expect(plot?.panels[0]?.lines).toHaveLength(2);
    const called = drawn({ outcomes: [...outcomes.slice(0, 4), pain('4', 5), ...outcomes.slice(4)], visits });
    expect(called?.panels[0]?.lines).toHaveLength(1);
  });

  it('does not join pain over a visit without it, and shows thinly that activities were not asked in between', () => {
    const visits = [0, 1, 2].map((week) => ({ on: weeks(week), techniques: ['A'] }));
    const own = (value: string, week: number): Taken => ({
      ...pain(value, week),
      ...{ measure: 'psfs', item: 'walk' },
    });
    const plot = drawn({ outcomes: [pain('7', 0), own('1', 0), pain('4', 2), own('6', 2)], visits });
    expect(plot?.panels.map(({ measure, lines, faint }) => [measure, lines.length, faint.length])).toEqual([
      ['nprs', 0, 0],
      ['psfs', 0, 1],
    ]);
  });

  it('says a state in words where another begins, joins nothing, and leaves words out that have no room', () => {
    const state = (value: string, week: number): Taken => ({
      ...pain(value, week),
      ...{ measure: 'stairs', item: '' },
    });
    const plot = drawn({ outcomes: [state('0', 0), state('0', 4), state('2', 8)] });
    expect(plot?.panels).toEqual([]);
    const [strip] = plot?.strips ?? [];
    expect(strip?.marks.map(({ value, changed }) => [value, changed])).toEqual([
      ['0', true],
      ['0', false],
      ['2', true],
    ]);
    expect(strip?.marks.map(({ room }) => Math.sign(room))).toEqual([1, 1, -1]);
    expect(plot?.height).toBeGreaterThan((strip?.y ?? 0) + 32);
  });

  it('hangs what was said minutes after a treatment under the value before it, and joins it with nothing', () => {
    const outcomes = [pain('7', 0), pain('5', 0, 'after'), pain('6', 1), pain('3', 1, 'after')];
    const [panel] = drawn({ outcomes })?.panels ?? [];
    expect(panel?.lines).toEqual([expect.not.stringMatching(/L.*L/)]);
    expect(panel?.drops.match(/M/g)).toHaveLength(2);
  });

  it('shows what is not signed yet apart', () => {
    const [panel] = drawn({ outcomes: [pain('7', 0)], pending: [pain('5', 1)] })?.panels ?? [];
    expect(panel?.marks.map(({ kind }) => kind)).toEqual(['rest', 'pending']);
    expect(panel?.lines).toEqual([]);
  });

  it('draws the mean of the same activities only, its smallest meaningful change above the start', () => {
    const rated = (item: string, value: string, week: number): Taken => ({
      ...pain(value, week),
      ...{ measure: 'psfs', item },
    });
    const outcomes = [rated('walk', '0', 0), rated('stairs', '1', 0), rated('walk', '9', 1)];
    const [panel] =
      drawn({ outcomes: [...outcomes, rated('walk', '6', 2), rated('stairs', '7', 2)] })?.panels ?? [];
    expect(panel?.marks.map(({ value }) => value)).toEqual(['0.5', '6.5']);
    expect(panel?.change).toMatchObject({ value: '1.8' });
  });

  it('reads global change against the middle of its own scale', () => {
    const said = { ...pain('6', 2), measure: 'global-change' as const, item: '' };
    const [panel] = drawn({ outcomes: [said] })?.panels ?? [];
    expect([panel?.start?.value, panel?.change?.value]).toEqual(['4', '6']);
  });

  it('has a row for each technique with a stroke for each visit that used it', () => {
    const visits = [
      { on: weeks(0), techniques: ['Dry needling', 'Laser'] },
      { on: weeks(1), techniques: ['Dry needling'] },
    ];
    const plot = drawn({ outcomes: [pain('7', 0)], visits });
    expect(plot?.lanes.map(({ technique, strokes }) => [technique, strokes.match(/M/g)?.length])).toEqual([
      ['Dry needling', 2],
      ['Laser', 1],
    ]);
  });

  it('keeps two hundred visits apart, inside the field and in few dates', () => {
    const outcomes = Array.from({ length: 200 }, (_, week) => pain(String(9 - (week % 8)), week));
    const plot = drawn({
      outcomes,
      visits: outcomes.map(({ measuredOn: on }) => ({ on, techniques: ['A'] })),
    });
    const x = plot?.panels[0]?.marks.map((mark) => mark.x) ?? [];
    const apart = x.slice(1).map((one, at) => one - (x[at] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThan(2 * (plot?.radius ?? 9));
    expect(x.every((one) => one >= (plot?.left ?? 0) && one <= (plot?.right ?? 0))).toBe(true);
    expect(plot?.dates.length).toBeLessThanOrEqual(6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOut } from '../../shared/rules/mark-spread.ts';

const axis = 200;
const gap = 20;
const crowd = fc.array(
  fc.record({ x: fc.integer({ min: 150, max: 250 }), y: fc.integer({ min: 100, max: 160 }) }),
  { maxLength: 40 },
);

describe('marks that crowd one region', () => {
  it('never hide one another, however many stand at one point', () => {
    const placed = spreadOut(
      Array.from({ length: 20 }, () => ({ x: 150, y: 100 })),
      gap,
      axis,
    );
    for (const [index, one] of placed.entries())
      for (const other of placed.slice(index + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(gap * 0.99);
  });

  it('never come onto the other side of the patient, and what lies in the middle stays there', () => {
    fc.assert(
      fc.property(crowd, (marks) => {
        for (const { x, home } of spreadOut(marks, gap, axis)) {
          if (home.x === axis) expect(Math.abs(x - axis)).toBeLessThan(gap / 2);
          else expect(Math.sign(x - axis)).toBe(Math.sign(home.x - axis));
        }
      }),
    );
  });

  it('keep their order and remember where they belong; who comes first stays there', () => {
    fc.assert(
      fc.property(crowd, (marks) => {
        const placed = spreadOut(marks, gap, null);
        expect(placed.map(({ mark }) => mark)).toEqual(marks);
        expect(placed.map(({ home }) => home)).toEqual(marks);
        expect(placed.slice(0, 1).map(({ x, y }) => ({ x, y }))).toEqual(marks.slice(0, 1));
      }),
    );
  });
});

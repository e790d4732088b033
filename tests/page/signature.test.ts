import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strokes } from '../../shared/contract/values.ts';
import { padWidth, signatureState, toRaw, toStrokes } from '../../renderer/ui/signature.ts';

const point = fc.record({
  x: fc.double({ min: -20, max: 900, noNaN: true }),
  y: fc.double({ min: -20, max: 400, noNaN: true }),
  time: fc.integer({ min: 1_790_000_000_000, max: 1_790_000_600_000 }),
  pressure: fc.double({ min: -0.1, max: 1.2, noNaN: true }),
});

describe('a signature', () => {
  it('is whole numbers that the contract takes, whatever the pen did', () => {
    fc.assert(
      fc.property(fc.array(fc.array(point, { maxLength: 30 }), { maxLength: 8 }), (raw) => {
        expect(strokes.safeParse(toStrokes(raw, 640)).success).toBe(true);
      }),
    );
  });

  it('is the same on a wide and on a narrow pad', () => {
    const wide = toStrokes(
      [
        [
          { x: 0, y: 0, time: 5, pressure: 0.5 },
          { x: 640, y: 64, time: 9, pressure: 0.5 },
        ],
      ],
      640,
    );
    const narrow = toStrokes(
      [
        [
          { x: 0, y: 0, time: 5, pressure: 0.5 },
          { x: 320, y: 32, time: 9, pressure: 0.5 },
        ],
      ],
      320,
    );
    expect(wide).toEqual(narrow);
    expect(wide[0]?.[1]).toEqual({ x: padWidth, y: padWidth / 10, t: 4, p: 500 });
    expect(toRaw(wide, 320)[0]?.[1]).toMatchObject({ x: 320, y: 32 });
  });

  it('is not a dot, and not two', () => {
    expect(signatureState([])).toBe('empty');
    expect(signatureState([[{ x: 10, y: 10, t: 0, p: 500 }]])).toBe('dot');
    expect(signatureState([[{ x: 10, y: 10, t: 0, p: 500 }], [{ x: 5000, y: 10, t: 9, p: 500 }]])).toBe(
      'dot',
    );
    expect(
      signatureState([
        [
          { x: 10, y: 10, t: 0, p: 500 },
          { x: 900, y: 400, t: 9, p: 500 },
        ],
      ]),
    ).toBe('signed');
  });
});

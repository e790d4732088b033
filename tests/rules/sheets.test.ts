import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeTimes, heldBy, restingIn } from '../../main/clinic/appointments/sheet.rules.ts';
import { overlap, plusMinutes } from '../../shared/rules/calendar.ts';
import { layOut, type Phase } from '../../shared/rules/phases.ts';

const nine = '2026-11-23T07:00:00.000Z';
const phase = (name: string, minutes: number, change: Partial<Phase> = {}): Phase => ({
  name,
  minutes,
  practitioner: true,
  room: true,
  deviceKind: null,
  patient: true,
  stretches: false,
  ...change,
});
const visit = {
  phases: layOut(
    [
      phase('prepare', 5, { patient: false, practitioner: false }),
      phase('needle', 15),
      phase('rest', 20, { practitioner: false }),
      phase('take out', 5),
      phase('clean', 10, { patient: false, practitioner: false }),
    ],
    nine,
  ).map((span) => ({ ...span, deviceId: null })),
};
const span = (from: number, to: number) => ({
  startsAt: plusMinutes(nine, from),
  endsAt: plusMinutes(nine, to),
});

describe('a day sheet', () => {
  it('knows when the practitioner is kept, when the room, and when needles rest', () => {
    expect(heldBy(visit, 'practitioner')).toEqual([span(0, 15), span(35, 40)]);
    expect(heldBy(visit, 'room')).toEqual([span(-5, 50)]);
    expect(restingIn(visit)).toEqual([span(15, 35)]);
  });

  it('calls the resting time of the practitioner free, and says nothing of gaps under ten minutes', () => {
    const open = [{ from: Date.parse(nine), to: Date.parse(nine) + 45 * 60_000 }];
    expect(freeTimes(open, heldBy(visit, 'practitioner'))).toEqual([span(15, 35)]);
  });

  it('of a room shows the gaps between its first and its last visit', () => {
    expect(freeTimes(null, [span(0, 30), span(60, 90)])).toEqual([span(30, 60)]);
    expect(freeTimes(null, [])).toEqual([]);
  });

  it('never calls free what is kept or closed', () => {
    const times = fc
      .record({ at: fc.integer({ min: -200, max: 800 }), minutes: fc.integer({ min: 5, max: 200 }) })
      .map(({ at, minutes }) => span(at, at + minutes));
    fc.assert(
      fc.property(fc.array(times, { maxLength: 12 }), (kept) => {
        const open = [
          { from: Date.parse(nine), to: Date.parse(nine) + 180 * 60_000 },
          { from: Date.parse(nine) + 240 * 60_000, to: Date.parse(nine) + 480 * 60_000 },
        ];
        const of = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
          from: startsAt,
          to: endsAt,
        });
        for (const gap of freeTimes(open, kept)) {
          expect(kept.some((one) => overlap(of(one), of(gap)))).toBe(false);
          expect(
            open.some(({ from, to }) => from <= Date.parse(gap.startsAt) && Date.parse(gap.endsAt) <= to),
          ).toBe(true);
        }
      }),
    );
  });
});

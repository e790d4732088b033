import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesBetween, overlap } from '../../shared/rules/calendar.ts';
import {
  claimsOf,
  layOut,
  type Phase,
  phasesProblem,
  plainPhases,
  stretchTo,
} from '../../shared/rules/phases.ts';

const part = (name: string, minutes: number, change: Partial<Phase> = {}): Phase => ({
  ...{ name, minutes, practitioner: true, room: true, deviceKind: null, patient: true, stretches: false },
  ...change,
});

/** Assess, needle, rest alone, laser; the room is prepared before and cleaned after. */
const needling: Phase[] = [
  part('Prepare', 5, { practitioner: false, patient: false }),
  part('Assess and needle', 15, { stretches: true }),
  part('Needles rest', 20, { practitioner: false }),
  part('Laser', 10, { deviceKind: 'laser' }),
  part('Clean', 5, { practitioner: false, patient: false }),
];
const place = { patientId: 'anna', practitionerId: 'henrik', roomId: 'quay', units: { laser: 'unit-1' } };

describe('the parts of a visit', () => {
  it('keep the room from preparing to cleaning, and leave the practitioner free while needles rest', () => {
    const claims = claimsOf(layOut(needling, '2026-11-23T08:00:00.000Z'), place);
    expect(
      claims.map(({ resource, startsAt, endsAt }) => [
        resource,
        startsAt.slice(11, 16),
        endsAt.slice(11, 16),
      ]),
    ).toEqual([
      ['practitioner', '08:00', '08:15'],
      ['practitioner', '08:35', '08:45'],
      ['room', '07:55', '08:50'],
      ['device', '08:35', '08:45'],
      ['patient', '08:00', '08:45'],
    ]);
  });

  it.each<[string, Phase[], number, string]>([
    ['do not add up', [part('a', 20, { stretches: true })], 30, 'length'],
    ['nobody treats in', [part('a', 30, { practitioner: false, stretches: true })], 30, 'nobody'],
    [
      'send the patient out between',
      [part('a', 15, { stretches: true }), part('b', 5, { patient: false }), part('c', 15)],
      30,
      'apart',
    ],
    ['have none that stretches', [part('a', 30)], 30, 'stretch'],
    [
      'have two that stretch',
      [part('a', 15, { stretches: true }), part('b', 15, { stretches: true })],
      30,
      'stretch',
    ],
    [
      'stretch the cleaning',
      [part('a', 30), part('b', 5, { patient: false, stretches: true })],
      30,
      'stretch',
    ],
    [
      'last over twelve hours',
      [part('a', 480, { stretches: true }), part('b', 245, { patient: false })],
      480,
      'too-long',
    ],
  ])('are refused when they %s', (_, phases, minutes, problem) => {
    expect(phasesProblem(phases, minutes)).toBe(problem);
  });

  it('take no plan of their own where there is none', () => {
    expect(phasesProblem(plainPhases('Visit', 30), 30)).toBeNull();
    expect(phasesProblem(needling, 45)).toBeNull();
  });

  it('leave no part shorter than five minutes when a visit is cut short', () => {
    expect(stretchTo(needling, 35)?.[1]?.minutes).toBe(5);
    expect(stretchTo(needling, 30)).toBeNull();
    expect(stretchTo(needling, 60)?.[1]?.minutes).toBe(30);
  });

  const anyPart = fc.record({
    name: fc.constant('part'),
    minutes: fc.integer({ min: 1, max: 24 }).map((fives) => fives * 5),
    practitioner: fc.boolean(),
    room: fc.boolean(),
    deviceKind: fc.constantFrom(null, 'laser' as const, 'magnetic' as const),
    patient: fc.boolean(),
    stretches: fc.boolean(),
  });

  it('are claimed whole: never twice, never with a gap, just when the part says so', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { minLength: 1, maxLength: 8 }), (phases) => {
        const spans = layOut(phases, '2026-03-29T00:30:00.000Z');
        const claims = claimsOf(spans, { ...place, units: { laser: 'unit-1', magnetic: 'unit-2' } });
        const minutesOf = (resource: string) =>
          claims
            .filter((one) => one.resource === resource)
            .reduce((sum, one) => sum + minutesBetween(one.startsAt, one.endsAt), 0);
        const sum = (keeps: (one: Phase) => boolean) =>
          phases.filter(keeps).reduce((all, { minutes }) => all + minutes, 0);
        expect(minutesOf('practitioner')).toBe(sum((one) => one.practitioner));
        expect(minutesOf('room')).toBe(sum((one) => one.room));
        expect(minutesOf('patient')).toBe(sum((one) => one.patient));
        expect(minutesOf('device')).toBe(sum((one) => one.deviceKind !== null));
        for (const [at, one] of claims.entries())
          for (const other of claims.slice(at + 1))
            if (one.resource === other.resource && one.resourceId === other.resourceId)
              expect(
                overlap({ from: one.startsAt, to: one.endsAt }, { from: other.startsAt, to: other.endsAt }),
              ).toBe(false);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../shared/rules/calendar.ts';
import { knockOn, type Delayable } from '../../shared/rules/knock-on.ts';
import { layOut, plainPhases, type Phase } from '../../shared/rules/phases.ts';
import { millisOf } from '../../shared/rules/wall-clock.ts';

const eight = '2026-11-23T06:00:00.000Z';

const part = (name: string, minutes: number, more: Partial<Phase> = {}): Phase => ({
  ...{ name, minutes, practitioner: true, room: true, deviceKind: null, patient: true, stretches: false },
  ...more,
});
/** Needles rest for 15 minutes: the practitioner goes, the room stays taken. */
const resting = [part('Needles in', 10), part('Rest', 15, { practitioner: false }), part('Needles out', 5)];

const visit = (
  id: string,
  at: number,
  phases: readonly Phase[],
  where: { practitionerId?: string; roomId?: string | null } = {},
): Delayable => {
  const startsAt = plusMinutes(eight, at);
  return {
    ...{
      id,
      startsAt,
      practitionerId: 'henrik',
      roomId: null,
      patient: { id: `patient of ${id}` },
      ...where,
    },
    phases: layOut(phases, startsAt).map(({ deviceKind: _, ...span }) => ({ ...span, deviceId: null })),
  };
};
const after = (visits: Delayable[], late: Record<string, number>) =>
  knockOn(visits, new Map(Object.entries(late)));

describe('what a late arrival does to those who come after', () => {
  it('is handed on until a gap has taken it in', () => {
    const visits = [
      visit('first', 0, plainPhases('Visit', 30)),
      visit('second', 30, plainPhases('Visit', 30)),
      visit('third', 65, plainPhases('Visit', 30)),
      visit('last', 120, plainPhases('Visit', 30)),
    ];
    expect(after(visits, { first: 20 })).toEqual([
      { id: 'second', minutes: 20 },
      { id: 'third', minutes: 15 },
    ]);
    expect(after(visits, { first: 0 })).toEqual([]);
  });

  it('leaves alone whom another practitioner sees in another room, and reaches who waits for the room', () => {
    const visits = [
      visit('first', 0, plainPhases('Visit', 30), { roomId: 'quay' }),
      visit('elsewhere', 30, plainPhases('Visit', 30), { practitionerId: 'aiko', roomId: 'pier' }),
      visit('same room', 30, plainPhases('Visit', 30), { practitionerId: 'aiko', roomId: 'quay' }),
    ];
    expect(after([visits[0]!, visits[1]!], { first: 15 })).toEqual([]);
    expect(after([visits[0]!, visits[2]!], { first: 15 })).toEqual([{ id: 'same room', minutes: 15 }]);
  });

  it('shifts a visit that lies in the resting time of another only as far as the needles are late', () => {
    const visits = [
      visit('rests', 0, resting, { roomId: 'quay' }),
      visit('meanwhile', 10, plainPhases('Short', 10), { roomId: 'pier' }),
    ];
    expect(after(visits, { rests: 8 })).toEqual([{ id: 'meanwhile', minutes: 8 }]);
    // 5 minutes lie between the short visit and the needles out: they take in a delay of the short visit.
    expect(after(visits, { meanwhile: 5 })).toEqual([]);
  });

  it('counts cleaning as taking the room, and preparing as done in time', () => {
    const cleaned = [
      part('Prepare', 5, { patient: false, practitioner: false }),
      part('Visit', 20, { stretches: true }),
      part('Clean', 10, { patient: false, practitioner: false }),
    ];
    const visits = [
      visit('first', 5, cleaned, { roomId: 'quay' }),
      visit('second', 40, plainPhases('Visit', 20), { practitionerId: 'aiko', roomId: 'quay' }),
    ];
    expect(after(visits, { first: 10 })).toEqual([{ id: 'second', minutes: 5 }]);
  });

  const day = fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 60 }),
        kind: fc.constantFrom('plain', 'resting'),
        practitionerId: fc.constantFrom('henrik', 'aiko'),
        roomId: fc.constantFrom('quay', 'pier', null),
      }),
      { maxLength: 14 },
    )
    .map((wishes) => {
      const taken: { keeps: string; from: number; to: number }[] = [];
      return wishes.flatMap(({ at, kind, ...where }, index) => {
        const one = visit(`v${index}`, at * 5, kind === 'plain' ? plainPhases('Visit', 30) : resting, where);
        const spans = spansOf(one, 0);
        if (spans.some((a) => taken.some((b) => a.keeps === b.keeps && a.from < b.to && b.from < a.to)))
          return [];
        taken.push(...spans);
        return [one];
      });
    });

  function spansOf(one: Delayable, delay: number) {
    return one.phases.flatMap((phase) =>
      [
        ...(phase.practitioner ? [one.practitionerId] : []),
        ...(phase.room && one.roomId !== null ? [one.roomId] : []),
      ].map((keeps) => ({
        keeps,
        from: millisOf(phase.startsAt) + delay * 60_000,
        to: millisOf(phase.endsAt) + delay * 60_000,
      })),
    );
  }

  it('never shifts earlier than needed: who keeps nothing of the late one’s is never named, and more delay never helps', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 13 }), fc.integer({ min: 1, max: 90 }), (visits, pick, minutes) => {
        const late = visits[pick % Math.max(1, visits.length)];
        if (late === undefined) return;
        const shifted = after(visits, { [late.id]: minutes });
        const more = new Map(after(visits, { [late.id]: minutes + 5 }).map((one) => [one.id, one.minutes]));
        for (const one of shifted) {
          expect(one.minutes).toBeLessThanOrEqual(minutes);
          expect(more.get(one.id) ?? 0).toBeGreaterThanOrEqual(one.minutes);
          const named = visits.find(({ id }) => id === one.id);
          expect(millisOf(named?.startsAt ?? '') >= millisOf(late.startsAt)).toBe(true);
        }
      }),
    );
  });

  it('leaves plain visits without overlap when everybody is shifted by what is said', () => {
    const plain = day.map((visits) => visits.filter(({ phases }) => phases.length === 1));
    fc.assert(
      fc.property(plain, fc.nat({ max: 13 }), fc.integer({ min: 1, max: 90 }), (visits, pick, minutes) => {
        const late = visits[pick % Math.max(1, visits.length)];
        if (late === undefined) return;
        const by = new Map([
          ...after(visits, { [late.id]: minutes }).map((one) => [one.id, one.minutes] as const),
          [late.id, minutes] as const,
        ]);
        const spans = visits.flatMap((one) =>
          spansOf(one, by.get(one.id) ?? 0).map((span) => ({ ...span, of: one.id })),
        );
        for (const a of spans)
          for (const b of spans)
            if (a.of !== b.of && a.keeps === b.keeps) expect(a.from < b.to && b.from < a.to).toBe(false);
        // And not one minute too much: whoever is shifted begins just when somebody before them ends.
        for (const [id, shift] of by) {
          if (id === late.id) continue;
          const own = spans.filter(({ of }) => of === id);
          const touches = own.some((a) =>
            spans.some((b) => b.of !== id && b.keeps === a.keeps && b.to === a.from),
          );
          expect([shift > 0, touches]).toEqual([true, true]);
        }
      }),
    );
  });
});

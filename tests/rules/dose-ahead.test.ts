import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DoseFacts } from '../../shared/contract/injection.ts';
import { add, compare, divide, multiply } from '../../shared/rules/decimal.ts';
import { doseAhead, type DoseSyringe } from '../../shared/rules/dose-ahead.ts';
import { reference } from './reference-data.ts';

const today = '2026-03-10';
const now = '2026-03-10T10:00:00.000Z';
const heel = { siteId: 'site-calcaneus-medial-process', side: 'right' } as const;

const facts = (more: Partial<DoseFacts> = {}): DoseFacts => ({
  ...{ earlier: [], steroids: [], jurisdiction: 'unset', now, today },
  patient: { ageYears: 40, weight: { kg: '80', measuredOn: '2026-03-01' }, heightCm: null, flags: [] },
  ...more,
});

type Part = DoseSyringe['parts'][number];
const part = (substanceId: string, ml: string, more: Partial<Part> = {}): Part => ({
  ...{ substanceId, productName: substanceId, lotNumber: 'A', expiryDate: '2027-01-01' },
  ...{ containerType: 'single-dose-ampoule', firstOpenedOn: null, strengthValue: '1', strengthUnit: '%' },
  ...{ volumePerPoint: ml, offLabel: false, collectionId: '' },
  ...more,
});
const syringe = (parts: Part[], points = 1): DoseSyringe => ({ blockId: 'b', parts, points, sites: [heel] });

type Earlier = DoseFacts['earlier'][number];
const earlier = (
  substanceId: string,
  mg: string | null,
  hours: number,
  more: Partial<Earlier> = {},
): Earlier => {
  const at = new Date(Date.parse(now) - hours * 3_600_000).toISOString();
  return {
    ...{ substanceId, productName: substanceId, strengthUnit: '%', doseMg: mg, totalMl: '1', units: null },
    ...{ sites: [heel], at, on: at.slice(0, 10), inVisit: false },
    ...more,
  };
};
const codes = (found: { issues: { code: string }[] }) => found.issues.map(({ code }) => code);

describe('the dose ahead', () => {
  it('adds points, parts and what was given before: in this visit, today and within 24 hours', () => {
    const { totals } = doseAhead(
      reference,
      facts({
        earlier: [
          earlier('lidocaine', '20', 1, { inVisit: true }),
          earlier('lidocaine', '30', 5),
          earlier('lidocaine', '40', 20),
          earlier('lidocaine', '50', 25),
        ],
      }),
      syringe([part('lidocaine', '0.5'), part('lidocaine', '0.5', { lotNumber: 'B' })], 4),
    );
    expect(totals).toMatchObject([
      {
        ...{ substanceId: 'lidocaine', limitMg: '200', fraction: '0.65' },
        syringe: { mg: '40', ml: '4' },
        visit: { mg: '60' },
        today: { mg: '90' },
        last24h: { mg: '130' },
      },
    ]);
  });

  it('says from what the limit is taken, by whom, and with which weight', () => {
    const found = doseAhead(reference, facts(), syringe([part('lidocaine', '1')]));
    expect(found.weight).toEqual({ kg: '80', measuredOn: '2026-03-01', days: 9, basis: 'no-height' });
    const { patient } = facts();
    const tall = facts({ patient: { ...patient, heightCm: '180' } });
    expect(doseAhead(reference, tall, syringe([part('lidocaine', '1')])).weight?.basis).toBe('actual');
    expect(found.totals[0]?.bounds).toContainEqual({ kind: 'per-kg', mg: '360', hours: 24 });
    expect(found.totals[0]?.bounds).toContainEqual({ kind: 'cap', mg: '200', hours: 24 });
    for (const { sources } of found.totals)
      for (const key of sources) expect(reference.data.substances.sources).toHaveProperty(key);
  });

  it('shows every anaesthetic of the last day beside the one that is about to be given', () => {
    const found = doseAhead(
      reference,
      facts({ earlier: [earlier('bupivacaine', '50', 3)] }),
      syringe([part('lidocaine', '10')]),
    );
    expect(found.totals.map(({ substanceId, syringe: { mg } }) => [substanceId, mg])).toEqual([
      ['lidocaine', '100'],
      ['bupivacaine', '0'],
    ]);
    expect(codes(found)).toEqual(['two-local-anaesthetics', 'la-near-limit']);
    expect(found.anaesthetics.fraction).toBe('0.833');
  });

  it('reckons with the lower weight from a body mass index of 30, and says which', () => {
    const heavy = { ageYears: 40, weight: { kg: '130', measuredOn: today }, heightCm: '170', flags: [] };
    const given = syringe([part('bupivacaine', '1')]);
    expect(doseAhead(reference, facts({ patient: heavy }), given).weight).toMatchObject({
      ...{ kg: '86.7', basis: 'bmi-30' },
    });
    expect(doseAhead(reference, facts({ patient: heavy }), { ...given, idealKg: '66' }).weight).toMatchObject(
      { kg: '66', basis: 'ideal' },
    );
  });

  it('warns somebody weak from half of the limit', () => {
    const half = syringe([part('lidocaine', '10')]);
    expect(codes(doseAhead(reference, facts(), half))).toEqual([]);
    expect(codes(doseAhead(reference, facts(), { ...half, frail: true }))).toEqual(['la-reduce-dose']);
  });

  it('asks for the weight and reckons nothing without one', () => {
    const light = { ageYears: 40, weight: null, heightCm: null, flags: [] };
    const found = doseAhead(reference, facts({ patient: light }), syringe([part('lidocaine', '1')]));
    expect(codes(found)).toEqual(['la-weight']);
    expect(found.anaesthetics.fraction).toBeNull();
  });

  it('holds the dose of one visit against everything of that visit, syringe by syringe', () => {
    const triamcinolone = part('triamcinolone-acetonide', '1', {
      strengthValue: '10',
      strengthUnit: 'mg/mL',
    });
    const given = (mg: string, inVisit: boolean) =>
      codes(
        doseAhead(
          reference,
          facts({ earlier: [earlier('triamcinolone-acetonide', mg, 1, { inVisit })] }),
          syringe([triamcinolone]),
        ),
      ).includes('dose-max');
    expect([given('30', true), given('30.001', true), given('40', false)]).toEqual([false, true, false]);
  });

  it('never adds units of two products, refuses them in one syringe and asks when the product changes', () => {
    const toxin = (productName: string) =>
      part('botulinum-toxin-a', '0.5', {
        productName,
        strengthValue: '50',
        strengthUnit: '{product_unit}/mL',
      });
    const before = earlier('botulinum-toxin-a', null, 2, {
      ...{ productName: 'Brand A', strengthUnit: '{product_unit}/mL', units: '20' },
    });
    const found = doseAhead(reference, facts({ earlier: [before] }), syringe([toxin('Brand B')], 2));
    expect(found.totals[0]?.units).toEqual([
      { productName: 'Brand B', unit: '{product_unit}/mL', amount: '50' },
      { productName: 'Brand A', unit: '{product_unit}/mL', amount: '20' },
    ]);
    expect(codes(found)).toContain('units-differ');
    expect(codes(doseAhead(reference, facts({ earlier: [before] }), syringe([toxin('brand a ')])))).toEqual(
      [],
    );
    expect(codes(doseAhead(reference, facts(), syringe([toxin('Brand A'), toxin('Brand B')])))).toContain(
      'units-mixed',
    );
  });
});

describe('whatever the doses', () => {
  const substance = fc.constantFrom('lidocaine', 'bupivacaine', 'procaine', 'ropivacaine', 'mepivacaine');
  const micro = fc.integer({ min: 1, max: 20_000 }).map((amount) => divide(String(amount), '1000'));
  const past = fc
    .record({ id: substance, mg: micro, hours: fc.integer({ min: 0, max: 30 }), inVisit: fc.boolean() })
    .map(({ id, mg, hours, inVisit }) => earlier(id, mg, hours, { inVisit }));
  const parts = fc.array(fc.record({ id: substance, ml: micro }), { minLength: 1, maxLength: 4 });

  it('the order in which they were given does not matter', () => {
    fc.assert(
      fc.property(parts, fc.array(past, { maxLength: 6 }), fc.integer(), (planned, given, seed) => {
        const turned = given.toSorted(
          (a, b) => (((a.totalMl + a.at).length * seed) % 7) - ((b.at.length + seed) % 5),
        );
        const one = doseAhead(
          reference,
          facts({ earlier: given }),
          syringe(planned.map(({ id, ml }) => part(id, ml))),
        );
        const other = doseAhead(
          reference,
          facts({ earlier: turned.toReversed() }),
          syringe(planned.toReversed().map(({ id, ml }) => part(id, ml))),
        );
        expect(other.anaesthetics.fraction).toBe(one.anaesthetics.fraction);
        expect(other.anaesthetics.level).toBe(one.anaesthetics.level);
        expect(codes(other).toSorted()).toEqual(codes(one).toSorted());
      }),
    );
  });

  it('splitting a dose into many points, or into two syringes, never lowers the sum', () => {
    fc.assert(
      fc.property(substance, micro, fc.integer({ min: 1, max: 40 }), (id, ml, points) => {
        const whole = doseAhead(reference, facts(), syringe([part(id, multiply(ml, String(points)))]));
        const split = doseAhead(reference, facts(), syringe([part(id, ml)], points));
        expect(split.totals[0]?.last24h).toEqual(whole.totals[0]?.last24h);
        expect(split.anaesthetics).toEqual(whole.anaesthetics);
        const mg = split.totals[0]?.syringe.mg ?? '0';
        const twice = doseAhead(
          reference,
          facts({ earlier: [earlier(id, mg, 0, { inVisit: true })] }),
          syringe([part(id, ml)], points),
        );
        expect(twice.totals[0]?.visit.mg).toBe(add(mg, mg));
      }),
    );
  });

  it('no limit is passed by rounding: a thousandth of a milligram above is refused, the limit itself is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30_000, max: 44_444 }), (grams) => {
        const kg = divide(String(grams), '1000');
        const patient = { ageYears: 40, weight: { kg, measuredOn: today }, heightCm: null, flags: [] };
        const limit = multiply(kg, '4.5');
        const dose = (mg: string) => {
          const [first, ...rest] = [earlier('lidocaine', mg, 0)];
          return doseAhead(
            reference,
            facts({ patient, earlier: [first as Earlier, ...rest] }),
            syringe([part('lidocaine', '0.0001')]),
          );
        };
        // What is about to be given is 0.001 mg; the rest was given before.
        const upTo = add(limit, '-0.001');
        expect(codes(dose(upTo))).not.toContain('la-max');
        expect(codes(dose(limit))).toContain('la-max');
        expect(compare(limit, '200')).toBeLessThan(1);
      }),
    );
  });
});

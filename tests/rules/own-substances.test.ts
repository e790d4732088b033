import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLocalAnaesthetics, type LimitQuestion } from '../../shared/rules/dose-limit.ts';
import { effectiveClass } from '../../shared/rules/disclosure.ts';
import { ownProblem, ownSubstance, withOwn } from '../../shared/rules/own-substances.ts';
import { hop } from '../clinic/own-cases.ts';
import { reference } from './reference-data.ts';

const row = { id: 'own-1', version: 1, approved: true };

describe('a substance of the clinic beside those that ship', () => {
  it('takes the place of its own earlier entry, and of nothing that ships', () => {
    const first = withOwn(reference, [ownSubstance({ ...row, entry: hop })]);
    expect(first.substances.size).toBe(reference.substances.size + 1);
    const second = withOwn(first, [ownSubstance({ ...row, entry: { ...hop, name: 'Lupin' } })]);
    expect(second.substances.size).toBe(first.substances.size);
    expect(second.substances.get('own-1')?.name).toBe('Lupin (Lupulin Injekt)');
    expect(withOwn(second, []).substances.size).toBe(reference.substances.size);
    expect(withOwn(reference, [])).toBe(reference);
  });

  it('is told as a drug whenever nobody has approved it or its origin is unknown, wherever the clinic is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('unset', 'US', 'EU', 'UK', 'IE', 'DE', 'AU', 'ZA'),
        fc.constantFrom(...(['drug', 'biological-substance', 'device-substance'] as const)),
        fc.constantFrom(...reference.data.substances.meta.legalClassValues),
        fc.boolean(),
        (place, disclosureClass, legal, approved) => {
          const legalClass = { US: legal, EU: legal, UK: legal, AU: legal, ZA: legal };
          const told = (origin: string[], isApproved: boolean) =>
            effectiveClass(
              reference,
              ownSubstance({
                ...{ ...row, approved: isApproved },
                entry: { ...hop, disclosureClass, legalClass, origin },
              }),
              place,
            ).disclosureClass;
          expect(told(['plant'], false)).toBe('drug');
          expect(told(['plant', 'unknown'], approved)).toBe('drug');
          const named = told(['plant'], true);
          const label = reference.data.substances.meta.legalToDisclosure[legal];
          expect(named).toBe(place !== 'unset' && label === disclosureClass ? label : 'drug');
        },
      ),
    );
  });

  it('is refused where by any of its names it is a local anaesthetic or a steroid that ships, told as something else', () => {
    for (const name of ['LIDOCAINE forte', 'Lignocaine', 'Bupivacaine liposomal', 'triamcinolone, natural'])
      expect(ownProblem(reference, null, { ...hop, name })).toEqual({
        field: 'group',
        problem: 'contradicts',
      });
    const drug = { ...hop, disclosureClass: 'drug', group: 'amide-local-anaesthetic' } as const;
    expect(ownProblem(reference, null, { ...drug, name: 'Bupivacaine liposomal' })).toBeNull();
    expect(ownProblem(reference, null, { ...hop, name: 'Magnesium phosphoricum D6' })).toBeNull();
    expect(ownProblem(reference, null, { ...hop, name: 'procaine', product: '' })).toMatchObject({
      field: 'name',
    });
  });
});

describe('a local anaesthetic that the clinic entered itself', () => {
  const entry = { ...hop, name: 'Articaine', product: '', group: 'amide-local-anaesthetic' };
  const own = withOwn(reference, [ownSubstance({ ...row, entry: { ...entry, disclosureClass: 'drug' } })]);
  const given = (mg: string, more: Partial<LimitQuestion> = {}) =>
    checkLocalAnaesthetics(own, {
      ...{ planned: [{ substanceId: 'own-1', doseMg: mg, regions: [] }], earlier: [] },
      patient: {
        ...{ ageYears: 40, weight: { kg: '70', measuredOn: '2026-03-01' } },
        ...{ heightCm: null, flags: new Set<string>() },
      },
      ...{ jurisdiction: 'ZA', now: '2026-03-10T10:00:00.000Z', today: '2026-03-10', ...more },
    });
  const prescribed = [{ substanceId: 'own-1', limitMg: '100', reason: 'label of the maker' }];

  it('has no limit of its own, and is not given before a prescriber has typed one', () => {
    expect(given('10')).toMatchObject({ level: 'block', issues: [{ code: 'no-limit-known' }] });
    expect(given('79', { prescribed })).toMatchObject({
      ...{ level: 'ok', fraction: '0.79', substances: [{ limitMg: '100' }] },
    });
    expect(given('100', { prescribed }).level).toBe('warn');
    expect(given('100.001', { prescribed }).level).toBe('block');
  });

  it('counts with the others of the last day', () => {
    const planned = ['lidocaine', 'own-1'].map((substanceId) => ({
      ...{ substanceId, doseMg: substanceId === 'own-1' ? '60' : '100', regions: [] },
    }));
    expect(given('0', { planned, prescribed })).toMatchObject({ level: 'block', fraction: '1.1' });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DisclosureClass } from '../../shared/contract/values.ts';
import {
  approvalProblem,
  effectiveClass,
  mixtureOf,
  notInjectable,
  strictest,
  type ClassApproval,
} from '../../shared/rules/disclosure.ts';
import { entryOf } from '../../shared/rules/reference.ts';
import { reference } from './reference-data.ts';

function substance(id: string) {
  return entryOf(reference.substances, id);
}

describe('what a patient is told that a substance is', () => {
  it.each([
    ['lidocaine', 'UK', 'drug', 'legal-class', 'drugs'],
    ['lidocaine', '', 'drug', 'jurisdiction-unset-counts-as-drug', 'drugs'],
    ['botulinum-toxin-a', 'EU', 'drug', 'legal-class', 'drugs'],
    ['botulinum-toxin-a', 'ZA', 'drug', 'unknown-counts-as-drug', 'drugs'],
    ['traumeel-type-complex', 'ZA', 'biological-substance', 'legal-class', 'biological'],
    ['traumeel-type-complex', 'DE', 'biological-substance', 'legal-class', 'biological'],
    ['traumeel-type-complex', 'US', 'drug', 'drug-in-law', 'drugs'],
    ['traumeel-type-complex', 'UK', 'drug', 'unknown-counts-as-drug', 'drugs'],
    ['traumeel-type-complex', 'unset', 'drug', 'jurisdiction-unset-counts-as-drug', 'drugs'],
    ['traumeel-type-complex', 'BR', 'drug', 'jurisdiction-unset-counts-as-drug', 'drugs'],
    ['platelet-rich-plasma', 'unset', 'biological-substance', 'catalogue', 'biological'],
    ['autologous-conditioned-serum', 'AU', 'drug', 'drug-in-law', 'drugs'],
    ['hyaluronic-acid', 'US', 'device-substance', 'legal-class', 'biological'],
    ['hyaluronic-acid', 'ZA', 'drug', 'unknown-counts-as-drug', 'drugs'],
    ['sodium-chloride-0-9', 'US', 'vehicle', 'vehicle', 'drugs'],
    ['sodium-chloride-0-9', '', 'vehicle', 'vehicle', 'drugs'],
    ['procaine', 'IE', 'drug', 'legal-class', 'drugs'],
    ['procaine', 'GB', 'drug', 'unknown-counts-as-drug', 'drugs'],
  ])('%s in %j is %s (%s)', (id, jurisdiction, disclosureClass, reason, heading) => {
    expect(effectiveClass(reference, substance(id), jurisdiction)).toMatchObject({
      disclosureClass,
      reason,
      heading,
    });
  });

  it('is a drug for every substance of unknown or medicinal class, in every jurisdiction', () => {
    for (const entry of reference.substances.values()) {
      for (const [jurisdiction, legal] of Object.entries(entry.legalClass)) {
        const told = effectiveClass(reference, entry, jurisdiction).disclosureClass;
        if (entry.disclosureClass === 'vehicle') expect(told).toBe('vehicle');
        else if (['medicine', 'biological-medicine', 'unapproved-product', 'check-locally'].includes(legal))
          expect(told).toBe('drug');
        else expect(told).not.toBe('vehicle');
      }
    }
  });
});

const approval: ClassApproval = {
  substanceId: 'pitcher-plant-extract',
  jurisdiction: 'US',
  legalBasis: 'letter of the regulator',
  approvedBy: 'Dr Okonkwo',
  approvedOn: '2026-01-10',
};

describe('a clinic that calls a substance biological', () => {
  const told = (
    given: ClassApproval,
    jurisdiction = 'US',
    id = 'pitcher-plant-extract',
    today = '2026-02-01',
  ) => effectiveClass(reference, substance(id), jurisdiction, { given, today });

  it('must name jurisdiction, legal basis, approver and date', () => {
    expect(told(approval)).toMatchObject({
      disclosureClass: 'biological-substance',
      reason: 'clinic-approval',
    });
  });

  it.each([
    ['another jurisdiction', { ...approval, jurisdiction: 'UK' }, 'other-jurisdiction'],
    ['no legal basis', { ...approval, legalBasis: ' ' }, 'no-legal-basis'],
    ['no approver', { ...approval, approvedBy: '' }, 'no-approver'],
    ['a date to come', { ...approval, approvedOn: '2026-02-02' }, 'not-yet'],
    ['no date', { ...approval, approvedOn: '' }, 'not-yet'],
    ['another substance', { ...approval, substanceId: 'lidocaine' }, 'not-this-substance'],
  ])('is not heard with %s', (_, given, problem) => {
    expect(approvalProblem(reference, substance('pitcher-plant-extract'), 'US', given, '2026-02-01')).toBe(
      problem,
    );
    expect(told(given).disclosureClass).toBe('drug');
  });

  it('is heard from the day of the approval', () => {
    expect(told({ ...approval, approvedOn: '2026-02-01' }).disclosureClass).toBe('biological-substance');
  });

  it('cannot lower what the catalogue calls a drug, although the law here is not known', () => {
    const given = { ...approval, substanceId: 'procaine', jurisdiction: 'UK' };
    expect(approvalProblem(reference, substance('procaine'), 'UK', given, '2026-02-01')).toBe(
      'settled-by-law',
    );
    expect(told(given, 'UK', 'procaine').disclosureClass).toBe('drug');
  });

  it('is not heard while the clinic has no jurisdiction', () => {
    expect(told({ ...approval, jurisdiction: 'unset' }, 'unset').disclosureClass).toBe('drug');
  });

  it.each(['lidocaine', 'botulinum-toxin-a', 'glucose-5', 'hyaluronidase'])(
    'cannot lower %s, which is a medicine in law',
    (id) => {
      expect(told({ ...approval, substanceId: id }, 'US', id).disclosureClass).toBe('drug');
    },
  );
});

describe('a mixture', () => {
  it('takes the strictest class in the worked examples of the catalogue', () => {
    const mixes = z.array(
      z.object({
        input: z.object({ mix: z.array(z.string()) }),
        expect: z.object({ disclosureClass: z.string() }),
      }),
    );
    const examples = mixes.parse(
      reference.data.substances.testVectors.filter(({ id }) => id.startsWith('tv-mix')),
    );
    expect(examples).not.toHaveLength(0);
    for (const example of examples) {
      const parts = example.input.mix.map((id) => ({
        substance: substance(id),
        disclosureClass: effectiveClass(reference, substance(id), 'EU').disclosureClass,
      }));
      expect(mixtureOf(parts).disclosureClass).toBe(example.expect.disclosureClass);
    }
  });

  it('brings the allergens and effects of all its parts under one heading', () => {
    const mix = mixtureOf([
      { substance: substance('zeel-type-complex'), disclosureClass: 'biological-substance' },
      { substance: substance('sodium-chloride-0-9'), disclosureClass: 'vehicle' },
    ]);
    expect(mix).toMatchObject({
      disclosureClass: 'biological-substance',
      heading: 'biological',
      animalOrigin: true,
    });
    expect(mix.allergens).toEqual(
      expect.arrayContaining(['porcine tissue', 'benzyl alcohol in bacteriostatic saline']),
    );
  });

  it('is of animal origin only when a part is', () => {
    const salt = { substance: substance('sodium-chloride-0-9'), disclosureClass: 'vehicle' as const };
    expect(mixtureOf([salt]).animalOrigin).toBe(false);
  });

  it('is never less strict than any part, in whatever order it is drawn up', () => {
    const classes: DisclosureClass[] = ['drug', 'biological-substance', 'device-substance', 'vehicle'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...classes), { minLength: 1 }), (parts) => {
        const one = strictest(parts);
        expect(Math.min(...parts.map((part) => classes.indexOf(part)))).toBe(classes.indexOf(one));
        expect(strictest(parts.toReversed())).toBe(one);
      }),
    );
  });
});

describe('a substance that cannot be given', () => {
  it('only keeps room for one that the clinic enters itself, or ships switched off, as only ozone does', () => {
    const off = (why: string) =>
      [...reference.substances.values()].filter((entry) => notInjectable(entry) === why).map(({ id }) => id);
    expect(off('placeholder')).toEqual(['other-natural-substance', 'other-drug']);
    expect(off('disabled')).toEqual(['ozone-oxygen']);
  });
});

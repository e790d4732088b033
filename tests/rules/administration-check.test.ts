import { describe, expect, it } from 'vitest';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import {
  checkAdministration,
  doseOf,
  type AdministrationContext,
} from '../../shared/rules/administration-check.ts';
import { reference } from './reference-data.ts';

type Part = AdministrationInput['parts'][number];

const context: AdministrationContext = { sessionDate: '2026-03-10', patientId: 'p1' };

function part(more: Partial<Part> = {}): Part {
  return {
    substanceId: 'lidocaine',
    productName: 'Lidocaine Invented 1 %',
    lotNumber: 'L-2207',
    expiryDate: '2027-01-31',
    containerType: 'single-dose-ampoule',
    firstOpenedOn: null,
    strengthValue: '1',
    strengthUnit: '%',
    volumePerPoint: '0.5',
    offLabel: false,
    collectionId: '',
    ...more,
  };
}

const complex = part({
  substanceId: 'traumeel-type-complex',
  productName: 'Complex',
  lotNumber: 'T1',
  strengthUnit: '{homeopathic_potency}',
  strengthValue: '6',
});
const blood = part({
  substanceId: 'platelet-rich-plasma',
  productName: 'Kit',
  lotNumber: '',
  containerType: 'autologous-kit',
  strengthUnit: '{product_unit}/mL',
  collectionId: 'col-1',
});

function syringe(parts: Part[], more: Partial<AdministrationInput> = {}): AdministrationInput {
  return {
    blockId: 'b2',
    parts,
    points: 2,
    sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' }],
    route: 'periosteal',
    aspiration: 'negative',
    reasons: {},
    ...more,
  };
}

function found(
  administration: AdministrationInput,
  technique = 'soft-tissue-injection',
  more: Partial<AdministrationContext> = {},
) {
  return checkAdministration(reference, technique, administration, { ...context, ...more }).map(
    ({ level, code, fieldKey }) => `${level} ${code} ${fieldKey}`,
  );
}

describe('a syringe', () => {
  it('of case 3 holds 1 mL of lidocaine 1 %, which is 10 mg', () => {
    expect(doseOf(syringe([part()]))).toEqual({
      parts: [{ substanceId: 'lidocaine', totalVolumeMl: '1', doseMg: '10' }],
      volumePerPointMl: '0.5',
      totalVolumeMl: '1',
    });
    expect(found(syringe([part()]))).toEqual([]);
  });
  it('that is mixed has a dose for each part and one volume', () => {
    expect(doseOf(syringe([part(), complex], { points: 4 }))).toEqual({
      parts: [
        { substanceId: 'lidocaine', totalVolumeMl: '2', doseMg: '20' },
        { substanceId: 'traumeel-type-complex', totalVolumeMl: '2', doseMg: null },
      ],
      volumePerPointMl: '1',
      totalVolumeMl: '4',
    });
    expect(found(syringe([part(), complex]))).toEqual([]);
  });

  it.each<[string, AdministrationInput, string[]]>([
    ['without a lot', syringe([part({ lotNumber: ' ' })]), ['refuse required lotNumber']],
    ['without a product', syringe([part({ productName: '' })]), ['refuse required productName']],
    ['that expired yesterday', syringe([part({ expiryDate: '2026-03-09' })]), ['refuse expired expiryDate']],
    ['that expires today', syringe([part({ expiryDate: '2026-03-10' })]), []],
    [
      'from a vial of which nobody knows when it was opened',
      syringe([part({ containerType: 'multi-dose-vial' })]),
      ['refuse required firstOpenedOn'],
    ],
    [
      'from a vial opened 28 days ago',
      syringe([part({ containerType: 'multi-dose-vial', firstOpenedOn: '2026-02-10' })]),
      [],
    ],
    [
      'from a vial opened 29 days ago',
      syringe([part({ containerType: 'multi-dose-vial', firstOpenedOn: '2026-02-09' })]),
      ['ask mdv firstOpenedOn'],
    ],
    [
      'from a vial that will be opened',
      syringe([part({ containerType: 'multi-dose-vial', firstOpenedOn: '2026-03-11' })]),
      ['refuse in-the-future firstOpenedOn'],
    ],
    [
      'ten times too strong',
      syringe([part({ strengthValue: '10' })]),
      ['ask strength-not-in-catalogue strengthValue'],
    ],
    [
      'with the same strength in another unit',
      syringe([part({ strengthValue: '10', strengthUnit: 'mg/mL' })]),
      [],
    ],
    [
      'with a local anaesthetic in units',
      syringe([part({ strengthUnit: '[iU]/mL' })]),
      ['refuse strength-not-a-mass strengthUnit'],
    ],
    ['with no strength', syringe([part({ strengthValue: '0' })]), ['refuse not-positive strengthValue']],
    ['with no volume', syringe([part({ volumePerPoint: '0' })]), ['refuse not-positive volumePerPoint']],
    [
      'with more at a point than usual',
      syringe([part({ volumePerPoint: '2.1' })]),
      ['ask unusual volumePerPoint'],
    ],
    [
      'with more at a point than allowed, by its parts together',
      syringe([part({ volumePerPoint: '5' }), part({ volumePerPoint: '5.1', lotNumber: 'other' })], {
        points: 1,
      }),
      ['refuse out-of-range volumePerPoint'],
    ],
    ['by a route that does not exist', syringe([part()], { route: 'oral' }), ['refuse not-an-option route']],
    [
      'without aspiration',
      syringe([part()], { aspiration: 'not-done' }),
      ['ask aspiration-expected aspiration'],
    ],
    [
      'with two local anaesthetics',
      syringe([part(), part({ substanceId: 'bupivacaine', strengthValue: '0.5' })]),
      ['ask two-local-anaesthetics mixedWith'],
    ],
    [
      'with four products',
      syringe([part(), complex, { ...complex, lotNumber: 'T2' }, { ...complex, lotNumber: 'T3' }]),
      ['ask many-products mixedWith'],
    ],
    ['with the same ampoule twice', syringe([part(), part()]), ['refuse part-twice mixedWith']],
    [
      'with something that nobody has named',
      syringe([part({ substanceId: 'other-natural-substance', strengthUnit: '{product_unit}/mL' })]),
      ['refuse not-injectable substanceId'],
    ],
    [
      'with ozone',
      syringe([part({ substanceId: 'ozone-oxygen', strengthUnit: 'ug/mL{ozone}' })]),
      ['refuse not-injectable substanceId'],
    ],
    [
      'with sugar as if licensed for it',
      syringe([part({ substanceId: 'glucose-5', strengthValue: '5' })]),
      ['ask off-label-expected offLabel'],
    ],
    [
      'with a substance that does not exist',
      syringe([part({ substanceId: 'snake-oil' })]),
      ['refuse unknown-substance substanceId'],
    ],
    [
      'into a site that does not exist',
      syringe([part()], { sites: [{ siteId: 'tail', side: 'left' }] }),
      ['refuse unknown-site muscleOrSiteId'],
    ],
    ['from a bucket', syringe([part({ containerType: 'bucket' })]), ['refuse not-an-option containerType']],
  ])('%s', (_, administration, issues) => {
    expect(found(administration)).toEqual(issues);
  });

  it.each<[string, AdministrationInput, string[]]>([
    [
      'from a vial opened today',
      syringe([part({ containerType: 'multi-dose-vial', firstOpenedOn: '2026-03-10' })]),
      [],
    ],
    [
      'from a vial opened on no date',
      syringe([part({ containerType: 'multi-dose-vial', firstOpenedOn: 'May' })]),
      ['refuse required firstOpenedOn'],
    ],
    ['with three products', syringe([part(), complex, { ...complex, lotNumber: 'T2' }]), []],
    ['without aspiration, where nothing numbs', syringe([complex], { aspiration: 'not-done' }), []],
    [
      'with sugar of no strength',
      syringe([part({ substanceId: 'glucose-5', strengthValue: '0', offLabel: true })]),
      ['refuse not-positive strengthValue'],
    ],
    [
      'with less than nothing of water',
      syringe([part({ substanceId: 'water-for-injections', strengthValue: '-1' })]),
      ['refuse not-positive strengthValue'],
    ],
  ])('%s', (_, administration, issues) => {
    expect(found(administration)).toEqual(issues);
  });

  it('of water needs no strength', () => {
    expect(found(syringe([part({ substanceId: 'water-for-injections', strengthValue: '0' })]))).toEqual([]);
  });
  it('is not given by a technique that injects nothing', () => {
    expect(found(syringe([part()]), 'dry-needling')).toEqual(['refuse technique-does-not-inject undefined']);
  });
  it('keeps to the limits of the technique', () => {
    const skin = syringe([part({ volumePerPoint: '0.6' })], { route: 'intramuscular' });
    expect(found(skin, 'mesotherapy')).toEqual([
      'refuse not-an-option route',
      'refuse out-of-range volumePerPoint',
    ]);
    expect(
      found(
        syringe([part({ volumePerPoint: '0.1' })], {
          route: 'intradermal',
          points: 40,
          aspiration: 'not-applicable',
        }),
        'mesotherapy',
      ),
    ).toEqual([]);
  });
  it("of a patient's own blood is that patient's", () => {
    expect(found(syringe([blood]))).toEqual(['ask autologous-identity collectionId']);
    expect(found(syringe([blood]), undefined, { collections: new Map([['col-1', 'p1']]) })).toEqual([]);
    expect(found(syringe([blood]), undefined, { collections: new Map([['col-1', 'p2']]) })).toEqual([
      'refuse autologous collectionId',
    ]);
    expect(found(syringe([{ ...blood, collectionId: '' }]))).toEqual(['refuse required collectionId']);
  });
  it('names the part that each issue is about', () => {
    const [issue] = checkAdministration(
      reference,
      'biopuncture',
      syringe([part(), { ...complex, lotNumber: '' }]),
      context,
    );
    expect(issue).toMatchObject({
      at: 'b2',
      code: 'required',
      fieldKey: 'lotNumber',
      params: { part: 'traumeel-type-complex' },
    });
  });
});

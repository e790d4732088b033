import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import type { Api } from '../../shared/contract/index.ts';
import { lotKey } from '../../shared/rules/lot-key.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;

const byLot = (text: string) => ({
  ...{ by: 'lot' as const, text, vialId: null, substanceId: null, product: '' },
  ...{ expiryDate: null, from: null, until: null },
});

describe('a lot', { timeout: 60_000 }, () => {
  let given: { key: string; patientId: string }[];
  const lots = ['A1-77', 'b 22/x', 'Ünit 5', 'ß-9 K', '0931 B', 'LOT.12-3', '٣٤-٥', 'x/y z-1'];
  beforeAll(async () => {
    clinic = await caseClinic();
    henrik = clinic.henrik;
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    given = [];
    for (const lotNumber of lots) {
      const base = lidocaine(firstDay);
      await henrik.treatments.administer({
        sessionId: session.id,
        administration: {
          ...base,
          parts: base.parts.map((part) => ({ ...part, lotNumber, volumePerPoint: '0.1' })),
        },
      });
      given.push({ key: lotKey(lotNumber), patientId: heel.patientId });
    }
  });
  afterAll(() => clinic.close());

  it('is found for every patient who received it, in whatever case, spaces and hyphens it is typed', async () => {
    const noise = fc.array(fc.constantFrom('', ' ', '-', '–', '/', '.', '\u00A0', '_'), {
      minLength: 24,
      maxLength: 24,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lots),
        noise,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        async (lot, between, upper) => {
          const letters = [...lot.replaceAll(/[^\p{L}\p{N}]/gu, '')];
          const typed = letters
            .map((letter, at) => {
              const same =
                upper[at] === true && letter.toUpperCase().length === 1 ? letter.toUpperCase() : letter;
              return `${between[at] ?? ''}${same}`;
            })
            .join('');
          const { exposures, matches } = await henrik.recall.search(byLot(typed.slice(0, 80)));
          const sure = exposures.filter(({ match }) => match === 'sure');
          expect(sure.map(({ key, patient }) => ({ key, patientId: patient.id }))).toEqual(
            given.filter(({ key }) => key === lotKey(lot)),
          );
          expect(matches[0]).toMatchObject({ match: 'sure', key: lotKey(lot) });
        },
      ),
      { numRuns: 120 },
    );
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, type CoverConsent } from '../../shared/rules/consent-cover.ts';
import { GateStore, today, type Kind } from '../support/gate-store.ts';

const substances = ['lidocaine', 'procaine', 'zeel-type-complex', 'sodium-chloride-0-9'] as const;
/** Mostly drug, so that many histories end in a yes. */
const classes: Kind[] = ['drug', 'drug', 'drug', 'biological-substance', 'vehicle'];
const least: Record<(typeof substances)[number], Kind> = {
  lidocaine: 'drug',
  procaine: 'drug',
  'zeel-type-complex': 'biological-substance',
  'sodium-chloride-0-9': 'vehicle',
};
const strictness: Record<Kind, number> = {
  vehicle: 0,
  'device-substance': 1,
  'biological-substance': 2,
  drug: 3,
};

const moment = (from: number, to: number) =>
  fc
    .integer({ min: from, max: to })
    .map((minute) => new Date(Date.parse('2026-11-01T08:00:00.000Z') + minute * 60_000).toISOString());
const line = fc.record({
  parts: fc.uniqueArray(fc.constantFrom(...substances), { minLength: 1, maxLength: 3 }),
  disclosureClass: fc.constantFrom(...classes),
  decision: fc.constantFrom(
    'accepted' as const,
    'accepted' as const,
    'accepted' as const,
    'refused' as const,
  ),
});
const consent = fc.record({
  completedAt: moment(0, 30),
  expires: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  lines: fc.uniqueArray(line, {
    minLength: 1,
    maxLength: 4,
    selector: ({ parts }) => parts.toSorted().join('+'),
  }),
  withdrawals: fc.array(fc.record({ all: fc.boolean(), at: moment(0, 60), which: fc.nat(3) }), {
    maxLength: 1,
  }),
});
const wanted = fc.record({
  substance: fc.constantFrom(...substances),
  disclosureClass: fc.constantFrom(...classes),
});

describe('the store and the rules', () => {
  let clinic: GateStore;
  beforeAll(() => {
    clinic = new GateStore();
  });
  afterAll(() => clinic.close());

  it('give the same answer for any history of consents, refusals and withdrawals', () => {
    let run = 0;
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(consent, { minLength: 1, maxLength: 4 }),
        wanted,
        (history, { substance, disclosureClass }) => {
          run += 1;
          clinic.raw.exec('SAVEPOINT history');
          try {
            const model: CoverConsent[] = history.map((said, index) => {
              const id = `c${run}-${index}`;
              const expiresAt = said.expires ? '2026-11-22T21:59:59.999Z' : '2027-05-01T21:59:59.999Z';
              clinic.consent({ id, completedAt: said.completedAt, expiresAt, substances: said.lines });
              const ids = said.lines.map(({ parts }) => `substance:${parts.toSorted().join('+')}`);
              const taken = said.withdrawals.map(({ all, at, which }) => ({
                all,
                at,
                lineId: ids[which % ids.length] ?? '',
              }));
              for (const { all, at, lineId } of taken) clinic.withdraw(id, all ? 'all' : [lineId], at);
              return {
                id,
                signedAt: said.completedAt,
                expiresAt,
                withdrawnAt: taken.find(({ all }) => all)?.at ?? null,
                lines: said.lines.flatMap(({ parts, disclosureClass: told, decision }, at) =>
                  parts.map((part) => ({
                    kind: 'substance' as const,
                    id: part,
                    disclosureClass: told,
                    accepted: decision === 'accepted',
                    withdrawnAt: taken.find((one) => !one.all && one.lineId === ids[at])?.at ?? null,
                  })),
                ),
              };
            });
            const verdict = covers(
              model,
              {
                techniques: [],
                regions: [],
                lungField: false,
                substances: [{ parts: [substance], disclosureClass }],
              },
              today,
            );
            const laxer = strictness[disclosureClass] < strictness[least[substance]];
            const consentIds = verdict.covered ? verdict.consentIds : model.map(({ id }) => id);
            const answers = consentIds.map((consentId) =>
              clinic.answer(() => clinic.give({ consentId, substanceId: substance, disclosureClass })),
            );
            if (verdict.covered && !laxer) {
              seen.accepted += 1;
              expect(answers).toEqual(['accepted']);
            } else {
              seen.refused += 1;
              // No consent of the whole history opens the gate when the rules say that it is shut.
              for (const answer of answers) expect(answer).toMatch(/^GATE:/);
            }
          } finally {
            clinic.raw.exec('ROLLBACK TO history; RELEASE history');
          }
        },
      ),
      { numRuns: 1500 },
    );
    expect(seen.accepted).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
  });
});

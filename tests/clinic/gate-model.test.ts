import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, type CoverConsent } from '../../shared/rules/consent-cover.ts';
import type { Limit, SubstanceTraits } from '../../shared/rules/limits.ts';
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
const becomesKnown = ['serious-event', 'template', 'guardian', 'allergy', 'medicine', 'capacity'] as const;
const consent = fc.record({
  completedAt: moment(0, 30),
  expires: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  lines: fc.uniqueArray(line, {
    minLength: 1,
    maxLength: 4,
    selector: ({ parts }) => parts.toSorted().join('+'),
  }),
  /** For one course, which ends then or stays open; for so many visits. */
  course: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.option(moment(0, 60)).map((ends) => ({ ends })) },
  ),
  visits: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
  ),
  withdrawals: fc.array(fc.record({ all: fc.boolean(), at: moment(0, 60), which: fc.nat(3) }), {
    maxLength: 1,
  }),
});
/** What the reference data says of the four, as the store has it. */
const traits: Record<string, SubstanceTraits> = {
  lidocaine: {
    id: 'lidocaine',
    disclosureClass: 'drug',
    group: 'amide-local-anaesthetic',
    origins: ['synthetic'],
  },
  procaine: {
    id: 'procaine',
    disclosureClass: 'drug',
    group: 'ester-local-anaesthetic',
    origins: ['synthetic'],
  },
  'zeel-type-complex': {
    id: 'zeel-type-complex',
    disclosureClass: 'biological-substance',
    group: 'homeopathic',
    origins: ['plant', 'animal-porcine', 'animal'],
  },
  'sodium-chloride-0-9': {
    id: 'sodium-chloride-0-9',
    disclosureClass: 'vehicle',
    group: 'diluent',
    origins: ['mineral'],
  },
};
const refusal = fc.record({
  what: fc.constantFrom(
    ...substances.map((refId) => ({ kind: 'substance' as const, refId })),
    { kind: 'group' as const, refId: 'amide-local-anaesthetic' },
    { kind: 'group' as const, refId: 'corticosteroid' },
    { kind: 'class' as const, refId: 'drug' },
    { kind: 'class' as const, refId: 'biological-substance' },
    { kind: 'origin' as const, refId: 'animal' },
    { kind: 'origin' as const, refId: 'mineral' },
  ),
  at: moment(0, 30),
  liftedAt: fc.option(moment(0, 30), { freq: 4 }),
});
const wanted = fc.record({
  substance: fc.constantFrom(...substances),
  disclosureClass: fc.constantFrom(...classes),
});

const runs = Number(process.env['GATE_RUNS'] ?? 10_000);
const seed = Number(process.env['GATE_SEED'] ?? 20_261_122);

describe(`the store and the rules, seed ${seed}, ${runs} histories`, () => {
  let clinic: GateStore;
  beforeAll(() => {
    clinic = new GateStore();
  });
  afterAll(() => clinic.close());

  it(
    'give the same answer for any history of consents, refusals, withdrawals, ends and what became known',
    { timeout: 300_000 },
    () => {
      let run = 0;
      const seen = { accepted: 0, refused: 0 };
      fc.assert(
        fc.property(
          fc.array(consent, { minLength: 1, maxLength: 4 }),
          fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(refusal, { maxLength: 3 })),
          // When what was refused line by line is lifted again: never, or at that moment.
          fc.option(moment(0, 30)),
          // What became known, and the visits in which the patient gave their word before this one.
          fc.oneof(
            { weight: 3, arbitrary: fc.constant([]) },
            fc.array(fc.record({ why: fc.constantFrom(...becomesKnown), at: moment(0, 60) }), {
              maxLength: 2,
            }),
          ),
          fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(moment(0, 60), { maxLength: 3 })),
          wanted,
          (history, refusals, liftedAt, known, visits, { substance, disclosureClass }) => {
            run += 1;
            clinic.raw.exec('SAVEPOINT history');
            try {
              const model: CoverConsent[] = history.map((said, index) => {
                const id = `c${run}-${index}`;
                const expiresAt = said.expires ? '2026-11-22T21:59:59.999Z' : '2027-05-01T21:59:59.999Z';
                const courseId = said.course === null ? null : clinic.course(`k${run}-${index}`);
                const { completedAt } = said;
                clinic.consent({
                  ...{ id, completedAt, expiresAt, substances: said.lines, courseId, visits: said.visits },
                });
                const had = visits.filter((at) => at >= completedAt).toSorted();
                const ends = [
                  ...(typeof said.course?.ends !== 'string' ? [] : [said.course.ends]),
                  ...(said.visits === null ? [] : [had[said.visits - 1]]),
                ].filter((at) => typeof at === 'string');
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
                  endedAt: ends.toSorted()[0] ?? null,
                  lines: said.lines.flatMap(({ parts, disclosureClass: told, decision }, at) =>
                    parts.map((part) => ({
                      kind: 'substance' as const,
                      id: part,
                      lineId: ids[at] ?? '',
                      disclosureClass: told,
                      accepted: decision === 'accepted',
                      withdrawnAt: taken.find((one) => !one.all && one.lineId === ids[at])?.at ?? null,
                    })),
                  ),
                };
              });
              for (const [index, { course }] of history.entries())
                if (typeof course?.ends === 'string') clinic.endCourse(`k${run}-${index}`, course.ends);
              for (const at of visits) clinic.visit(at);
              for (const { why, at } of known) clinic.reopen(why, at);
              const limits = refusals.map(({ what, ...said }): Limit => {
                const id = clinic.refuse({ ...what, at: said.at });
                if (said.liftedAt !== null) clinic.lift(id, said.liftedAt);
                return { ...what, ...said };
              });
              for (const row of clinic.refusedInConsents()) {
                if (liftedAt !== null) clinic.lift(row.id, liftedAt);
                limits.push({ kind: 'substance', refId: row.refId, at: row.at, liftedAt });
              }
              const verdict = covers(
                model,
                {
                  techniques: [],
                  regions: [],
                  lungField: false,
                  substances: [{ parts: [substance], disclosureClass }],
                },
                today,
                { limits, reopened: known.map(({ at }) => at), traits: (id) => traits[id] ?? null },
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
        { numRuns: runs, seed },
      );
      expect(seen.accepted).toBeGreaterThan(50);
      expect(seen.refused).toBeGreaterThan(50);
    },
  );
});

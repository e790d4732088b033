import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  type CoverConsent,
  type CoverLine,
  type CoverPlan,
} from '../../shared/rules/consent-cover.ts';

const now = '2026-03-10T10:00:00.000Z';

const lidocaine: CoverLine = { kind: 'substance', id: 'lidocaine', disclosureClass: 'drug', accepted: true };
const injection: CoverLine = { kind: 'technique', id: 'soft-tissue-injection', accepted: true };
const heel: CoverLine = { kind: 'region', id: 'foot-plantar', accepted: true };

function consent(lines: CoverLine[], more: Partial<CoverConsent> = {}): CoverConsent {
  return {
    id: 'c1',
    signedAt: '2026-03-01T09:00:00.000Z',
    expiresAt: '2026-09-01T09:00:00.000Z',
    lines,
    ...more,
  };
}

function plan(more: Partial<CoverPlan> = {}): CoverPlan {
  return {
    techniques: ['soft-tissue-injection'],
    regions: ['foot-plantar'],
    lungField: false,
    substances: [{ parts: ['lidocaine'], disclosureClass: 'drug' }],
    ...more,
  };
}

function reasons(consents: CoverConsent[], wanted = plan(), at = now) {
  const answer = covers(consents, wanted, at);
  return answer.covered ? [] : answer.missing.map((item) => `${item.kind} ${item.id} ${item.reason}`);
}

describe('a plan that a signed consent covers', () => {
  it('goes on, and says on which consent it rests', () => {
    expect(covers([consent([lidocaine, injection, heel])], plan(), now)).toEqual({
      covered: true,
      consentIds: ['c1'],
    });
  });

  it('may rest on two consents together', () => {
    const answer = covers([consent([injection, heel]), consent([lidocaine], { id: 'c2' })], plan(), now);
    expect(answer).toEqual({ covered: true, consentIds: ['c1', 'c2'] });
  });

  it('holds to the last millisecond before it expires', () => {
    const short = consent([lidocaine, injection, heel], { expiresAt: now });
    expect(covers([short], plan(), '2026-03-10T09:59:59.999Z').covered).toBe(true);
    expect(reasons([short])).toEqual([
      'technique soft-tissue-injection expired',
      'region foot-plantar expired',
      'substance lidocaine expired',
    ]);
  });
});

describe('a moment', () => {
  const only = plan({ techniques: [], regions: [] });
  it('counts a signature from the millisecond in which it is given', () => {
    expect(covers([consent([lidocaine], { signedAt: now })], only, now).covered).toBe(true);
  });
  it('in which one consent is signed and another withdrawn is a withdrawal', () => {
    const withdrawn = consent([lidocaine], {
      id: 'early',
      signedAt: '2026-01-01T09:00:00.000Z',
      withdrawnAt: '2026-03-01T09:00:00.000Z',
    });
    expect(reasons([withdrawn, consent([lidocaine])], only)).toEqual(['substance lidocaine withdrawn']);
  });
  it('that cannot be read is never guessed', () => {
    expect(() => covers([consent([lidocaine], { expiresAt: 'soon' })], only, now)).toThrow(RangeError);
    expect(() => covers([consent([lidocaine])], only, '2026-03-10')).toThrow(RangeError);
  });
});

describe('a plan that is not covered', () => {
  it.each<[string, CoverConsent[], CoverPlan, string[]]>([
    [
      'nobody has asked the patient',
      [],
      plan({ techniques: [], regions: [] }),
      ['substance lidocaine never-consented'],
    ],
    [
      'the consent is still a draft',
      [consent([lidocaine], { signedAt: null })],
      plan({ techniques: [], regions: [] }),
      ['substance lidocaine never-consented'],
    ],
    [
      'the consent is dated after today',
      [consent([lidocaine], { signedAt: '2026-03-11T09:00:00.000Z' })],
      plan({ techniques: [], regions: [] }),
      ['substance lidocaine never-consented'],
    ],
    [
      'the substance was not on it',
      [consent([injection, heel])],
      plan(),
      ['substance lidocaine not-disclosed'],
    ],
    [
      'the substance was refused',
      [consent([{ ...lidocaine, accepted: false }, injection, heel])],
      plan(),
      ['substance lidocaine refused'],
    ],
    [
      'the line was withdrawn',
      [consent([{ ...lidocaine, withdrawnAt: '2026-03-10T09:00:00.000Z' }, injection, heel])],
      plan(),
      ['substance lidocaine withdrawn'],
    ],
    [
      'the whole consent was withdrawn',
      [consent([lidocaine], { withdrawnAt: now })],
      plan({ techniques: [], regions: [] }),
      ['substance lidocaine withdrawn'],
    ],
    [
      'it was disclosed as something else',
      [consent([{ ...lidocaine, disclosureClass: 'biological-substance' }, injection, heel])],
      plan(),
      ['substance lidocaine class-changed'],
    ],
    [
      'it was disclosed without a class',
      [consent([{ ...lidocaine, disclosureClass: undefined }, injection, heel])],
      plan(),
      ['substance lidocaine class-changed'],
    ],
    [
      'the lung field was not spoken of',
      [consent([lidocaine, injection, heel])],
      plan({ lungField: true }),
      ['lung-field lung-field not-disclosed'],
    ],
  ])('because %s', (_, consents, wanted, missing) => {
    expect(reasons(consents, wanted)).toEqual(missing);
  });

  it('names the class in which the substance is missing, for the consent that is opened from it', () => {
    expect(covers([consent([injection, heel])], plan(), now)).toEqual({
      covered: false,
      consentIds: ['c1'],
      missing: [{ kind: 'substance', id: 'lidocaine', disclosureClass: 'drug', reason: 'not-disclosed' }],
    });
  });
});

describe('a mixture', () => {
  const complex: CoverLine = {
    kind: 'substance',
    id: 'traumeel-type-complex',
    disclosureClass: 'biological-substance',
    accepted: true,
  };
  const mixed = plan({
    techniques: [],
    regions: [],
    substances: [{ parts: ['traumeel-type-complex', 'lidocaine'], disclosureClass: 'drug' }],
  });

  it('is not covered by a part that was disclosed alone in its own class', () => {
    expect(reasons([consent([complex, lidocaine])], mixed)).toEqual([
      'substance traumeel-type-complex class-changed',
    ]);
  });
  it('is covered when each part was disclosed in the class of the mixture', () => {
    expect(
      covers([consent([complex, { ...complex, disclosureClass: 'drug' }, lidocaine])], mixed, now).covered,
    ).toBe(true);
  });
  it('does not lend its class to the part given alone', () => {
    const alone = plan({
      techniques: [],
      regions: [],
      substances: [{ parts: ['traumeel-type-complex'], disclosureClass: 'biological-substance' }],
    });
    expect(reasons([consent([{ ...complex, disclosureClass: 'drug' }])], alone)).toEqual([
      'substance traumeel-type-complex class-changed',
    ]);
  });
});

describe('a patient who refuses a mixture', () => {
  const parts = ['traumeel-type-complex', 'lidocaine'];
  const mix = (accepted: boolean): CoverLine[] =>
    parts.map((id) => ({ kind: 'substance', id, disclosureClass: 'drug', accepted }));
  const only = plan({ techniques: [], regions: [] });
  it('has refused its parts too, although the same document accepts one alone', () => {
    expect(reasons([consent([lidocaine, ...mix(false)])], only)).toEqual(['substance lidocaine refused']);
  });
  it('may have a part alone by a newer consent', () => {
    const newer = consent([lidocaine], { id: 'c2', signedAt: '2026-03-05T09:00:00.000Z' });
    expect(covers([consent(mix(false)), newer], only, now)).toEqual({ covered: true, consentIds: ['c2'] });
  });
});

describe('the last word of the patient', () => {
  const early = { id: 'early', signedAt: '2026-01-01T09:00:00.000Z' };
  const only = plan({ techniques: [], regions: [] });

  it('is a later refusal, although an earlier consent accepted', () => {
    expect(
      reasons([consent([lidocaine], early), consent([{ ...lidocaine, accepted: false }])], only),
    ).toEqual(['substance lidocaine refused']);
  });
  it('is a later acceptance, although an earlier consent refused', () => {
    expect(
      covers([consent([{ ...lidocaine, accepted: false }], early), consent([lidocaine])], only, now),
    ).toEqual({ covered: true, consentIds: ['c1'] });
  });
  it('is a refusal in any class', () => {
    const refused: CoverLine = { ...lidocaine, disclosureClass: 'biological-substance', accepted: false };
    expect(reasons([consent([lidocaine], early), consent([refused])], only)).toEqual([
      'substance lidocaine refused',
    ]);
  });
  it('is a withdrawal, whichever document it was said about', () => {
    const withdrawn = consent([lidocaine], { ...early, withdrawnAt: '2026-03-05T09:00:00.000Z' });
    expect(reasons([withdrawn, consent([lidocaine])], only)).toEqual(['substance lidocaine withdrawn']);
    const again = consent([lidocaine], { id: 'c2', signedAt: '2026-03-06T09:00:00.000Z' });
    expect(covers([withdrawn, again], only, now)).toEqual({ covered: true, consentIds: ['c2'] });
  });
});

const ids = ['lidocaine', 'procaine', 'traumeel-type-complex'];
const classes = ['drug', 'biological-substance'] as const;
const day = fc
  .integer({ min: 1, max: 28 })
  .map((date) => `2026-02-${String(date).padStart(2, '0')}T09:00:00.000Z`);
const someLine = fc.record({
  kind: fc.constant('substance' as const),
  id: fc.constantFrom(...ids),
  disclosureClass: fc.constantFrom(...classes),
  accepted: fc.boolean(),
  withdrawnAt: fc.option(day),
});
const someConsent = fc.record({
  id: fc.uuid(),
  signedAt: fc.option(day),
  expiresAt: fc.constantFrom('2026-02-20T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
  withdrawnAt: fc.option(day),
  lines: fc.array(someLine, { maxLength: 5 }),
});

describe('whatever was signed', () => {
  it('never covers a substance that the last consent about it refuses, and never without an acceptance in that class', () => {
    fc.assert(
      fc.property(
        fc.array(someConsent, { maxLength: 5 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...classes),
        (consents, id, disclosureClass) => {
          const wanted = {
            techniques: [],
            regions: [],
            lungField: false,
            substances: [{ parts: [id], disclosureClass }],
          };
          const answer = covers(consents, wanted, now);
          const about = consents.filter(
            ({ signedAt, lines }) => signedAt !== null && lines.some((line) => line.id === id),
          );
          const last = about
            .map(({ signedAt }) => signedAt ?? '')
            .sort()
            .at(-1);
          const lastLines = about
            .filter(({ signedAt }) => signedAt === last)
            .flatMap(({ lines }) => lines.filter((line) => line.id === id));
          if (lastLines.some((line) => !line.accepted)) expect(answer.covered).toBe(false);
          if (answer.covered) {
            const held = consents.filter((one) => answer.consentIds.includes(one.id));
            expect(
              held.some((one) =>
                one.lines.some(
                  (line) =>
                    line.id === id &&
                    line.accepted &&
                    line.disclosureClass === disclosureClass &&
                    line.withdrawnAt === null,
                ),
              ),
            ).toBe(true);
            expect(
              held.every((one) => one.signedAt !== null && one.withdrawnAt === null && one.expiresAt > now),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../shared/contract/staff.ts';
import { grantProblems, holds, supervisorsOf, type Roster } from '../../shared/rules/grants.ts';
import { reference } from './reference-data.ts';

type Held = Omit<Credential, 'id'>;

const on = '2026-11-23';
const types = reference.data.techniques.credentialTypes.map(({ id }) => id);
const credential = (type: string, change: Partial<Held> = {}): Held => ({
  ...{ type, techniques: [], issuer: '', number: '', issuedOn: null, expiresOn: null },
  ...{ devices: [], regionsExcluded: [], substancesAllowed: [], supervisedBy: null },
  ...{ verifiedBy: '', verifiedOn: null, evidenceSha256: null, status: 'held' },
  ...change,
});
const every = (change: (type: string) => Partial<Held> = () => ({})): Held[] =>
  types.map((type) => credential(type, change(type)));
const roster = (people: Record<string, Held[]>, gone: string[] = []): Roster => ({
  of: new Map(Object.entries(people)),
  gone: new Set(gone),
});

describe('a credential', () => {
  it('counts on both of its days, for its techniques, and never while it is suspended or withdrawn', () => {
    const one = credential('needling', {
      ...{ techniques: ['dry-needling'], issuedOn: on, expiresOn: on },
    });
    expect(holds(one, 'dry-needling', on)).toBe(true);
    expect(holds(one, 'dry-needling', '2026-11-22')).toBe(false);
    expect(holds(one, 'dry-needling', '2026-11-24')).toBe(false);
    expect(holds(one, 'trigger-point-acupuncture', on)).toBe(false);
    for (const status of ['suspended', 'withdrawn'] as const)
      expect(holds({ ...one, status }, 'dry-needling', on)).toBe(false);
  });
});

describe('what stands against an act', () => {
  it('is nothing for somebody who holds everything without limit, whatever the technique, place or substance', () => {
    const all = roster({ ann: every() });
    for (const techniqueId of reference.techniques.keys()) {
      const siteIds = [...reference.sites.keys()];
      const substanceIds = [...reference.substances.keys()];
      expect(grantProblems(reference, all, 'ann', { techniqueId, siteIds, substanceIds }, on)).toEqual([]);
    }
  });

  it('never shrinks when a credential is taken away or narrowed', () => {
    const use = { techniqueId: 'biopuncture', siteIds: ['psoas-major'], substanceIds: ['lidocaine'] };
    fc.assert(
      fc.property(
        fc.subarray(types),
        fc.subarray(types),
        fc.boolean(),
        fc.boolean(),
        (dropped, narrowed, region, substance) => {
          const less = every((type) =>
            narrowed.includes(type)
              ? {
                  ...(region ? { regionsExcluded: ['lumbar'] } : {}),
                  ...(substance ? { substancesAllowed: ['procaine'] } : {}),
                }
              : {},
          ).filter(({ type }) => !dropped.includes(type));
          const before = grantProblems(reference, roster({ ann: less }), 'ann', use, on);
          const after = grantProblems(reference, roster({ ann: less.slice(1) }), 'ann', use, on);
          const lost = less[0]?.type ?? '';
          // What was lacking is lacking still, or the type that it was a limit of is now missing as a whole.
          for (const one of before)
            expect(
              after.some(({ kind, id }) => kind === one.kind && id === one.id) ||
                after.some(({ kind, id }) => kind === 'credential' && id === lost),
            ).toBe(true);
        },
      ),
    );
  });

  it('reaches places marked specialist only where the technique goes through the skin, and no others', () => {
    const plain = roster({ ann: every().filter(({ type }) => type !== 'specialist-site') });
    const kinds = (techniqueId: string, siteId: string) =>
      grantProblems(reference, plain, 'ann', { techniqueId, siteIds: [siteId] }, on).map(({ kind }) => kind);
    expect(kinds('dry-needling', 'psoas-major')).toEqual(['specialist-site']);
    expect(kinds('dry-needling', 'gluteus-medius')).toEqual([]);
    expect(kinds('low-level-laser', 'psoas-major')).toEqual([]);
    const marked = [...reference.sites.values()].filter(({ cautions }) =>
      cautions.includes('specialist-only'),
    );
    expect(marked.length).toBeGreaterThan(10);
    for (const { id } of marked) expect(kinds('biopuncture', id)).toEqual(['specialist-site']);
  });

  it('lets two credentials of a type fill each other’s gaps', () => {
    const two = (type: string) =>
      type === 'anatomy'
        ? [credential(type, { regionsExcluded: ['lumbar'] }), credential(type, { regionsExcluded: ['knee'] })]
        : [credential(type)];
    const ann = types.flatMap(two);
    const use = { techniqueId: 'dry-needling', siteIds: ['psoas-major'] };
    expect(grantProblems(reference, roster({ ann }), 'ann', use, on)).toEqual([]);
  });
});

describe('supervision', () => {
  const under = every((type) => (type === 'needling' ? { supervisedBy: 'bob' } : {}));
  const use = { techniqueId: 'dry-needling' };

  it('counts while the supervisor is here and may do all of it alone', () => {
    const may = (bob: Held[], gone: string[] = []) =>
      grantProblems(reference, roster({ ann: under, bob }, gone), 'ann', use, on).map(({ id }) => id);
    expect(may(every())).toEqual([]);
    expect(may(every(), ['bob'])).toEqual(['needling']);
    expect(may(every((type) => (type === 'needling' ? { supervisedBy: 'eve' } : {})))).toEqual(['needling']);
    expect(may(every().filter(({ type }) => type !== 'indemnity'))).toEqual(['needling']);
  });

  it('is asked for only where the person holds nothing of their own', () => {
    const asked = (ann: Held[], techniqueId = 'dry-needling') =>
      supervisorsOf(reference, roster({ ann, bob: every() }), 'ann', { techniqueId }, on);
    expect(asked(under)).toEqual(['bob']);
    expect(asked(under, 'low-level-laser')).toEqual([]);
    expect(asked([...under, credential('needling')])).toEqual([]);
  });
});

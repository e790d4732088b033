import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/contract/finding.ts';
import { compare, subtract } from '../../shared/rules/decimal.ts';
import { deriveFinding, inKilopascal, pptMean } from '../../shared/rules/findings.ts';
import { earlierOf, examinationOf, openFindings, toReexamine } from '../../shared/rules/reexamine.ts';
import { newFindingOf } from '../support/findings.ts';
import { reference } from './reference-data.ts';

const reading = fc.integer({ min: 1, max: 200 }).map((tenths) => String(tenths / 10));
const readings = fc.array(reading, { minLength: 3, maxLength: 3 });

describe('a pressure threshold', () => {
  it.each([
    ['1', '98.1'],
    ['1.8', '176.5'],
    ['20', '1961.3'],
    ['0.1', '9.8'],
  ])('of %s kgf/cm2 is %s kPa', (kgf, kpa) => {
    expect(inKilopascal(kgf)).toBe(kpa);
  });

  it('has its mean between its lowest and its highest reading', () => {
    fc.assert(
      fc.property(readings, (all) => {
        const mean = pptMean(all) ?? '';
        const sorted = all.toSorted(compare);
        expect(compare(mean, sorted[0] ?? '')).toBeGreaterThanOrEqual(0);
        expect(compare(mean, sorted[2] ?? '')).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('differs from the other side as the other side differs from it, and rises with each reading', () => {
    const difference = (ppt: string[], pptOtherSide: string[]) =>
      deriveFinding(reference, newFindingOf({ siteId: 'soleus', side: 'left', grade: 1, ppt, pptOtherSide }))
        .pptDifference ?? '';
    fc.assert(
      fc.property(readings, readings, (here, there) => {
        expect(difference(here, there)).toBe(subtract('0', difference(there, here)));
        expect(compare(inKilopascal(here[0] ?? '0'), inKilopascal(there[0] ?? '0'))).toBe(
          compare(here[0] ?? '0', there[0] ?? '0'),
        );
      }),
    );
  });
});

const site = fc.constantFrom('soleus', 'levator-scapulae', 'masseter');
const found = fc.record({ siteId: site, resolved: fc.boolean(), goesOn: fc.boolean() });
/** A course of visits, newest first; what goes on says so. */
const courses = fc.array(fc.array(found, { maxLength: 3 }), { maxLength: 5 }).map((visits) => {
  let before: Finding[] = [];
  return visits
    .map((visit, index) => {
      const findings = visit.map(({ siteId, resolved, goesOn }) => {
        const earlier = before.find((one) => one.siteId === siteId);
        return newFindingOf({
          ...{ siteId, side: 'right', grade: 2, resolved },
          ...(goesOn && earlier && { continues: earlier.id }),
        });
      });
      before = findings;
      return { startedAt: `2026-11-${String(index + 10)}T09:00:00.000Z`, findings };
    })
    .toReversed();
});

describe('what is still to be examined', () => {
  it('is never resolved, never twice, and always of an earlier visit', () => {
    fc.assert(
      fc.property(courses, (visits) => {
        const open = openFindings(visits);
        const known = visits.flatMap(({ findings }) => findings);
        expect(open.every(({ finding }) => !finding.resolved && known.includes(finding))).toBe(true);
        expect(new Set(open.map(({ finding: { id } }) => id)).size).toBe(open.length);
        for (const { finding } of open)
          expect(known.some(({ continues }) => continues === finding.id)).toBe(false);
      }),
    );
  });

  it('is nothing once each was examined or left', () => {
    fc.assert(
      fc.property(courses, fc.array(fc.boolean(), { maxLength: 15 }), (visits, choices) => {
        const open = openFindings(visits);
        const findings = open
          .filter((_, index) => choices[index] === true)
          .map(({ finding }) => newFindingOf({ ...finding, id: crypto.randomUUID(), continues: finding.id }));
        const left = open.filter((_, index) => choices[index] !== true).map(({ finding }) => finding.id);
        expect(toReexamine(open, { findings, left })).toEqual([]);
        for (const one of findings) {
          const before = earlierOf(one, open);
          expect(before?.finding.id).toBe(one.continues);
          expect(before && examinationOf(before.finding, { findings })).toBe(one);
        }
      }),
    );
  });

  it('knows the same structure at the same place again where nobody linked the two', () => {
    const [then, now] = ['a', 'b'].map((id) =>
      newFindingOf({ id, siteId: 'soleus', side: 'left', grade: 2 }),
    );
    if (then === undefined || now === undefined) throw new Error('two are made');
    const open = openFindings([{ startedAt: '2026-11-16T09:00:00.000Z', findings: [then] }]);
    expect(toReexamine(open, { findings: [now] })).toEqual([]);
    expect(toReexamine(open, { findings: [{ ...now, side: 'right' }] })).toEqual(open);
  });
});

describe('two visits that go on from one finding', () => {
  it('have found one thing, also where one of them was recorded late', () => {
    const first = newFindingOf({ siteId: 'soleus', side: 'left', grade: 3 });
    const [late, last] = [2, 1].map((grade) =>
      newFindingOf({ siteId: 'soleus', side: 'left', grade, continues: first.id }),
    );
    if (!late || !last) throw new Error('two examinations');
    const visits = [[last], [late], [first]].map((findings, index) => ({
      ...{ startedAt: `2026-11-1${6 - index}T08:00:00.000Z`, findings },
    }));
    expect(openFindings(visits).map(({ finding }) => finding.id)).toEqual([last.id]);
  });
});

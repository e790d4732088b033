import { describe, expect, it } from 'vitest';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { checkSession } from '../../shared/rules/block-check.ts';
import { calfNeedling, dryNeedling, heelLaser } from './blocks.ts';
import { reference } from './reference-data.ts';

describe('the visit as a whole', () => {
  const common = {
    painBefore: '7',
    painAfter: '4',
    patientPosition: 'prone',
    aftercareGiven: 'printed',
    fitToLeave: 'yes',
  };
  const visit = (blocks: ProcedureBlock[], more: ProcedureBlock['values'] = {}, firstVisit = false) =>
    checkSession(reference, { common: { ...common, ...more }, blocks, firstVisit }).map(
      ({ level, code, fieldKey }) => `${level} ${code} ${fieldKey ?? ''}`.trim(),
    );

  it('has nothing against a complete record', () => {
    expect(visit([dryNeedling(), heelLaser()])).toEqual([]);
  });
  it('warns when both sides of the chest are needled, in one block or two', () => {
    const right = dryNeedling();
    const left = {
      ...dryNeedling(),
      id: 'b9',
      sites: right.sites.map((site) => ({ ...site, side: 'left' as const })),
    };
    expect(visit([right, left])).toEqual(['ask both-chest-sides']);
    expect(visit([{ ...right, sites: [...right.sites, ...left.sites] }])).toEqual(['ask both-chest-sides']);
  });
  it('wants the patient lying for needles, not for laser', () => {
    expect(visit([calfNeedling()], { patientPosition: 'sitting' }, true)).toEqual([
      'ask first-visit-lying patientPosition',
    ]);
    expect(visit([calfNeedling()], { patientPosition: '' })).toEqual([
      'ask first-visit-lying patientPosition',
    ]);
    expect(visit([heelLaser()], { patientPosition: 'sitting' })).toEqual([]);
  });
  it('wants pain before, aftercare and fitness to leave', () => {
    expect(visit([heelLaser()], { painBefore: '', aftercareGiven: '', fitToLeave: '' })).toEqual([
      'refuse required painBefore',
      'refuse required aftercareGiven',
      'refuse required fitToLeave',
    ]);
    expect(visit([heelLaser()], { painBefore: '11' })).toEqual(['refuse out-of-range painBefore']);
    expect(visit([heelLaser()], { mood: 'good' })).toEqual(['refuse unknown-field mood']);
  });
  it('refuses a block twice', () => {
    expect(visit([heelLaser(), heelLaser()])).toEqual(['refuse block-twice']);
  });
});

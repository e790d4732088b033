import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neckContent, neckVisits, openNeckCase, playNeck, type NeckVisit } from '../../main/demo/cases/neck.ts';
import { comeIn, write } from '../../main/demo/cases/steps.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

describe('the neck and shoulder case', () => {
  it('goes from seven to two in three visits of three and puts the operation off', async () => {
    const neck = await playNeck(clinic.henrik, clinic.people, clinic.clock, firstDay);
    const progress = await clinic.henrik.treatments.courseProgress({ id: neck.courseId });
    expect(progress.course.sessionsSoFar).toBe(3);
    expect(progress.sessions.map(({ status }) => status)).toEqual(['signed', 'signed', 'signed']);
    expect(progress.changes).toEqual([{ measure: 'nprs', item: 'neck-posterior', from: '7', to: '2', band: 'much-better' }]);
    expect(progress.course.surgeryDecisions.map(({ state }) => state)).toEqual(['suggested', 'not-now']);
    const numbers = [];
    for (const id of neck.sessionIds) numbers.push((await clinic.henrik.treatments.open({ id })).session.sessionNumber);
    expect(numbers).toEqual([1, 2, 3]);
  });
});

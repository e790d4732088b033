import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, playHeel } from '../../main/demo/cases/heel.ts';
import { comeIn, weeksAfter, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

const second = weeksAfter(firstDay, 1);

/** The heel was treated a week ago; today the patient is in the room again and nothing is typed. */
async function aWeekLater() {
  const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
  const { session } = await comeIn(henrik, clinic.people, clinic.clock, {
    ...{ patientId: heel.patientId, courseId: heel.courseId },
    ...{ date: second, time: '10:00', minutes: 30 },
  });
  const repeat = async () => (await henrik.treatments.open({ id: session.id })).repeat;
  return { ...heel, now: session, repeat };
}

describe('the last treatment', { timeout: 30_000 }, () => {
  it('is offered as it was done, without counts, responses, findings and injections', async () => {
    const { sessionId, repeat, now } = await aWeekLater();
    const offered = await repeat();
    expect(offered).toMatchObject({ sessionId, leftOut: [] });
    expect(offered?.blocks).toEqual([
      {
        technique: 'soft-tissue-injection',
        variant: 'periosteal',
        values: { needleGauge: '25G', needleLength: '38', insertionDepth: '20' },
        sites: [
          {
            ...{ siteId: 'site-calcaneus-medial-process', side: 'right' },
            values: { guidance: 'palpation', skinPrep: 'chlorhexidine' },
          },
        ],
      },
      {
        technique: 'low-level-laser',
        values: {
          deviceId: clinic.people.laserId,
          ...{ laserClass: '3B', wavelength: '808', emission: 'continuous', averagePower: '100' },
          ...{ spotArea: '0.5', application: 'contact', timePerPoint: '40', points: '2' },
        },
        sites: [
          {
            ...{ siteId: 'site-calcaneus-medial-process', side: 'right' },
            values: { guidance: 'palpation' },
          },
        ],
      },
    ]);
    expect(offered?.toGive).toMatchObject([
      { techniqueId: 'soft-tissue-injection', parts: [{ substanceId: 'lidocaine', volumePerPoint: '1' }] },
    ]);
    expect(JSON.stringify(offered)).not.toContain('LD-24 117');
    expect((await henrik.treatments.open({ id: now.id })).session.administrations).toEqual([]);
  });

  it('is taken over and saved like anything else that is typed', async () => {
    const { repeat, now } = await aWeekLater();
    const offered = await repeat();
    const blocks = (offered?.blocks ?? []).map((block, index) => ({ ...block, id: `again-${index}` }));
    await write(henrik, now, { ...now.content, blocks });
    const { issues } = await henrik.treatments.open({ id: now.id });
    const missing = issues.filter(({ code, at }) => code === 'required' && at !== undefined);
    expect(missing.map(({ fieldKey = '' }) => fieldKey).toSorted()).toEqual([
      'eyeProtection',
      'needlesIn',
      'needlesOut',
    ]);
  });

  it('comes without what the patient refuses since, and says it in their words', async () => {
    const { repeat, patientId } = await aWeekLater();
    await henrik.limits.record({
      ...{
        patientId,
        kind: 'substance',
        refId: 'lidocaine',
        words: 'It made me dizzy',
        saidBy: 'The patient',
      },
      how: 'spoken',
    });
    await henrik.limits.record({
      ...{
        patientId,
        kind: 'technique',
        refId: 'low-level-laser',
        words: 'No more light',
        saidBy: 'The patient',
      },
      how: 'spoken',
    });
    const offered = await repeat();
    expect(offered?.blocks.map(({ technique }) => technique)).toEqual(['soft-tissue-injection']);
    expect(offered?.toGive).toEqual([]);
    expect(offered?.leftOut).toEqual([
      ...[{ what: 'substance', id: 'lidocaine', techniqueId: 'soft-tissue-injection' }].map((one) => ({
        ...one,
        ...{ why: 'refused', says: 'It made me dizzy' },
      })),
      {
        what: 'technique',
        id: 'low-level-laser',
        techniqueId: 'low-level-laser',
        why: 'refused',
        says: 'No more light',
      },
    ]);
  });

  it('comes without what is contraindicated since, and without the unit that was retired', async () => {
    const { repeat, patientId } = await aWeekLater();
    const { safety } = await henrik.patients.open({ id: patientId });
    if (safety === null) throw new Error('the safety record is missing');
    await henrik.patients.recordSafety({
      id: patientId,
      safety: {
        ...safety,
        answers: [{ flagId: 'bleeding-disorder', answer: 'yes', regions: [], side: null, note: '' }],
      },
    });
    const { devices } = await clinic.owner.practice.overview();
    const [laser] = devices;
    if (laser === undefined) throw new Error('no laser');
    await clinic.owner.practice.saveDevice({ ...laser, retired: true });
    const offered = await repeat();
    expect(offered?.blocks.map(({ technique }) => technique)).toEqual(['low-level-laser']);
    expect(offered?.blocks[0]?.values).not.toHaveProperty('deviceId');
    expect(offered?.leftOut.map(({ what, why }) => `${what} ${why}`)).toEqual([
      'technique contraindicated',
      'device retired',
    ]);
  });

  it('is the last one with something done: a note without a treatment and one entered in error are passed over', async () => {
    const { repeat, patientId, courseId, sessionId } = await aWeekLater();
    expect((await repeat())?.sessionId).toBe(sessionId);
    await henrik.treatments.amend({
      id: sessionId,
      kind: 'entered-in-error',
      reason: 'Other patient',
      text: '',
    });
    expect(await repeat()).toBeNull();
    const third = weeksAfter(firstDay, 2);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, { patientId, courseId }, third);
    expect((await henrik.treatments.open({ id: session.id })).repeat).toBeNull();
  });

  it('is not offered to somebody who was never treated, nor in a signed note', async () => {
    const { sessionId } = await aWeekLater();
    expect((await henrik.treatments.open({ id: sessionId })).repeat).toBeNull();
  });
});

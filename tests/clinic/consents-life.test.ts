import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeNotice } from '../../shared/contract/changes.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import { heelCourse } from '../../main/demo/cases/heel.ts';
import { monday } from '../support/clock.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import {
  agrees,
  amina,
  decideAll,
  heelPlan,
  refusal,
  register,
  signedConsent,
  signing,
  told,
} from './consent-cases.ts';

let clinic: Clinic;
let henrik: Api;
let tomas: Api;
let patientId: string;

beforeAll(async () => {
  clinic = await newClinic();
  henrik = await clinic.as('henrik');
  tomas = await clinic.as('tomas');
});
afterAll(() => clinic.close());
beforeEach(async () => {
  clinic.clock.set(monday);
  patientId = await register(tomas);
});

const statusOf = async (id: string) => (await tomas.consents.open({ id })).status;
const agreed = (plan: Partial<ConsentPlan> = {}) => signedConsent({ clinic, patientId, plan });
const prepared = (plan: Partial<ConsentPlan> = {}): Promise<ConsentRecord> =>
  tomas.consents.prepare({
    ...{ patientId, appointmentId: null, practitionerId: clinic.ids['henrik'] ?? '' },
    ...{ identity: ['name', 'birth-date'], plan: { ...heelPlan, ...plan } },
  });

const mother = { name: 'Ngozi Okoye', relation: 'mother', phone: '', authority: '', mayConsent: true };
const father = { name: 'Emeka Okoye', relation: 'father', phone: '', authority: '', mayConsent: true };
const child = { birthDate: '2016-03-01', guardians: [mother, father] };

/** Signed by the mother alone, for a course that goes on. */
async function byMother(birthDate = child.birthDate): Promise<ConsentRecord> {
  patientId = await register(tomas, { ...child, birthDate });
  const { id: courseId } = await henrik.treatments.openCourse({
    patientId,
    course: heelCourse('2026-11-23'),
  });
  const draft = await told(tomas, await prepared({ term: { months: 6, visits: null, courseId } }), {
    assent: agrees,
    substitutes: [{ role: 'guardian', name: mother.name, relation: 'mother', authority: '', seenBy: '' }],
  });
  const explained = await tomas.consents.sign({
    ...signing(await decideAll(tomas, draft), mother.name),
    ...{ role: 'guardian', name: mother.name },
  });
  return henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
}

async function reviseGuardians(guardians: (typeof mother)[]): Promise<void> {
  clinic.clock.forward(1);
  const { version } = await tomas.patients.open({ id: patientId });
  await tomas.patients.revise({
    id: patientId,
    identity: { ...amina, ...child, guardians },
    version,
  });
}

describe('what a guardian signed', () => {
  it.each([
    ['is taken from the record', [father]],
    ['may no longer consent', [{ ...mother, mayConsent: false }, father]],
  ])('counts no longer once that guardian %s', async (_, guardians) => {
    const { id } = await byMother();
    await reviseGuardians(guardians);
    expect(await statusOf(id)).toBe('invalidated');
    expect(await tomas.register.reopenedOf({ patientId })).toMatchObject([{ why: 'guardian' }]);
  });

  it('goes on where another guardian goes', async () => {
    const { id } = await byMother();
    await reviseGuardians([mother]);
    expect(await statusOf(id)).toBe('agreed');
  });

  it('ends in the midst of a course on the birthday from which the patient decides alone', async () => {
    const { id } = await byMother('2014-12-01');
    clinic.clock.set('2026-12-10T08:00:00.000Z');
    const { signers } = await prepared();
    // From twelve on with maturity assessed, alone from eighteen on: the mother's word stands until then.
    expect(signers?.patient).toBe('minor');
    expect(await statusOf(id)).toBe('agreed');
    clinic.clock.set(monday);
    const late = await byMother('2008-12-01');
    clinic.clock.set('2026-12-01T08:00:00.000Z');
    expect(await statusOf(late.id)).toBe('expired');
    expect((await tomas.consents.covers({ patientId, plan: heelCover })).missing[0]?.reason).toBe('expired');
  });
});

const heelCover = { techniques: ['dry-needling'], sites: [], preparations: [] };

describe('a line that is decided anew', () => {
  it('counts in the newer document alone; the older one is superseded once all its lines are', async () => {
    const first = await agreed();
    clinic.clock.forward(1);
    const second = await agreed({ techniques: ['dry-needling'], preparations: [] });
    expect(await statusOf(first.id)).toBe('agreed');
    expect((await tomas.consents.covers({ patientId, plan: heelCover })).consentIds).toEqual([second.id]);
    clinic.clock.forward(1);
    await henrik.consents.withdraw({
      ...{ id: second.id, scope: 'lines', lineIds: ['technique:dry-needling'] },
      ...{ how: 'spoken', words: 'No more needles' },
    });
    const { missing } = await tomas.consents.covers({ patientId, plan: heelCover });
    expect(missing).toMatchObject([{ id: 'dry-needling', reason: 'withdrawn' }]);
    clinic.clock.forward(1);
    const third = await agreed();
    expect([await statusOf(first.id), await statusOf(third.id)]).toEqual(['superseded', 'agreed']);
  });
});

describe('stop', () => {
  it('reaches every consent of the patient in one act, and no one else', async () => {
    const others = await agreed();
    patientId = await register(tomas);
    const [one, two] = [
      await agreed(),
      await agreed({ techniques: ['tens'], regions: [{ region: 'knee', side: 'left' }], preparations: [] }),
    ];
    clinic.clock.forward(1);
    const said = {
      ...{ scope: 'all' as const, how: 'spoken' as const },
      ...{ lineIds: [], words: 'Stop everything' },
    };
    const { consentIds } = await henrik.consents.withdrawAll({ patientId, ...said });
    expect(consentIds.toSorted()).toEqual([one.id, two.id].toSorted());
    for (const { id } of [one, two]) {
      const { status, withdrawals } = await tomas.consents.open({ id });
      expect([status, withdrawals[0]?.words]).toEqual(['withdrawn', 'Stop everything']);
    }
    expect(await statusOf(others.id)).toBe('agreed');
    expect(await refusal(henrik.consents.withdrawAll({ patientId, ...said }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
  });

  it('to single lines reaches the documents in which they stand, and names a line that stands in none', async () => {
    const one = await agreed();
    const two = await agreed({ techniques: ['tens'], preparations: [] });
    const stop = (lineIds: string[]) =>
      henrik.consents.withdrawAll({ patientId, scope: 'lines', lineIds, how: 'phone', words: '' });
    expect(await refusal(stop(['technique:tens', 'technique:laser']))).toMatchObject({ code: 'INVALID' });
    expect(await statusOf(two.id)).toBe('agreed');
    expect(await stop(['technique:tens'])).toEqual({ consentIds: [two.id] });
    expect([await statusOf(one.id), await statusOf(two.id)]).toEqual(['agreed', 'withdrawn']);
  });

  it('is seen by another window at once', async () => {
    const { id } = await agreed();
    const other = await clinic.as('aiko');
    const notices = await other.changes.follow({ after: null });
    let heard = notices.next();
    await henrik.consents.withdraw({ id, scope: 'all', lineIds: [], how: 'spoken', words: 'Stop' });
    const seen: ChangeNotice[] = [];
    while (seen.length < 2) {
      const { done, value } = await heard;
      if (done === true) break;
      if (value.patientId === patientId) seen.push(value);
      if (seen.length < 2) heard = notices.next();
    }
    await notices.return?.(undefined);
    expect(seen.map(({ topic, entityId }) => [topic, entityId])).toEqual([
      ['consents', id],
      ['treatments', null],
    ]);
    expect((await other.consents.open({ id })).status).toBe('withdrawn');
  });
});

describe('a talk', () => {
  it('acknowledges each drug by itself', async () => {
    const record = await prepared({
      preparations: [
        { parts: ['lidocaine'], route: null },
        { parts: ['procaine'], route: null },
      ],
    });
    const drugs = record.document.substances.map(({ lineId }) => ({ lineId, decision: 'accepted' as const }));
    expect(drugs.length).toBe(2);
    const known = { id: record.id, version: record.version };
    expect(await refusal(tomas.consents.decide({ ...known, decisions: drugs }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'decisions', problem: 'one-drug-each' },
    });
    const once = await tomas.consents.decide({ ...known, decisions: drugs.slice(0, 1) });
    expect(once.document.substances.map(({ decision }) => decision)).toEqual(['accepted', 'undecided']);
  });

  it('says whether a chaperone was offered where the place asks for it', async () => {
    const regions = [{ region: 'pelvis-gluteal', side: 'left' }] as const;
    const draft = await prepared({ regions: [...regions] });
    expect(draft.lacks).toContain('chaperone');
    expect((await prepared()).lacks).not.toContain('chaperone');
    const lacks = async (chaperone: ConsentRecord['document']['talk']['chaperone']) => {
      const { version } = await tomas.consents.open({ id: draft.id });
      return (await told(tomas, { ...draft, version }, { chaperone })).lacks.filter((code) =>
        code.startsWith('chaperone'),
      );
    };
    expect(await lacks({ answer: 'not-offered', name: '' })).toEqual(['chaperone-reason']);
    expect(await lacks({ answer: 'not-offered', name: '', reason: 'Nobody free' })).toEqual([]);
    expect(await lacks({ answer: 'accepted', name: '' })).toEqual(['chaperone-name']);
    expect(await lacks({ answer: 'declined', name: '' })).toEqual([]);
  });
});

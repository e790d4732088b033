import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { decideAll, register, signedByPatient, signing } from './consent-cases.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

const said = { words: 'No steroid, it made me ill', saidBy: 'Amina Okoye', how: 'phone' } as const;
const changed = {
  words: 'My doctor explained it, I agree now',
  saidBy: 'Amina Okoye',
  how: 'spoken',
} as const;

function refuse(patientId: string, what: Pick<Inputs['limits']['record'], 'kind' | 'refId'>) {
  return henrik.limits.record({ patientId, ...what, ...said });
}
const draftFor = (patientId: string, plan: Partial<typeof heelPlan> = {}) =>
  henrik.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId: clinic.people.practitioner.id,
    plan: { ...heelPlan, ...plan },
  });

async function inTheRoom() {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

describe('what a patient refuses', { timeout: 30_000 }, () => {
  it('is kept with their words, who took them down and when', async () => {
    const patientId = await register(henrik);
    await refuse(patientId, { kind: 'group', refId: 'corticosteroid' });
    expect(await henrik.limits.ofPatient({ patientId })).toMatchObject([
      {
        kind: 'group',
        name: 'Steroids (cortisone)',
        words: said.words,
        saidBy: 'Amina Okoye',
        receivedBy: 'Dr Henrik Sørensen',
        how: 'phone',
        lifted: null,
      },
    ]);
  });

  it('can be anything that the reference data names, and nothing else', async () => {
    const patientId = await register(henrik);
    const choices = await henrik.limits.choices();
    for (const { kind, refId, name } of [...new Map(choices.map((choice) => [choice.kind, choice])).values()])
      expect(await refuse(patientId, { kind, refId })).toMatchObject({ name });
    expect(choices.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Anything from an animal', 'Any drug', 'Steroids (cortisone)', 'From pigs']),
    );
    for (const refId of ['moonshine', 'unknown', '__proto__'])
      expect(await refusal(refuse(patientId, { kind: 'origin', refId }))).toMatchObject({
        code: 'INVALID',
        data: { field: 'refId' },
      });
  });

  it('flags the patient for everybody at the desk, and tells its words only to those who may read them', async () => {
    const patientId = await register(henrik);
    const rosa = await clinic.as('rosa');
    expect((await rosa.patients.open({ id: patientId })).flagged).toBe(false);
    const { id } = await refuse(patientId, { kind: 'region', refId: 'neck-posterior' });
    expect((await rosa.patients.open({ id: patientId })).flagged).toBe(true);
    expect(await refusal(rosa.limits.ofPatient({ patientId }))).toMatchObject({ code: 'FORBIDDEN' });
    await henrik.limits.lift({ id, ...changed });
    expect((await rosa.patients.open({ id: patientId })).flagged).toBe(false);
  });

  it.each([
    { kind: 'substance', refId: 'lidocaine' },
    { kind: 'group', refId: 'amide-local-anaesthetic' },
    { kind: 'class', refId: 'drug' },
    { kind: 'origin', refId: 'synthetic' },
    { kind: 'technique', refId: 'soft-tissue-injection' },
    { kind: 'region', refId: 'foot-plantar' },
    { kind: 'region', refId: 'foot-plantar:right' },
  ] as const)('is not given under any consent: $kind $refId', async (what) => {
    const { session, patientId } = await inTheRoom();
    await refuse(patientId, what);
    const refused = await refusal(
      henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
    );
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(refused.data['missing']).toContainEqual(expect.objectContaining({ reason: 'limited' }));
    expect((await henrik.treatments.open({ id: session.id })).alerts).toContainEqual(
      expect.objectContaining({ code: 'refusal' }),
    );
  });

  it('leaves alone what it does not name', async () => {
    const { session, patientId } = await inTheRoom();
    await refuse(patientId, { kind: 'group', refId: 'corticosteroid' });
    await refuse(patientId, { kind: 'region', refId: 'foot-plantar:left' });
    await refuse(patientId, { kind: 'origin', refId: 'animal' });
    const given = await henrik.treatments.administer({
      sessionId: session.id,
      administration: lidocaine(firstDay),
    });
    expect(given).toHaveLength(1);
  });

  it('said in the midst of a visit keeps what was given and stops the rest', async () => {
    const { session, patientId } = await inTheRoom();
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    clinic.clock.forward(2);
    await refuse(patientId, { kind: 'substance', refId: 'lidocaine' });
    const again = henrik.treatments.administer({
      sessionId: session.id,
      administration: lidocaine(firstDay),
    });
    expect((await refusal(again)).code).toBe('CONSENT_MISSING');
    const view = await henrik.treatments.open({ id: session.id });
    expect(view.session.administrations).toHaveLength(1);
    expect(view.issues).toContainEqual(expect.objectContaining({ code: 'consent-ended-meanwhile' }));
    expect(view.alerts[0]).toMatchObject({
      level: 'block',
      text: `Patient refuses Lidocaine (lignocaine) plain: “${said.words}”`,
    });
  });

  it('comes into the next consent as refused, with the reason, and cannot be accepted there', async () => {
    const patientId = await register(henrik);
    await refuse(patientId, { kind: 'class', refId: 'drug' });
    const draft = await draftFor(patientId);
    const [line] = draft.document.substances;
    expect(line).toMatchObject({
      decision: 'refused',
      refusedBefore: { name: 'Any drug', words: said.words, how: 'phone', on: firstDay },
    });
    expect(draft.document.techniques.map(({ decision }) => decision)).toEqual(['undecided', 'undecided']);
    expect(draft.document.refusals).toHaveLength(1);
    const accept = henrik.consents.decide({
      id: draft.id,
      version: draft.version,
      decisions: [{ lineId: line?.lineId ?? '', decision: 'accepted' }],
    });
    expect(await refusal(accept)).toMatchObject({ code: 'REFUSAL_STANDS', data: { name: 'Any drug' } });
  });

  it('that becomes known after the text was shown must be shown before anybody signs', async () => {
    const patientId = await register(henrik);
    const draft = await decideAll(henrik, await draftFor(patientId));
    await refuse(patientId, { kind: 'technique', refId: 'low-level-laser' });
    expect((await refusal(signedByPatient(henrik, draft))).code).toBe('CONTENT_CHANGED');
  });

  it('once lifted is asked anew, and only what is signed afterwards counts', async () => {
    const { session, patientId } = await inTheRoom();
    const { id } = await refuse(patientId, { kind: 'substance', refId: 'lidocaine' });
    clinic.clock.forward(1);
    await henrik.limits.lift({ id, ...changed });
    const give = () =>
      henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    expect((await refusal(give())).data['missing']).toContainEqual(
      expect.objectContaining({ id: 'lidocaine', reason: 'withdrawn' }),
    );
    clinic.clock.forward(1);
    const draft = await draftFor(patientId);
    expect(draft.document.substances.map(({ decision }) => decision)).toEqual(['undecided']);
    const explained = await henrik.consents.sign({
      ...signing(await decideAll(henrik, draft)),
      role: 'patient',
      name: draft.document.patient.name,
    });
    await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
    expect(await give()).toHaveLength(1);
  });

  it('is lifted once, and whatever else refuses the same thing with it', async () => {
    const patientId = await register(henrik);
    await refuse(patientId, { kind: 'region', refId: 'knee' });
    const { id } = await refuse(patientId, { kind: 'region', refId: 'knee' });
    const other = await refuse(patientId, { kind: 'region', refId: 'knee:left' });
    await henrik.limits.lift({ id, ...changed });
    const all = await henrik.limits.ofPatient({ patientId });
    expect(all.filter(({ lifted }) => lifted === null).map((one) => one.id)).toEqual([other.id]);
    expect(await refusal(henrik.limits.lift({ id, ...changed }))).toMatchObject({ code: 'WRONG_STATUS' });
  });

  it('in a signed consent stands beyond it, part by part of a mixture, and is not written down twice', async () => {
    const patientId = await register(henrik);
    const plan = { preparations: [{ parts: ['lidocaine', 'zeel-type-complex'], route: null }] };
    const sign = async () => {
      const draft = await draftFor(patientId, plan);
      const but = {
        'substance:lidocaine+zeel-type-complex': 'refused',
        'technique:low-level-laser': 'refused',
      } as const;
      const explained = await signedByPatient(henrik, await decideAll(henrik, draft, but));
      await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
    };
    await sign();
    clinic.clock.forward(1);
    await sign();
    const kept = await henrik.limits.ofPatient({ patientId });
    expect(
      kept.map(({ kind, refId, how, saidBy }) => `${kind} ${refId} ${how} ${saidBy}`).toSorted(),
    ).toEqual([
      'substance lidocaine consent Amina Okoye',
      'substance zeel-type-complex consent Amina Okoye',
      'technique low-level-laser consent Amina Okoye',
    ]);
  });

  it('is taken down by who treats, and lifted by a practitioner alone', async () => {
    const patientId = await register(henrik);
    const [tomas, nomsa] = [await clinic.as('tomas'), await clinic.as('nomsa')];
    const { id } = await tomas.limits.record({ patientId, kind: 'class', refId: 'drug', ...said });
    expect(await refusal(tomas.limits.lift({ id, ...changed }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await refusal(nomsa.limits.record({ patientId, kind: 'class', refId: 'drug', ...said })),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const words of ['', '   '])
      expect(await refusal(henrik.limits.lift({ id, ...changed, words }))).toMatchObject({ code: 'INVALID' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { handOver } from '../adversarial/day-of-handover.ts';
import { amina, decideAll, heelPlan, refusal, register, signing } from './consent-cases.ts';

let clinic: Clinic;
let henrik: Api;
let patientId: string;
beforeEach(async () => {
  clinic = await newClinic();
  henrik = await clinic.as('henrik');
  patientId = await register(henrik);
});
afterEach(async () => clinic.close());

const prepare = () =>
  henrik.consents.prepare({
    patientId,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    identity: ['name', 'birth-date'],
    plan: heelPlan,
  });
const given = async () => {
  const draft = await prepare();
  await henrik.handover.begin({ id: draft.id, version: draft.version });
  return draft;
};
const back = () => henrik.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });

describe('a window in the patient’s hands', () => {
  it('answers for the one document and for nothing else, whatever is asked of it', async () => {
    await given();
    const asked = Object.entries(contract).flatMap(([domain, members]) =>
      Object.entries(members).flatMap(([verb, procedure]) => {
        const { permission, handed } = (procedure as { '~orpc': { meta: ProcedureMeta } })['~orpc'].meta;
        return permission === 'anyone' || handed === true ? [] : [[domain, verb] as const];
      }),
    );
    expect(asked.length).toBeGreaterThan(100);
    const window = henrik as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    for (const [domain, verb] of asked) {
      const attempt = window[domain]?.[verb]?.({}) ?? Promise.resolve();
      expect((await refusal(attempt)).code, `${domain}.${verb}`).toBe('HANDED_OVER');
    }
  });

  it('shows nothing of it before the date of birth, and says no more than that a date is wrong', async () => {
    const { id } = await given();
    expect((await refusal(henrik.handover.view())).code).toBe('BIRTH_DATE_NEEDED');
    expect(await refusal(henrik.handover.identify({ birthDate: '1984-05-03' }))).toEqual({
      code: 'BIRTH_DATE_WRONG',
      data: { triesLeft: 2 },
    });
    expect(await henrik.handover.identify({ birthDate: amina.birthDate })).toMatchObject({
      handedTo: { consentId: id, opened: true },
    });
    expect((await henrik.handover.view()).id).toBe(id);
  });

  it('stays shut after three wrong dates, even for the right one, until staff sign in', async () => {
    const draft = await given();
    for (const day of ['01', '03', '04'])
      await refusal(henrik.handover.identify({ birthDate: `1984-05-${day}` }));
    expect(await refusal(henrik.handover.identify({ birthDate: amina.birthDate }))).toEqual({
      code: 'BIRTH_DATE_WRONG',
      data: { triesLeft: 0 },
    });
    expect(await back()).toMatchObject({ handedTo: null });
    expect((await henrik.consents.open({ id: draft.id })).status).toBe('draft');
  });

  it('takes a question that stops the signing until staff have answered it', async () => {
    const draft = await given();
    await henrik.handover.identify({ birthDate: amina.birthDate });
    await henrik.handover.ask({ version: draft.version, question: 'Is there cortisone in it?' });
    await back();
    const asked = await decideAll(henrik, await henrik.consents.open({ id: draft.id }));
    const attempt = henrik.consents.sign({ ...signing(asked), role: 'patient', name: 'Amina Okoye' });
    expect(await refusal(attempt)).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: { missing: expect.arrayContaining(['questions']) },
    });
  });

  it('is read, asked, decided and signed, and comes back by a staff sign-in', async () => {
    const explained = await handOver(henrik, await prepare(), { birthDate: amina.birthDate, back });
    expect(explained).toMatchObject({ status: 'explained', signatures: [{ role: 'patient' }] });
    expect(await henrik.session.who()).toMatchObject({ handedTo: null });
    const done = await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
    expect(done.status).toBe('agreed');
  });

  it('has no document where none was handed over', async () => {
    expect((await refusal(henrik.handover.view())).code).toBe('NOT_FOUND');
  });

  it('asks for the date again when the patient rests', async () => {
    await given();
    await henrik.handover.identify({ birthDate: amina.birthDate });
    await henrik.handover.rest();
    expect((await refusal(henrik.handover.view())).code).toBe('BIRTH_DATE_NEEDED');
  });
});

import { heelContent, heelPlan } from '../../main/demo/cases/heel.ts';
import { confirmVisit, agree, screenPatient, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { expect } from 'vitest';
import { caseClinic, firstDay, refusal, type CaseClinic } from '../clinic/case-clinic.ts';
import { someone } from '../support/patients.ts';
import { contents } from './storm.ts';

/** A clinic at whose desk somebody types nasty things. */
export type Desk = Awaited<ReturnType<typeof newDesk>>;

export async function newDesk() {
  const clinic = await caseClinic();
  const rosa = await clinic.as('rosa');
  const { henrik } = clinic;
  type Who = Parameters<typeof someone>[0];
  const consented = () => consentedPatient(clinic);
  const typed = (patientId: string) => typedNote(clinic, henrik, patientId);
  return {
    clinic,
    henrik,
    rosa,
    register: async (who: Who) => (await rosa.patients.register({ identity: someone(who), anyway: true })).id,
    kept: async (id: string) => (await rosa.patients.open({ id })).identity,
    search: async (text: string) => (await rosa.patients.search({ text, limit: 20 })).map(({ name }) => name),
    /** Refused so, and nothing written. */
    refused: async (attempt: () => Promise<unknown>, code: string, data: object = {}) => {
      const before = contents(clinic.host).tables;
      expect(await refusal(attempt())).toMatchObject({ code, data });
      expect(contents(clinic.host).tables).toBe(before);
    },
    consented,
    typed,
    inTheRoom: async () => typed(await consented()),
  };
}

async function consentedPatient({ henrik, people }: CaseClinic): Promise<string> {
  const identity = someone({ givenName: 'Thandeka', familyName: 'Voss', birthDate: '1968-02-29' });
  const { id } = await henrik.patients.register({ identity, anyway: true });
  await screenPatient(henrik, id, { weight: { kg: '80', measuredOn: firstDay } });
  await agree(henrik, people, { patientId: id, appointmentId: null, plan: heelPlan, name: 'Thandeka Voss' });
  return id;
}

async function typedNote({ people }: CaseClinic, api: Api, patientId: string): Promise<TreatmentSession> {
  const begun = await api.treatments.begin({
    patientId,
    appointmentId: null,
    courseId: null,
    practitionerId: people.practitioner.id,
  });
  return write(api, await confirmVisit(api, begun), heelContent(people, firstDay));
}

import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { heelPlan, register } from './consent-cases.ts';

export let clinic: Clinic;
/** Explains. */
export let tomas: Api;
/** Treats. */
export let henrik: Api;
/** Somebody else in every test. */
export let patientId: string;

/** A clinic for the tests of one file, with a patient of its own for each. */
export function openConsentDesk(): void {
  beforeAll(async () => {
    clinic = await newClinic();
    tomas = await clinic.as('tomas');
    henrik = await clinic.as('henrik');
  });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    patientId = await register(tomas);
  });
}

export const prepare = (plan: Partial<typeof heelPlan> = {}) =>
  tomas.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    plan: { ...heelPlan, ...plan },
  });

/** From here to the end of the test it is about another patient. */
export function goOnWith(id: string): void {
  patientId = id;
}

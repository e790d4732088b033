import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelContent, heelPlan, lidocaine } from '../../main/demo/cases/heel.ts';
import { agree, screenPatient, write } from '../../main/demo/cases/steps.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from '../clinic/case-clinic.ts';
import { someone } from '../support/patients.ts';

let clinic: CaseClinic;
beforeAll(async () => {
  clinic = await caseClinic();
});
afterAll(() => clinic.close());

describe('a consent whose text is not the one that was signed', () => {
  it('opens nothing, though its rows agree with each other and its signatures are real ones', async () => {
    const { henrik, people, host } = clinic;
    const raw = host.clinic?.store.raw ?? expect.fail('closed');
    const { id: patientId } = await henrik.patients.register({
      identity: someone({ givenName: 'Thandeka', familyName: 'Voss', birthDate: '1968-02-29' }),
      anyway: true,
    });
    await screenPatient(henrik, patientId, { weight: { kg: '80', measuredOn: firstDay } });
    const signed = await agree(henrik, people, {
      patientId,
      appointmentId: null,
      plan: { ...heelPlan, preparations: [{ parts: ['procaine'], route: null }] },
      name: 'Thandeka Voss',
    });
    const begun = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId: null,
      practitionerId: people.practitioner.id,
    });
    await write(henrik, begun, heelContent(people, firstDay));
    const give = () =>
      henrik.treatments.administer({ sessionId: begun.id, administration: lidocaine(firstDay) });
    expect((await refusal(give())).code).toBe('CONSENT_MISSING');

    // The same signatures, the same hash, and lidocaine where procaine was read.
    const forged = signed.id.replace(/^./, (first) => (first === 'f' ? 'e' : 'f'));
    raw.transaction(() => {
      raw.exec(`
        INSERT INTO consentLines SELECT '${forged}', replace(lineId, 'procaine', 'lidocaine'), kind, replace(refId, 'procaine', 'lidocaine'), disclosureClass, decision
          FROM consentLines WHERE consentId = '${signed.id}';
        INSERT INTO consentSignatures SELECT '${forged}', role, name, relation, typedName, strokes, signedAt, medium, scanId, contentHash FROM consentSignatures WHERE consentId = '${signed.id}';
        INSERT INTO consents SELECT '${forged}', patientId, appointmentId, practitionerId, replace(document, 'procaine', 'lidocaine'), contentHash, completedAt, expiresAt, courseId, visits
          FROM consents WHERE id = '${signed.id}'`);
    })();
    expect((await henrik.consents.open({ id: forged })).intact).toBe(false);
    expect(await refusal(give())).toMatchObject({
      code: 'CONSENT_MISSING',
      data: { missing: [{ kind: 'substance', id: 'lidocaine' }] },
    });
    expect(raw.prepare('SELECT count(*) FROM administrations').pluck().get()).toBe(0);
  });
});

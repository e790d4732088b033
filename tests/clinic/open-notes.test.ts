import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { named } from '../support/patients.ts';
import { caseClinic, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let patientId: string;

beforeAll(async () => {
  clinic = await caseClinic();
  ({ id: patientId } = await clinic.owner.patients.register({ identity: named.lukasz, anyway: true }));
});
afterAll(() => clinic.close());

const begin = () =>
  clinic.henrik.treatments.begin({
    ...{ patientId, practitionerId: clinic.people.practitioner.id, courseId: null, appointmentId: null },
  });
const listed = () => raw().prepare('SELECT sessionId FROM openNotes ORDER BY sessionId').pluck().all();

function raw() {
  const store = clinic.host.clinic?.store;
  if (store === undefined) throw new Error('the clinic is closed');
  return store.raw;
}

describe('what the store keeps of the notes that nobody has signed', () => {
  test('begins with the note and ends with it', async () => {
    const { id, version } = await begin();
    expect(listed()).toEqual([id]);
    expect((await clinic.henrik.treatments.openDrafts()).map(({ sessionId }) => sessionId)).toEqual([id]);
    await clinic.henrik.treatments.closeDraft({ id, version, reason: 'Opened by mistake' });
    expect(listed()).toEqual([]);
    expect(await clinic.henrik.treatments.openDrafts()).toEqual([]);
  });

  test('cannot be written by anybody else', async () => {
    const { id, version } = await begin();
    const refused = (sql: string) => expect(() => raw().exec(sql), sql).toThrow(/OPEN_NOTES|APPEND_ONLY/);
    refused(`DELETE FROM openNotes WHERE sessionId = '${id}'`);
    refused(`UPDATE openNotes SET startedAt = '2020-01-01T00:00:00.000Z'`);
    refused(`INSERT INTO openNotes SELECT * FROM openNotes`);
    refused(`REPLACE INTO openNotes SELECT * FROM openNotes`);
    refused(`INSERT INTO openNotes VALUES ('nobody', '2020-01-01T00:00:00.000Z')`);
    await clinic.henrik.treatments.closeDraft({ id, version, reason: 'Opened by mistake' });
    refused(`INSERT INTO openNotes SELECT id, startedAt FROM treatmentSessions WHERE id = '${id}'`);
    expect(listed()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelContent, heelCourse, heelPlan, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, confirmVisit, screenPatient, write } from '../../main/demo/cases/steps.ts';
import { logTo } from '../../main/log.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, giveCredentials, refusal, type CaseClinic } from '../clinic/case-clinic.ts';
import { decideAll, signing } from '../clinic/consent-cases.ts';
import { reference } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { contents } from './storm.ts';

/** Amina has a consent, a course, an appointment; Łukasz has none. Each call mixes what is hers with what is his. */
let clinic: CaseClinic;
let henrik: Api;
let aiko: Api;
let amina: {
  patientId: string;
  courseId: string;
  consentId: string;
  appointmentId: string;
  sessionId: string;
  version: number;
};
let lukasz: { patientId: string; sessionId: string; version: number };
const begin = (
  api: Api,
  patientId: string,
  more: { appointmentId?: string; courseId?: string; practitionerId?: string } = {},
) =>
  api.treatments.begin({
    patientId,
    appointmentId: null,
    courseId: null,
    practitionerId: clinic.people.practitioner.id,
    ...more,
  });

beforeAll(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
  const { people, clock, owner } = clinic;
  aiko = await clinic.as('aiko');
  await giveCredentials(
    owner,
    clinic.ids['aiko'] ?? '',
    reference.data.techniques.credentialTypes.map(({ id }) => id),
  );
  const heel = await openHeelCase(henrik, people, clock, firstDay);
  const slot = await henrik.appointments.book({
    patientId: heel.patientId, practitionerId: people.practitioner.id, roomId: null, typeId: people.appointmentTypeId,
    start: { date: firstDay, time: '15:00' }, minutes: 30, note: '',
  }); // prettier-ignore
  const begun = await henrik.treatments.begin({
    patientId: heel.patientId,
    appointmentId: null,
    courseId: heel.courseId,
    practitionerId: people.practitioner.id,
  });
  const confirmed = await confirmVisit(henrik, begun);
  const session = await write(
    henrik,
    { ...begun, version: confirmed.version },
    heelContent(people, firstDay),
  );
  amina = {
    patientId: heel.patientId,
    courseId: heel.courseId,
    consentId: heel.consent.id,
    appointmentId: slot.id,
    sessionId: session.id,
    version: session.version,
  };
  const { id } = await henrik.patients.register({ identity: named.lukasz, anyway: true });
  await screenPatient(henrik, id, { weight: { kg: '80', measuredOn: firstDay } });
  const his = await begin(henrik, id);
  const typed = await write(henrik, his, heelContent(people, firstDay));
  lukasz = { patientId: id, sessionId: typed.id, version: typed.version };
});
afterAll(() => clinic.close());

/** Refused with this code, and nothing but the audit row of the refusal written. */
async function refused(attempt: () => Promise<unknown>, code: string): Promise<Record<string, unknown>> {
  const before = contents(clinic.host);
  const answer = await refusal(attempt());
  expect(answer.code).toBe(code);
  expect(contents(clinic.host).tables).toBe(before.tables);
  return answer.data;
}

describe('what belongs to two patients does not go into one call', () => {
  it('an injection in one patient’s visit does not rest on another’s consent', async () => {
    const { missing } = await refused(
      () =>
        henrik.treatments.administer({ sessionId: lukasz.sessionId, administration: lidocaine(firstDay) }),
      'CONSENT_MISSING',
    );
    expect(missing).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'lidocaine', reason: 'never-consented' })]),
    );
  });
  it('a visit is not begun at another patient’s appointment or for another’s course', async () => {
    await refused(() => begin(henrik, lukasz.patientId, { appointmentId: amina.appointmentId }), 'NOT_FOUND');
    await refused(() => begin(henrik, lukasz.patientId, { courseId: amina.courseId }), 'NOT_FOUND');
  });
  it('nor is the running visit of an appointment handed to another patient', async () => {
    const running = await begin(henrik, amina.patientId, { appointmentId: amina.appointmentId });
    expect((await begin(henrik, amina.patientId, { appointmentId: amina.appointmentId })).id).toBe(
      running.id,
    );
    await refused(() => begin(henrik, lukasz.patientId, { appointmentId: amina.appointmentId }), 'NOT_FOUND');
  });
  it('a note is not moved into another patient’s course', async () => {
    await refused(
      () =>
        henrik.treatments.save({
          id: lukasz.sessionId,
          version: lukasz.version,
          content: heelContent(clinic.people, firstDay),
          courseId: amina.courseId,
        }),
      'NOT_FOUND',
    );
  });
  it('outcomes of a course do not name a visit of another', async () => {
    const outcomes = [
      { measure: 'nprs' as const, item: 'heel', moment: 'after' as const, value: '5', measuredOn: firstDay },
    ];
    await refused(
      () =>
        henrik.treatments.recordOutcomes({ courseId: amina.courseId, sessionId: lukasz.sessionId, outcomes }),
      'NOT_FOUND',
    );
    const course = await henrik.treatments.openCourse({
      patientId: lukasz.patientId,
      course: heelCourse(firstDay),
    });
    await refused(
      () => henrik.treatments.recordOutcomes({ courseId: course.id, sessionId: amina.sessionId, outcomes }),
      'NOT_FOUND',
    );
  });
  it('a consent is not prepared for another patient’s appointment, nor for one that does not exist', async () => {
    const prepare = (appointmentId: string) =>
      henrik.consents.prepare({
        identity: ['name', 'birth-date'],
        patientId: lukasz.patientId,
        appointmentId,
        practitionerId: clinic.people.practitioner.id,
        plan: heelPlan,
      });
    await refused(() => prepare(amina.appointmentId), 'NOT_FOUND');
    await refused(() => prepare('018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f'), 'NOT_FOUND');
  });
  it('lines of another document are neither decided nor withdrawn', async () => {
    const draft = await henrik.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId: lukasz.patientId,
      appointmentId: null,
      practitionerId: clinic.people.practitioner.id,
      plan: heelPlan,
    });
    const decisions = [{ lineId: 'substance:procaine', decision: 'accepted' as const }];
    await refused(
      () => henrik.consents.decide({ id: draft.id, version: draft.version, decisions }),
      'INVALID',
    );
    const withdrawal = {
      scope: 'lines' as const,
      lineIds: ['substance:procaine'],
      how: 'spoken' as const,
      words: '',
    };
    await refused(() => henrik.consents.withdraw({ id: amina.consentId, ...withdrawal }), 'INVALID');
    await refused(
      () => henrik.consents.withdraw({ id: amina.consentId, ...withdrawal, lineIds: ['lung-field'] }),
      'INVALID',
    );
  });
  it('an id of one kind is not taken for one of another', async () => {
    await refused(() => henrik.consents.open({ id: amina.sessionId }), 'NOT_FOUND');
    await refused(() => henrik.treatments.open({ id: amina.consentId }), 'NOT_FOUND');
    await refused(() => henrik.documents.treatmentSummary({ id: amina.consentId }), 'NOT_FOUND');
    await refused(() => begin(henrik, clinic.people.practitioner.id), 'NOT_FOUND');
    await refused(
      () => begin(henrik, amina.patientId, { practitionerId: clinic.ids['rosa'] ?? '' }),
      'NOT_FOUND',
    );
  });
});

describe('what one practitioner does, another does not sign', () => {
  it('a note is signed by whoever treated and by nobody else, though others may inject and amend in their own name', async () => {
    await refused(() => aiko.treatments.sign({ id: amina.sessionId, version: amina.version }), 'FORBIDDEN');
    const [given] = await aiko.treatments.administer({
      sessionId: amina.sessionId,
      administration: lidocaine(firstDay),
    });
    expect(given?.givenBy).toBe('Aiko Tanaka');
    const answered = await answerAsked(henrik, await sessionNow(), 'Talked over and accepted');
    const signed = await henrik.treatments.sign({ id: amina.sessionId, version: answered.version });
    expect(signed.signedBy).toBe('Dr Henrik Sørensen');
    const amended = await aiko.treatments.amend({
      id: amina.sessionId,
      kind: 'addendum',
      reason: 'forgotten',
      text: 'Held the leg',
    });
    expect(amended.amendments).toEqual([expect.objectContaining({ author: 'Aiko Tanaka' })]);
    expect(amended.signedBy).toBe('Dr Henrik Sørensen');
    await refused(
      () => aiko.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'not mine' }),
      'ALREADY_SIGNED',
    );
  });

  it('whoever injects in another’s visit needs the credentials for it, then and when the note is signed', async () => {
    const owner = await clinic.as('nomsa');
    const begun = await begin(henrik, amina.patientId, { courseId: amina.courseId });
    const { version } = await confirmVisit(henrik, begun);
    const session = await write(henrik, { ...begun, version }, heelContent(clinic.people, firstDay));
    await aiko.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    await giveCredentials(owner, clinic.ids['aiko'] ?? '', []);
    await refused(
      () => aiko.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
      'CREDENTIAL_MISSING',
    );
    await refused(
      () => henrik.treatments.sign({ id: session.id, version: session.version }),
      'CREDENTIAL_MISSING',
    );
  });

  it('a consent is countersigned by the practitioner who explained, who need not be the one named, under the own name only', async () => {
    const draft = await henrik.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId: lukasz.patientId,
      appointmentId: null,
      practitionerId: clinic.people.practitioner.id,
      plan: heelPlan,
    });
    const explained = await henrik.consents.sign({
      ...signing(await decideAll(henrik, draft), 'Łukasz Kowalski'),
      role: 'patient',
      name: 'somebody else',
    });
    // The document names who is signed for; what a window says is not asked.
    expect(explained.signatures[0]?.name).toBe('Łukasz Kowalski');
    const tomas = await clinic.as('tomas');
    await refused(() => tomas.consents.countersign(signing(explained, 'Dr Henrik Sørensen')), 'FORBIDDEN');
    const done = await aiko.consents.countersign(signing(explained, 'Aiko Tanaka'));
    expect(done.signatures.find(({ role }) => role === 'practitioner')?.name).toBe('Aiko Tanaka');
    expect(done.document.practitioner.name).toBe('Dr Henrik Sørensen');
  });

  it('drafts are of the person: nobody opens another’s, at the same window neither', async () => {
    const key = `session:${amina.sessionId}`;
    await henrik.session.saveDraft({ key, body: { text: 'half a sentence' } });
    expect(await aiko.session.openDraft({ key })).toBeNull();
    await aiko.session.discardDraft({ key });
    expect(await henrik.session.openDraft({ key })).toMatchObject({ body: { text: 'half a sentence' } });
  });

  it('a locked window opens to its own person', async () => {
    const window = await clinic.as('henrik');
    await window.session.lock();
    await expect(window.session.unlock({ password: 'quiet harbour of okia 94' })).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    await expect(window.patients.open({ id: amina.patientId })).rejects.toMatchObject({ code: 'LOCKED' });
  });
});

async function sessionNow() {
  return (await henrik.treatments.open({ id: amina.sessionId })).session;
}

describe('a window', () => {
  it('that is locked hears of no more changes until it is opened again', async () => {
    const window = await clinic.as('henrik');
    const notices = await window.changes.follow({ after: null });
    const next = notices.next();
    await henrik.patients.register({ identity: named.ming, anyway: true });
    expect((await next).done).toBe(false);
    const after = notices.next();
    await window.session.lock();
    await henrik.patients.register({ identity: named.suharti, anyway: true });
    expect((await after).done).toBe(true);
    await expect(window.changes.follow({ after: null })).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('opens no records by a reason that could not be kept', async () => {
    const owner = await clinic.as('nomsa');
    const raw = clinic.host.clinic?.store.raw ?? expect.fail('closed');
    logTo(() => {});
    raw.exec(`CREATE TEMP TRIGGER noLedger BEFORE INSERT ON main.audit WHEN NEW.procedure = 'session.stateReason'
      BEGIN SELECT RAISE(ABORT, 'no ledger'); END`);
    await expect(owner.session.stateReason({ reason: 'Complaint under review' })).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
    raw.exec('DROP TRIGGER temp.noLedger');
    expect((await owner.session.who())?.reasonUntil).toBeNull();
    await refused(() => owner.treatments.open({ id: amina.sessionId }), 'REASON_NEEDED');
    await owner.session.stateReason({ reason: 'Complaint under review' });
    await owner.treatments.open({ id: amina.sessionId });
  });
});

describe('what was asked about whom', () => {
  it('stands in the audit trail under the patient whose record it was', async () => {
    const owner = await clinic.as('nomsa');
    const { id: patientId } = await henrik.patients.register({ identity: named.jurgen, anyway: true });
    const { id: sessionId } = await write(
      henrik,
      await begin(henrik, patientId),
      heelContent(clinic.people, firstDay),
    );
    await henrik.treatments.open({ id: sessionId });
    await refusal(henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) }));
    await henrik.consents.covers({ patientId, plan: { techniques: [], sites: [], preparations: [] } });
    const rows = await owner.upkeep.auditTrail({ before: null, patientId, limit: 3 });
    expect(rows.map(({ procedure, outcome, reason }) => [procedure, outcome, reason])).toEqual([
      ['consents.covers', 'done', null],
      ['treatments.administer', 'refused', 'CONSENT_MISSING'],
      ['treatments.open', 'done', null],
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, confirmVisit, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import type { Issue } from '../../shared/rules/issues.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, codesOf, firstDay, giveCredentials, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function inTheRoom(plan: ConsentPlan = heelPlan) {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, plan);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

async function signedVisit() {
  const visit = await inTheRoom();
  await henrik.treatments.administer({ sessionId: visit.session.id, administration: lidocaine(firstDay) });
  const answered = await answerAsked(henrik, visit.session, 'Talked over and accepted');
  return { ...visit, session: await henrik.treatments.sign({ id: answered.id, version: answered.version }) };
}

const giving = (sessionId: string, administration = lidocaine(firstDay)) =>
  henrik.treatments.administer({ sessionId, administration });

describe('a visit', { timeout: 30_000 }, () => {
  it('is begun once for an appointment, and sets it in treatment', async () => {
    const { session, appointmentId, patientId, courseId } = await inTheRoom();
    const again = await henrik.treatments.begin({
      patientId,
      appointmentId,
      courseId,
      practitionerId: clinic.people.practitioner.id,
    });
    expect(again.id).toBe(session.id);
    expect((await henrik.appointments.panel({ id: appointmentId })).appointment).toMatchObject({
      status: 'in-treatment',
      sessionId: session.id,
    });
  });

  it('is not begun for another patient than the one who is booked', async () => {
    const { appointmentId } = await inTheRoom();
    const { id: stranger } = await henrik.patients.register({
      identity: { ...(await identityOf('Somebody Else')) },
      anyway: true,
    });
    const refused = await refusal(
      henrik.treatments.begin({
        patientId: stranger,
        appointmentId,
        courseId: null,
        practitionerId: clinic.people.practitioner.id,
      }),
    );
    expect(refused.code).toBe('NOT_FOUND');
  });

  it('is saved as typed, however unfinished, and lists what it lacks', async () => {
    const { session } = await inTheRoom();
    const half = {
      ...session.content,
      common: {},
      blocks: session.content.blocks.map((block) => ({
        ...block,
        values: { needleLength: 'abc' },
        sites: [],
      })),
    };
    const { issues } = await henrik.treatments.save({
      id: session.id,
      version: session.version,
      content: half,
      courseId: session.courseId,
    });
    expect(codesOf(issues, 'refuse')).toEqual(expect.arrayContaining(['required', 'no-site']));
    expect((await henrik.treatments.open({ id: session.id })).session.content).toEqual(half);
  });

  it('gives the loser of two windows the text of the winner', async () => {
    const { session } = await inTheRoom();
    const winner = { ...session.content, narrative: 'Written at the first window' };
    await henrik.treatments.save({
      id: session.id,
      version: session.version,
      content: winner,
      courseId: session.courseId,
    });
    const loser = { ...session.content, narrative: 'Written at the second window' };
    const refused = await refusal(
      henrik.treatments.save({
        id: session.id,
        version: session.version,
        content: loser,
        courseId: session.courseId,
      }),
    );
    expect(refused).toMatchObject({
      code: 'STALE_VERSION',
      data: {
        currentVersion: session.version + 1,
        current: { content: { narrative: 'Written at the first window' } },
      },
    });
  });

  it('is not signed before the safety questions were asked again that day', async () => {
    const { session, patientId, courseId } = await inTheRoom();
    const other = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId,
      practitionerId: session.practitionerId,
    });
    const content = { ...session.content, blocks: session.content.blocks.filter(({ id }) => id === 'laser') };
    const written = await answerAsked(henrik, await write(henrik, other, content), 'Talked over');
    const refused = await refusal(henrik.treatments.sign({ id: other.id, version: written.version }));
    expect(codesOf(refused.data['issues'] as Issue[])).toEqual([
      'consent-not-confirmed',
      'safety-not-confirmed',
    ]);
    const { version } = await confirmVisit(henrik, { id: other.id, version: written.version });
    expect((await henrik.treatments.sign({ id: other.id, version })).status).toBe('signed');
  });

  it('is signed by the one who treated and nobody else', async () => {
    const { session } = await inTheRoom();
    const aiko = await clinic.as('aiko');
    expect(await refusal(aiko.treatments.sign({ id: session.id, version: session.version }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('warns of a missing credential while writing and refuses it at the signature', async () => {
    const { session } = await inTheRoom();
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    await giveCredentials(clinic.owner, session.practitionerId, ['registration', 'anatomy', 'indemnity']);
    const { issues } = await henrik.treatments.open({ id: session.id });
    expect(
      issues
        .filter(({ code }) => code === 'credential-missing')
        .map(({ level, params }) => [level, params?.['technique']]),
    ).toEqual([
      ['note', 'soft-tissue-injection'],
      ['note', 'low-level-laser'],
    ]);
    const answered = await answerAsked(henrik, session, 'Talked over');
    const refused = await refusal(henrik.treatments.sign({ id: session.id, version: answered.version }));
    expect(refused).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      data: {
        techniqueId: 'soft-tissue-injection',
        missing: expect.arrayContaining(['injection', 'anaphylaxis']),
      },
    });
  });

  it('is not signed over an injection by a colleague who may not inject', async () => {
    const { session } = await inTheRoom();
    const aiko = await clinic.as('aiko');
    const every = reference.data.techniques.credentialTypes.map(({ id }) => id);
    const aikoMay = (types: readonly string[]) =>
      giveCredentials(clinic.owner, clinic.ids['aiko'] ?? '', types);
    const give = () =>
      aiko.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const lacking = { code: 'CREDENTIAL_MISSING', data: { techniqueId: 'soft-tissue-injection' } };
    expect(await refusal(give())).toMatchObject(lacking);
    await aikoMay(every);
    await give();
    // Taken away again before the signature: the day of the visit is what counts, and it is not over.
    await aikoMay([]);
    const answered = await answerAsked(henrik, session, 'Talked over');
    const refused = await refusal(henrik.treatments.sign({ id: session.id, version: answered.version }));
    expect(refused).toMatchObject(lacking);
    await aikoMay(every);
    expect((await henrik.treatments.sign({ id: session.id, version: answered.version })).status).toBe(
      'signed',
    );
  });

  it('opens with the last visit of the patient', async () => {
    const first = await signedVisit();
    clinic.clock.set(`${addDays(firstDay, 7)}T10:00:00.000Z`);
    const second = await heelVisit(henrik, clinic.people, clinic.clock, first, addDays(firstDay, 7));
    const view = await henrik.treatments.open({ id: second.session.id });
    expect(view.previous?.id).toBe(first.session.id);
    expect(view.session.sessionNumber).toBe(2);
    expect(view.patient.name).toBe(first.name);
  });
});

describe('a signed note', { timeout: 30_000 }, () => {
  it('is never saved, given to, reversed, confirmed or signed again', async () => {
    const { session } = await signedVisit();
    const known = { id: session.id, version: session.version };
    const attempts = [
      henrik.treatments.save({ ...known, content: session.content, courseId: session.courseId }),
      henrik.treatments.confirmSafety(known),
      giving(session.id),
      henrik.treatments.reverse({
        syringeId: session.administrations[0]?.syringeId ?? '',
        reason: 'Too late',
      }),
      henrik.treatments.sign(known),
    ];
    for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'ALREADY_SIGNED' });
  });

  it('takes amendments, each bound to the one before, and stays as it was signed', async () => {
    const { session } = await signedVisit();
    await henrik.treatments.amend({
      id: session.id,
      kind: 'addendum',
      reason: 'Patient called',
      text: 'No pain on the next morning',
    });
    const amended = await henrik.treatments.amend({
      id: session.id,
      kind: 'correction',
      reason: 'Wrong side in the text',
      text: 'Right heel',
    });
    expect(amended.status).toBe('amended');
    expect(amended.intact).toBe(true);
    expect(amended.content).toEqual(session.content);
    expect(amended.contentHash).toBe(session.contentHash);
    expect(amended.amendments.map(({ kind, author }) => [kind, author])).toEqual([
      ['addendum', 'Dr Henrik Sørensen'],
      ['correction', 'Dr Henrik Sørensen'],
    ]);
    const error = await henrik.treatments.amend({
      id: session.id,
      kind: 'entered-in-error',
      reason: 'Other patient',
      text: '',
    });
    expect(error.status).toBe('entered-in-error');
  });

  it('is not amended before it is signed', async () => {
    const { session } = await inTheRoom();
    expect(
      await refusal(henrik.treatments.amend({ id: session.id, kind: 'addendum', reason: 'Early', text: '' })),
    ).toMatchObject({ code: 'NOT_SIGNED' });
  });

  it('is signed with the reasons that were asked for, and keeps them', async () => {
    const { session } = await signedVisit();
    expect(
      Object.values(session.content.reasons).every((reason) => reason === 'Talked over and accepted'),
    ).toBe(true);
    expect((await henrik.treatments.open({ id: session.id })).issues).toEqual([]);
  });

  it('may say what was done before the patient said stop, with a statement to that effect', async () => {
    const visit = await inTheRoom();
    await giving(visit.session.id);
    await henrik.consents.withdraw({
      id: visit.consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'Stop now',
    });
    const { issues } = await henrik.treatments.open({ id: visit.session.id });
    expect(codesOf(issues, 'ask')).toContain('consent-ended-meanwhile');
    const answered = await answerAsked(
      henrik,
      visit.session,
      'All of it was done before the patient said stop',
    );
    expect((await henrik.treatments.sign({ id: answered.id, version: answered.version })).status).toBe(
      'signed',
    );
  });
});

async function identityOf(name: string) {
  const { person } = await import('../../main/demo/cases/steps.ts');
  const [givenName = '', familyName = ''] = name.split(' ');
  return person({ givenName, familyName, birthDate: '1990-01-01', sex: 'other' });
}

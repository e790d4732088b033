import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelContent, heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { agree, answerAsked, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Issue } from '../../shared/rules/issues.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { reasonKey } from '../../shared/rules/issues.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function inTheRoom() {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

/** Answers one question with yes, as told during the visit. */
async function tell(patientId: string, flagId: string, regions: string[] = []) {
  const { safety } = await henrik.patients.open({ id: patientId });
  if (safety === null) throw new Error('the safety record is missing');
  await henrik.patients.recordSafety({
    id: patientId,
    safety: { ...safety, answers: [{ flagId, answer: 'yes', regions, side: null, note: '' }] },
  });
}

/** What was told is talked about, and signed anew. */
async function agreeAnew(patientId: string) {
  clinic.clock.forward(1);
  const { people } = clinic;
  await agree(henrik, people, {
    patientId,
    appointmentId: null,
    plan: heelPlan,
    name: 'Thandeka Oyelaran-Voss',
  });
}

const alertsIn = async (sessionId: string) => (await henrik.treatments.open({ id: sessionId })).alerts;
const issuesIn = async (sessionId: string) => (await henrik.treatments.open({ id: sessionId })).issues;

describe('the safety answers', { timeout: 30_000 }, () => {
  it('that warn are asked for a reason before the note is locked', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'anticoagulant');
    expect((await alertsIn(session.id))[0]).toMatchObject({
      level: 'warn',
      code: 'anticoagulant',
      source: expect.stringContaining('munoz2022'),
    });
    expect(await issuesIn(session.id)).toContainEqual(
      expect.objectContaining({ level: 'ask', code: 'precaution', fieldKey: 'anticoagulant' }),
    );
    await agreeAnew(patientId);
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    expect((await refusal(henrik.treatments.sign({ id: session.id, version: session.version }))).code).toBe(
      'RECORD_REFUSED',
    );
    const answered = await answerAsked(henrik, session, 'Compressible site, pressed for three minutes');
    expect((await henrik.treatments.sign({ id: session.id, version: answered.version })).status).toBe(
      'signed',
    );
  });

  it('that block are opened on their own route alone: by whom, why, and with the document that it names', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'bleeding-disorder');
    expect((await alertsIn(session.id))[0]).toMatchObject({ level: 'block', code: 'bleeding-disorder' });
    const blocked = async () =>
      (await issuesIn(session.id)).find(({ fieldKey }) => fieldKey === 'bleeding-disorder');
    expect(await blocked()).toMatchObject({
      ...{ level: 'refuse', code: 'contraindicated' },
      params: { override: 'doctor-review', missing: 'reason', technique: 'soft-tissue-injection' },
    });
    await agreeAnew(patientId);
    const give = () =>
      henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    // A reason alone answers a caution and never a block, and nothing is injected before it is opened.
    expect(codesOf((await refusal(give())).data['issues'] as Issue[])).toContain('contraindicated');
    let { session: open } = await henrik.treatments.open({ id: session.id });
    const written = { flagId: 'bleeding-disorder', targetId: 'soft-tissue-injection', document: '' };
    for (const [override, missing] of [
      [{ ...written, reason: 'x', authorisedBy: 'Dr Okonkwo' }, 'reason'],
      [{ ...written, reason: 'Factor level is normal', authorisedBy: ' ' }, 'authoriser'],
      [
        { ...written, targetId: 'dry-needling', reason: 'Factor level', authorisedBy: 'Dr Okonkwo' },
        'reason',
      ],
    ] as const) {
      open = await write(henrik, open, { ...open.content, overrides: [override] });
      expect(await blocked()).toMatchObject({ level: 'refuse', params: { missing } });
    }
    const allowed = { ...written, reason: 'Factor level is normal', authorisedBy: 'Dr Okonkwo' };
    open = await write(henrik, open, { ...open.content, overrides: [allowed] });
    expect(await blocked()).toMatchObject({ level: 'note', code: 'overridden' });
    await give();
    const answered = await answerAsked(henrik, open, 'Talked over and accepted');
    await henrik.treatments.sign({ id: open.id, version: answered.version });
    // What spoke against it and who opened it are part of what was signed, whatever the answers say later.
    await tell(patientId, 'bleeding-disorder', []);
    const signed = await henrik.treatments.open({ id: open.id });
    expect(signed.session.content.overrides).toEqual([allowed]);
    expect(signed.hits).toContainEqual(
      expect.objectContaining({ flagId: 'bleeding-disorder', level: 'block', override: 'doctor-review' }),
    );
    expect(signed.hits.map(({ flagId }) => flagId)).toContain('recent-steroid-injection');
  });

  it('that ask for a letter are not opened by a name', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'cardiac-implant');
    const tens = {
      ...{ id: 'tens', technique: 'tens', values: {} },
      sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' as const, values: {} }],
    };
    const override = {
      ...{ flagId: 'cardiac-implant', targetId: 'tens', reason: 'Far from the chest' },
      ...{ authorisedBy: 'Dr Mokoena, cardiology', document: '' },
    };
    const content = { ...heelContent(clinic.people, firstDay), blocks: [tens] };
    const half = await write(henrik, session, { ...content, overrides: [override] });
    const blocked = async () =>
      (await issuesIn(session.id)).find(({ fieldKey }) => fieldKey === 'cardiac-implant');
    expect(await blocked()).toMatchObject({ params: { override: 'cardiology-letter', missing: 'document' } });
    const whole = { ...override, document: 'Letter of 2 November 2026' };
    await write(henrik, half, { ...content, overrides: [whole] });
    expect(await blocked()).toMatchObject({ level: 'note', code: 'overridden' });
  });

  it('that nothing can lift are refused, whatever reason is given', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'pregnancy');
    const magnet = {
      id: 'magnet',
      technique: 'magnetic-pemf',
      values: {},
      sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' as const, values: {} }],
    };
    await write(henrik, session, { ...heelContent(clinic.people, firstDay), blocks: [magnet] });
    const blocked = (await issuesIn(session.id)).find(({ code }) => code === 'contraindicated');
    expect(blocked).toMatchObject({ level: 'refuse', fieldKey: 'pregnancy' });
  });

  it('given after the consent was signed stop it until they have been talked about', async () => {
    const { session, patientId } = await inTheRoom();
    const coverNow = async () => (await henrik.treatments.open({ id: session.id })).cover;
    expect((await coverNow()).covered).toBe(true);
    await tell(patientId, 'anticoagulant');
    expect((await coverNow()).missing).toContainEqual(expect.objectContaining({ reason: 'reopened' }));
    await agreeAnew(patientId);
    expect((await coverNow()).covered).toBe(true);
    expect(codesOf(await issuesIn(session.id))).not.toContain('flag-since-consent');
  });

  it('and the consent ask again where another practitioner treats than the one named', async () => {
    const { session, patientId, courseId } = await inTheRoom();
    const aikoId = clinic.ids['aiko'] ?? '';
    const other = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId,
      practitionerId: aikoId,
    });
    await write(henrik, other, session.content);
    const asked = (await issuesIn(other.id)).find(({ code }) => code === 'other-practitioner');
    expect(asked).toMatchObject({ level: 'ask', params: { name: 'Dr Henrik Sørensen' } });
  });

  it('about a place hold at that place and not elsewhere', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'local-infection', ['hand']);
    expect((await alertsIn(session.id)).map(({ code }) => code)).not.toContain('local-infection');
    await tell(patientId, 'local-infection', ['foot-plantar']);
    expect((await alertsIn(session.id))[0]).toMatchObject({ level: 'block', code: 'local-infection' });
  });

  it('about a substance refuse that substance at the syringe', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'amide-la-allergy');
    const refused = await refusal(
      henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
    );
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(refused.data['issues']).toContainEqual(
      expect.objectContaining({
        level: 'refuse',
        code: 'contraindicated',
        fieldKey: 'amide-la-allergy',
        params: expect.objectContaining({ part: 'lidocaine' }),
      }),
    );
  });

  it('that age are asked again: a clear answer of last week does not stand for an infection today', async () => {
    const { session, patientId, courseId } = await inTheRoom();
    clinic.clock.set('2026-12-01T10:00:00.000Z');
    const later = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId,
      practitionerId: session.practitionerId,
    });
    const laser = { ...session.content, blocks: session.content.blocks.filter(({ id }) => id === 'laser') };
    const written = await write(henrik, later, laser);
    const open = (await issuesIn(later.id)).find(({ code }) => code === 'safety-questions-open');
    expect(open?.params?.['flags']).toContain('local-infection');
    await henrik.treatments.confirmSafety({ id: later.id, version: written.version });
    expect(codesOf(await issuesIn(later.id))).not.toContain('safety-questions-open');
  });

  it('that were never given are one question to the practitioner, and none to the desk', async () => {
    const { people } = clinic;
    const { id: patientId } = await henrik.patients.register({ identity: await nobody(), anyway: true });
    const session = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId: null,
      practitionerId: people.practitioner.id,
    });
    await write(henrik, session, heelContent(people, firstDay));
    const asked = (await issuesIn(session.id)).filter(({ code }) => code === 'safety-questions-open');
    expect(asked).toHaveLength(1);
    const rosa = await clinic.as('rosa');
    expect(await refusal(rosa.treatments.open({ id: session.id }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a laser', { timeout: 30_000 }, () => {
  it('typed in a lower class than its plate says is refused, so that no goggles are spared', async () => {
    const { session } = await inTheRoom();
    const lower = {
      ...session.content,
      blocks: session.content.blocks.map((block) =>
        block.id === 'laser'
          ? { ...block, values: { ...block.values, laserClass: '2', eyeProtection: 'not-needed-class' } }
          : block,
      ),
    };
    await write(henrik, session, lower);
    const issues = await issuesIn(session.id);
    expect(issues).toContainEqual(
      expect.objectContaining({
        level: 'refuse',
        code: 'laser-class-differs',
        params: { value: '2', device: '3B' },
      }),
    );
  });

  it('that the clinic does not have is refused', async () => {
    const { session } = await inTheRoom();
    const { people } = clinic;
    await write(henrik, session, heelContent({ ...people, laserId: people.practitioner.id }, firstDay));
    expect(codesOf(await issuesIn(session.id), 'refuse')).toContain('unknown-device');
  });

  it('without its goggles is refused in any class that needs them', async () => {
    const { session } = await inTheRoom();
    for (const eyeProtection of ['patient-only', 'staff-only', 'none', 'not-needed-class']) {
      const view = await henrik.treatments.open({ id: session.id });
      const blocks = session.content.blocks.map((block) =>
        block.id === 'laser' ? { ...block, values: { ...block.values, eyeProtection } } : block,
      );
      await write(henrik, view.session, { ...session.content, blocks });
      expect(codesOf(await issuesIn(session.id), 'refuse')).toContain('laser-eyes');
    }
  });
});

describe('a device', { timeout: 30_000 }, () => {
  it.each(['laser', 'electrical', 'magnetic'] as const)(
    'of kind %s whose service is overdue on the day of the visit is not used; on the last day it is',
    async (kind) => {
      const { session } = await inTheRoom();
      const technique = { laser: 'low-level-laser', electrical: 'tens', magnetic: 'magnetic-pemf' }[kind];
      const unit = {
        ...{ kind, name: 'Unit', serial: `S-${kind}`, laserClass: kind === 'laser' ? '3B' : '' },
        ...{ lastPowerCheck: '2026-10-01', serviceDue: firstDay },
      };
      const saved = await clinic.owner.practice.saveDevice(unit);
      const block = { id: 'unit', technique, values: { deviceId: saved.id }, sites: [] };
      await write(henrik, session, { ...heelContent(clinic.people, firstDay), blocks: [block] });
      const found = async () => codesOf(await issuesIn(session.id), 'refuse');
      expect(await found()).not.toContain('service-overdue');
      const yesterday = addDays(firstDay, -1);
      const overdue = await clinic.owner.practice.saveDevice({ ...unit, ...saved, serviceDue: yesterday });
      expect(await found()).toContain('service-overdue');
      // What is left out stays as it is; a service that was done opens it again.
      const { serviceDue: _, ...rest } = unit;
      const kept = await clinic.owner.practice.saveDevice({ ...rest, ...overdue });
      expect(await found()).toContain('service-overdue');
      await clinic.owner.practice.saveDevice({ ...unit, ...kept, serviceDue: addDays(firstDay, 365) });
      expect(await found()).not.toContain('service-overdue');
    },
  );
});

describe('a reason', { timeout: 30_000 }, () => {
  it('answers the very question that it was asked for', async () => {
    const { session, patientId } = await inTheRoom();
    await tell(patientId, 'anticoagulant');
    const asked = (await issuesIn(session.id)).filter(({ level }): boolean => level === 'ask') as Issue[];
    const reasons = Object.fromEntries(asked.map((issue) => [`${reasonKey(issue)}x`, 'Not the right key']));
    const written = await write(henrik, session, { ...session.content, reasons });
    await agreeAnew(patientId);
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const refused = await refusal(henrik.treatments.sign({ id: session.id, version: written.version }));
    expect(codesOf(refused.data['issues'] as Issue[])).toContain('precaution');
  });
});

async function nobody() {
  const { person } = await import('../../main/demo/cases/steps.ts');
  return person({ givenName: 'Nobody', familyName: 'Asked', birthDate: '1990-01-01', sex: 'other' });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelContent, heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { agree, answerAsked, bookAt, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

// The three places at which the safety file is asked: softly at the booking, seen at arrival, hard at the signature.

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function tell(patientId: string, flagId: string) {
  const { safety } = await henrik.patients.open({ id: patientId });
  if (safety === null) throw new Error('the safety record is missing');
  await henrik.patients.recordSafety({
    id: patientId,
    safety: { ...safety, answers: [{ flagId, answer: 'yes', regions: [], side: null, note: '' }] },
  });
}

describe('what speaks against a treatment', { timeout: 30_000 }, () => {
  it('is told at the booking and hinders nobody there', async () => {
    const { patientId } = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, heelPlan);
    await tell(patientId, 'bleeding-disorder');
    const { alerts } = await henrik.appointments.preview({
      patientId,
      typeId: clinic.people.appointmentTypeId,
      practitionerId: clinic.people.practitioner.id,
      date: firstDay,
    });
    expect(alerts.filter(({ level }) => level === 'block')).toMatchObject([
      { text: expect.stringContaining('Bleeding disorder') },
    ]);
    const id = await bookAt(henrik, clinic.people, { patientId, date: firstDay, time: '12:00', minutes: 30 });
    const panel = await henrik.appointments.panel({ id });
    expect(panel.alerts[0]).toMatchObject({ level: 'block', text: expect.stringContaining('Bleeding') });
  });

  it('stands on the board at arrival: by name for those who may read it, as a word to wait for the others', async () => {
    const { patientId } = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, heelPlan);
    await tell(patientId, 'bleeding-disorder');
    await bookAt(henrik, clinic.people, { patientId, date: firstDay, time: '12:00', minutes: 30 });
    const on = async (api: Api) =>
      (await api.board.day({ date: firstDay })).rows[0]?.checks.find(
        ({ code }) => code === 'contraindicated',
      );
    expect(await on(henrik)).toMatchObject({ names: ['Bleeding disorder'] });
    expect(await on(await clinic.as('rosa'))).toMatchObject({ names: [] });
    await tell(patientId, 'vasovagal-history');
    expect(await on(henrik)).toMatchObject({ names: ['Bleeding disorder'] });
  });

  it('stops the signature, and is printed with who opened it, why and on which paper', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, heelPlan);
    await tell(heel.patientId, 'malignancy-active');
    const anew = { patientId: heel.patientId, appointmentId: null, plan: heelPlan, name: heel.name };
    clinic.clock.forward(1);
    await agree(henrik, clinic.people, anew);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const { hits, issues } = await henrik.treatments.open({ id: session.id });
    const stopped = [
      ...new Set(hits.filter(({ level }) => level === 'block').map(({ target }) => target.id)),
    ];
    expect(stopped.length).toBeGreaterThan(0);
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'contraindicated', fieldKey: 'malignancy-active' }),
    );
    expect(
      (await refusal(henrik.treatments.sign({ id: session.id, version: session.version }))).data['issues'],
    ).toContainEqual(expect.objectContaining({ code: 'contraindicated' }));
    const overrides = stopped.map((targetId) => ({
      ...{ flagId: 'malignancy-active', targetId, reason: 'Far from the breast' },
      ...{ authorisedBy: 'Dr Naidoo, oncology', document: 'Letter of 3 November 2026' },
    }));
    const opened = await write(henrik, session, { ...heelContent(clinic.people, firstDay), overrides });
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const answered = await answerAsked(henrik, opened, 'Talked over and accepted');
    await henrik.treatments.sign({ id: session.id, version: answered.version });
    const { file } = await henrik.documents.treatmentSummary({ id: session.id });
    const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
    const text = pages
      .map((page) => page.text)
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    expect(text).toContain('Contraindications and precautions');
    expect(text).toContain('Gone on with by oncology letter: Dr Naidoo, oncology. Far from the breast');
    expect(text).toContain('Document: Letter of 3 November 2026.');
  });
});

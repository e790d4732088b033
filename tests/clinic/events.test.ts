import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

type Report = Inputs['events']['report'];

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  henrik = clinic.henrik;
});
afterEach(() => clinic.close());

async function heelInRoom() {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
  return { ...heel, sessionId: session.id, session };
}
const rash = (patientId: string, more: Partial<Report> = {}): Report => ({
  ...{ patientId, courseId: null, sessionId: null, severity: 'mild' },
  ...{ happenedOn: firstDay, words: 'Rash at the heel in the evening' },
  ...more,
});
const give = (sessionId: string) =>
  henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) });

describe('an adverse event', { timeout: 30_000 }, () => {
  it('keeps what it was about, and is taken late on a locked note', async () => {
    const { patientId, courseId, sessionId, session } = await heelInRoom();
    await give(sessionId);
    const answered = await answerAsked(
      henrik,
      (await henrik.treatments.open({ id: sessionId })).session,
      'Talked over and accepted',
    );
    await henrik.treatments.sign({ id: session.id, version: answered.version });
    clinic.clock.forward(60 * 24 * 3);
    const details = {
      ...{
        techniqueId: 'soft-tissue-injection',
        siteId: 'site-calcaneus-medial-process',
        side: 'right' as const,
      },
      ...{ substanceId: 'lidocaine', productName: 'Lidocaine 1 %', lotNumber: 'LD-24 117' },
      ...{
        needleLot: 'N 1',
        onset: 'two days later',
        noticedBy: 'patient' as const,
        riskId: 'infection-local',
      },
      ...{ causality: 'possible' as const, action: 'Seen, swab taken', outcome: 'recovering' as const },
    } as const;
    const event = await henrik.events.report(
      rash(patientId, { courseId, sessionId, severity: 'significant', details }),
    );
    expect(event).toMatchObject({ late: true, kind: 'event', details, standing: { outcome: 'recovering' } });
    expect(await henrik.events.open({ id: event.id })).toEqual(event);
  });

  it('grows by follow-ups, of which the last word counts, and keeps every earlier one', async () => {
    const { patientId } = await heelInRoom();
    const { id } = await henrik.events.report(rash(patientId));
    await henrik.events.followUp({ id, words: 'Seen again', outcome: 'recovering', causality: 'probable' });
    clinic.clock.forward(60 * 24);
    const event = await henrik.events.followUp({
      ...{ id, words: 'All gone', outcome: 'recovered', resolvedOn: '2026-11-24' },
      ...{ reportedTo: 'Medicines regulator', reportedOn: '2026-11-24', reportNo: 'R 77' },
    });
    expect(event).toMatchObject({
      severity: 'mild',
      followUps: [{ outcome: 'recovering', by: 'Dr Henrik Sørensen' }, { outcome: 'recovered' }],
      standing: {
        ...{ outcome: 'recovered', causality: 'probable', resolvedOn: '2026-11-24', inError: false },
        reports: [{ to: 'Medicines regulator', on: '2026-11-24', no: 'R 77' }],
      },
    });
    for (const wrong of [
      { words: ' ' },
      { words: 'x', resolvedOn: '2026-11-20' },
      { words: 'x', resolvedOn: '2027-01-01' },
      { words: 'x', seriousness: ['hospital' as const] },
    ])
      expect((await refusal(henrik.events.followUp({ id, ...wrong }))).code).toBe('INVALID');
  });

  it('that turns serious later stops what is given, like one that was serious at once, and does it once', async () => {
    const { patientId, sessionId, courseId } = await heelInRoom();
    await give(sessionId);
    const { id } = await henrik.events.report(rash(patientId, { courseId, sessionId }));
    await henrik.events.followUp({ id, words: 'Still red' });
    await give(sessionId);
    await henrik.events.followUp({ id, words: 'Admitted', severity: 'serious', seriousness: ['hospital'] });
    const refused = await refusal(give(sessionId));
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(JSON.stringify(refused.data)).toContain('reopened');
    await henrik.events.followUp({ id, words: 'Still in', severity: 'serious' });
    const raw = clinic.host.clinic?.store.raw;
    expect(
      raw?.prepare("SELECT count(*) FROM consentReopenings WHERE why = 'serious-event'").pluck().get(),
    ).toBe(1);
  });

  it('reported by mistake says so, and what it stopped is talked about all the same', async () => {
    const { patientId, sessionId } = await heelInRoom();
    const { id } = await henrik.events.report(rash(patientId, { severity: 'serious' }));
    await henrik.events.followUp({ id, words: 'Another patient of that name', inError: true });
    expect(await henrik.events.open({ id })).toMatchObject({ standing: { inError: true } });
    expect(await henrik.events.list({ open: true })).toEqual([]);
    expect((await refusal(give(sessionId))).code).toBe('CONSENT_MISSING');
  });

  it('that nearly happened harms nobody and stops nothing', async () => {
    const { patientId, sessionId } = await heelInRoom();
    const near = { kind: 'near-miss', details: { nearMiss: 'wrong-lot' } } as const;
    const { id } = await henrik.events.report(
      rash(patientId, { ...near, words: 'Lot taken from the other tray' }),
    );
    await give(sessionId);
    expect(
      (await refusal(henrik.events.report(rash(patientId, { ...near, severity: 'serious' })))).data,
    ).toEqual({
      field: 'severity',
      problem: 'near-miss',
    });
    expect(
      (await refusal(henrik.events.followUp({ id, words: 'x', severity: 'serious' }))).data,
    ).toMatchObject({
      problem: 'near-miss',
    });
    const raw = clinic.host.clinic?.store.raw;
    expect(() =>
      raw?.exec(
        `INSERT INTO eventFollowUps VALUES ('x', '${id}', 'serious', '{}', 'x', 'x', '2026-11-23T08:00:00.000Z')`,
      ),
    ).toThrow('EVENT_NEAR_MISS');
  });

  it('names only what exists, and is as grave as its criteria', async () => {
    const { patientId } = await heelInRoom();
    for (const [details, severity] of [
      [{ techniqueId: 'cupping' }, 'mild'],
      [{ riskId: 'nothing' }, 'mild'],
      [{ seriousness: ['hospital'] }, 'significant'],
      [{ resolvedOn: '2026-11-01' }, 'mild'],
    ] as const)
      expect(
        (
          await refusal(
            henrik.events.report(rash(patientId, { severity, details: details as Report['details'] })),
          )
        ).code,
      ).toBe('INVALID');
  });

  it('is to be reported to whom the clinic says, by the day that it says; nothing of it ships', async () => {
    const { patientId } = await heelInRoom();
    expect(await henrik.events.settings()).toEqual({
      reporting: [],
      emergencyCard: '',
      outOfHours: '',
      followUps: [],
      version: 1,
    });
    const reporting = [
      { to: 'Regulator', severity: 'serious', seriousness: [], days: 15, note: '' },
      { to: 'Insurer', severity: 'significant', seriousness: [], days: null, note: '' },
      // Of another country: kept, and not asked for here.
      { to: 'BfArM', severity: 'mild', jurisdiction: 'DE', seriousness: [], days: 1, note: '' },
    ] as const;
    const settings = {
      reporting: reporting.map((rule) => ({ ...rule, seriousness: [] })),
      emergencyCard: '',
      outOfHours: '',
    };
    expect((await refusal(henrik.events.saveSettings({ settings, version: 1 }))).code).toBe('FORBIDDEN');
    await clinic.owner.events.saveSettings({ settings, version: 1 });
    expect((await refusal(clinic.owner.events.saveSettings({ settings, version: 1 }))).code).toBe(
      'STALE_VERSION',
    );
    const { id, toReport } = await henrik.events.report(rash(patientId, { severity: 'significant' }));
    expect(toReport).toEqual([{ to: 'Insurer', by: null, overdue: false }]);
    // The term runs from the day on which it became serious.
    clinic.clock.forward(60 * 24 * 2);
    await henrik.events.followUp({ id, words: 'Admitted', severity: 'serious' });
    expect((await henrik.events.open({ id })).toReport).toEqual([
      { to: 'Regulator', by: '2026-12-10', overdue: false },
      { to: 'Insurer', by: null, overdue: false },
    ]);
    clinic.clock.forward(60 * 24 * 16);
    expect((await henrik.events.open({ id })).toReport[0]).toMatchObject({ overdue: true });
    const told = await henrik.events.followUp({ id, words: 'Reported', reportedTo: ' regulator ' });
    expect(told.toReport).toEqual([{ to: 'Insurer', by: null, overdue: false }]);
  });

  it('is asked about at the next visit, and the answer stands beside it', async () => {
    const first = await heelInRoom();
    await henrik.events.report(rash(first.patientId, { sessionId: first.sessionId }));
    clinic.clock.forward(60 * 24 * 7);
    const next = await henrik.treatments.begin({
      ...{ patientId: first.patientId, appointmentId: null, courseId: first.courseId },
      practitionerId: clinic.people.practitioner.id,
    });
    expect(await henrik.events.afterLastTime({ sessionId: next.id })).toMatchObject({
      previous: { sessionId: first.sessionId },
      events: [{ words: 'Rash at the heel in the evening' }],
      answer: null,
    });
    await henrik.events.answerAfterwards({ sessionId: next.id, answer: 'nothing', words: '' });
    clinic.clock.forward(1);
    await henrik.events.answerAfterwards({
      sessionId: next.id,
      answer: 'something',
      words: 'Sore for a day',
    });
    expect((await henrik.events.afterLastTime({ sessionId: next.id })).answer).toMatchObject({
      answer: 'something',
      words: 'Sore for a day',
    });
    expect((await henrik.events.afterLastTime({ sessionId: first.sessionId })).previous).toBeNull();
  });
});

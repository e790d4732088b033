import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';
import { type Desk, desk } from './series-desk.ts';

describe('a course of treatment', () => {
  let clinic: Clinic;
  let at: Desk;
  let rosa: Api;
  let henrik: Api;
  let courseId: string;
  beforeEach(async () => {
    clinic = await newClinic();
    at = await desk(clinic);
    rosa = at.rosa;
    henrik = await clinic.as('henrik');
    const course = {
      ...{
        complaint: 'Stiff neck',
        since: '',
        regions: [{ region: 'neck', side: 'left' as const }],
        goal: '',
        plannedSessions: 6,
        stopRule: '',
      },
      ...{ history: [], surgeryDecisions: [] },
    };
    ({ id: courseId } = await henrik.treatments.openCourse({ patientId: at.patientId, course }));
  });
  afterEach(async () => clinic.close());

  const count = async () => (await rosa.series.courses({ patientId: at.patientId }))[0];

  it('knows its visits by number alone: done, booked and to book, without a word of why', async () => {
    expect(await count()).toMatchObject({ planned: 6, done: 0, booked: 0, toBook: 6, next: null });
    await at.book({ courseId, ends: { kind: 'count', count: 3 } });
    expect(await count()).toMatchObject({ booked: 3, toBook: 3, next: '2026-11-24T08:00:00.000Z' });
    expect(JSON.stringify(await count())).not.toContain('neck');
    clinic.clock.set('2026-11-24T08:00:00.000Z');
    henrik = await clinic.as('henrik');
    rosa = await clinic.as('rosa');
    const [visit] = (await rosa.appointments.day({ date: '2026-11-24' })).appointments;
    await henrik.treatments.begin({
      ...{ patientId: at.patientId, appointmentId: visit!.id, courseId },
      practitionerId: clinic.ids['henrik']!,
    });
    expect(await count()).toMatchObject({ done: 1, booked: 2, toBook: 3 });
    const [, , next] = (await rosa.series.open({ id: visit!.seriesId! })).visits;
    await rosa.appointments.cancel({ id: next!.id, version: 1, reason: 'ill', by: 'patient' });
    expect(await count()).toMatchObject({ done: 1, booked: 1, toBook: 4 });
  });

  it('takes in the visit in which it is treated, and the one from which its visits are planned', async () => {
    const first = await at.single('2026-11-23', '10:00', { patientId: at.patientId });
    await henrik.treatments.begin({
      ...{ patientId: at.patientId, appointmentId: first.id, courseId },
      practitionerId: clinic.ids['henrik']!,
    });
    expect((await rosa.appointments.ofPatient({ patientId: at.patientId }))[0]).toMatchObject({ courseId });
    const second = await at.single('2026-11-24', '10:00', { patientId: at.patientId });
    const done = await rosa.series.book({
      plan: at.plan({ courseId, ends: { kind: 'count', count: 5 } }),
      appointment: { id: second.id, version: second.version },
      decisions: [],
    });
    expect(await count()).toMatchObject({ done: 1, booked: 5, toBook: 0 });
    await rosa.series.undo({ actId: done.actId, reason: 'Booked by mistake' });
    expect(await count()).toMatchObject({ done: 1, booked: 0, toBook: 5 });
  });

  it('is of its own patient: nobody else is booked into it', async () => {
    const strange = { courseId, patientId: at.otherId };
    for (const call of [at.book(strange), at.single('2026-11-24', '12:00', { courseId })])
      expect(await refusalOf(call)).toMatchObject({ code: 'NOT_FOUND', data: { what: 'course' } });
  });
});

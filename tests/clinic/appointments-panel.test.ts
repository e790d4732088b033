import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, reference, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';

describe('the panel beside the day', () => {
  let clinic: Clinic;
  let rosa: Api;
  let henrik: Api;
  let type: string;
  let lukasz: string;
  beforeEach(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    type = (
      await owner.practice.saveAppointmentType({
        name: 'Needling',
        minutes: 30,
        tint: 'teal',
        techniques: ['dry-needling'],
      })
    ).id;
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
  });
  afterEach(async () => clinic.close());

  const date = '2026-11-23';
  const book = (time: string, start = { date, time }) =>
    rosa.appointments.book({
      patientId: lukasz,
      practitionerId: clinic.ids['henrik']!,
      roomId: null,
      typeId: type,
      note: '',
      start,
      minutes: 30,
    });
  const asked = [...reference.flags.values()].filter(({ ask }) => ask !== null).map(({ id }) => id);
  const answer = (yes: string[] = []) =>
    asked.map((flagId) => ({
      flagId,
      answer: yes.includes(flagId) ? ('yes' as const) : ('no' as const),
      regions: [],
      side: null,
      note: '',
    }));
  const safety = (yes: string[], version = 1) => ({
    ...{
      allergyState: 'none-known' as const,
      allergies: [],
      medicineState: 'none-known' as const,
      medicines: [],
    },
    ...{ weight: null, heightCm: null, version, answers: answer(yes) },
  });

  it('says what comes next, from the door to the needle', async () => {
    const { id } = await book('10:00');
    const next = async () => (await henrik.appointments.panel({ id })).nextStep;
    expect(await next()).toBe('arrive');
    await rosa.appointments.arrive({ id, version: 1 });
    expect(await next()).toBe('ask-safety');
    await henrik.patients.recordSafety({ id: lukasz, safety: safety([]) });
    expect(await next()).toBe('consent');
    await rosa.appointments.cancel({ id, version: 2, reason: 'ill', by: 'patient' });
    expect(await next()).toBe('none');
  });

  it('asks for the safety answers again when they are too old', async () => {
    const { id } = await book('10:00');
    await rosa.appointments.arrive({ id, version: 1 });
    await henrik.patients.recordSafety({ id: lukasz, safety: safety([]) });
    const panel = await henrik.appointments.panel({ id });
    expect(panel).toMatchObject({
      nextStep: 'consent',
      safetyConfirmedAt: expect.stringMatching(/^2026-11-23/),
    });
    clinic.clock.forward(24 * 60);
    expect(await henrik.appointments.panel({ id })).toMatchObject({ nextStep: 'ask-safety' });
  });

  it('tells who treats what to know, and the desk only that there is something', async () => {
    const { id } = await book('10:00');
    await henrik.patients.recordSafety({ id: lukasz, safety: safety(['anticoagulant']) });
    const forHenrik = await henrik.appointments.panel({ id });
    expect(forHenrik.alerts[0]?.text).toContain(reference.flags.get('anticoagulant')!.name);
    expect(forHenrik.alertsHidden).toBe(false);
    const forRosa = await rosa.appointments.panel({ id });
    expect(forRosa).toMatchObject({
      alerts: [],
      alertsHidden: true,
      appointment: { patient: { flagged: true } },
    });
    expect(JSON.stringify(forRosa)).not.toContain('anticoag');
    const forIngrid = await (await clinic.as('ingrid')).appointments.panel({ id });
    expect(forIngrid).toMatchObject({
      alerts: [],
      alertsHidden: false,
      appointment: { patient: { name: 'Ł. K.', flagged: false } },
    });
  });

  it('counts who did not come, and remembers the last visit', async () => {
    const missed = await book('08:00');
    await rosa.appointments.markDidNotAttend({ id: missed.id, version: 1 });
    const visit = await book('09:00');
    await rosa.appointments.beginTreatment({ id: visit.id, version: 1 });
    await rosa.appointments.finish({ id: visit.id, version: 2 });
    const { id } = await book('10:00', { date: '2026-11-30', time: '10:00' });
    expect(await rosa.appointments.panel({ id })).toMatchObject({
      didNotAttendCount: 1,
      lastVisitOn: date,
    });
  });
});

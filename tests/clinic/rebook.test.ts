import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intervalOf, intervalSaid } from '../../main/clinic/appointments/interval.rules.ts';
import type { Api } from '../../shared/contract/index.ts';
import { daysBetween } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('the time until the next visit', () => {
  it.each([
    ['Next visit in two weeks.', 14],
    ['Stretch daily. See again after 10 days', 10],
    ['Come back in a week; then every 1 week.', 7],
    ['Review in 3 months', 90],
  ])('is read from “%s”', (plan, days) => {
    expect(intervalSaid(plan)).toBe(days);
  });

  it.each([
    'Avoid long standing for two days. Driving only when the foot feels normal again.',
    'Pain has been there in two weeks of every month',
    'Next visit in one week, then see again in two weeks',
    'Next visit in 0 days',
    'Return in 900 weeks',
    '',
  ])('is not guessed from “%s”', (plan) => {
    expect(intervalSaid(plan)).toBeNull();
  });

  it('is the rhythm so far where the note says nothing, and a week where there is none', () => {
    expect(intervalOf('Next visit in two weeks.', 7)).toEqual({ days: 14, from: 'plan' });
    expect(intervalOf(null, 10)).toEqual({ days: 10, from: 'habit' });
    expect(intervalOf('', 200)).toEqual({ days: 7, from: 'usual' });
    expect(intervalOf(null, null)).toEqual({ days: 7, from: 'usual' });
  });
});

describe('rebooking from a visit that is over', () => {
  let clinic: Clinic;
  let rosa: Api;
  let visit: { id: string; version: number };
  let frame: { patientId: string; practitionerId: string; roomId: string; typeId: string; note: string };
  let pier: string;
  beforeAll(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    pier = (await owner.practice.saveRoom({ name: 'Pier room' })).id;
    const roomId = (await owner.practice.saveRoom({ name: 'Quay room' })).id;
    const { id: typeId } = await owner.practice.saveAppointmentType({
      ...{ name: 'Visit', minutes: 30, tint: 'sky', techniques: [] },
    });
    rosa = await clinic.as('rosa');
    const { id } = await rosa.patients.register({ identity: named.anna, anyway: false });
    frame = { patientId: id, practitionerId: clinic.ids['henrik']!, roomId, typeId, note: '' };
    const at = async (date: string) => {
      const booked = await rosa.appointments.book({ ...frame, start: { date, time: '10:00' }, minutes: 45 });
      const begun = await rosa.appointments.beginTreatment({ id: booked.id, version: booked.version });
      return rosa.appointments.finish({ id: begun.id, version: begun.version });
    };
    await at('2026-11-13');
    visit = await at('2026-11-23');
  });
  afterAll(async () => clinic.close());

  it('keeps kind, practitioner, length and room, and looks around the day that the rhythm names', async () => {
    const plan = await rosa.appointments.rebookPlan({ id: visit.id });
    const { patientId, ...place } = frame;
    expect(plan).toMatchObject({
      ...{ typeId: place.typeId, practitionerId: place.practitionerId, roomId: place.roomId, minutes: 45 },
      ...{ interval: { days: 10, from: 'habit' }, around: '2026-12-03', patient: { id: patientId } },
    });
    expect(plan.openings.find(({ startsAt }) => startsAt === plan.best)).toMatchObject({
      ...{ start: { date: '2026-12-03', time: '10:00' }, roomId: place.roomId, minutes: 45 },
    });
    expect(plan.openings.map(({ startsAt }) => startsAt)).toEqual(
      plan.openings.map(({ startsAt }) => startsAt).toSorted(),
    );
    // On the days around it the same time of day, as far as it is free.
    expect(plan.openings.filter(({ start }) => start.date === '2026-12-04')).toMatchObject([
      { start: { time: '10:00' } },
    ]);
    for (const { start } of plan.openings) expect(daysBetween('2026-12-03', start.date)).toBeLessThan(7);
  });

  it('names the nearest time where the same is taken, in another room if need be, and each can be booked', async () => {
    const other = await rosa.patients.register({ identity: named.lukasz, anyway: false });
    const aiko = { practitionerId: clinic.ids['aiko']!, minutes: 30 };
    await rosa.appointments.book({
      ...{ ...frame, ...aiko, patientId: other.id, start: { date: '2026-12-03', time: '10:15' } },
    });
    const { openings, typeId, best } = await rosa.appointments.rebookPlan({ id: visit.id });
    expect(openings.find(({ startsAt }) => startsAt === best)).toMatchObject({
      ...{ start: { date: '2026-12-03', time: '10:00' }, roomId: pier },
    });
    for (const { start, minutes, practitionerId, roomId, deviceIds } of openings.slice(0, 3)) {
      const next = await rosa.appointments.book({
        ...{
          patientId: frame.patientId,
          typeId,
          note: '',
          start,
          minutes,
          practitionerId,
          roomId,
          deviceIds,
        },
      });
      await rosa.appointments.cancel({ id: next.id, version: next.version, reason: 'tried', by: 'clinic' });
    }
  });

  it('never offers the past, however long ago the visit was', async () => {
    clinic.clock.set('2027-06-01T07:00:00.000Z');
    rosa = await clinic.as('rosa');
    const { around, openings } = await rosa.appointments.rebookPlan({ id: visit.id });
    expect(around).toBe('2027-06-02');
    expect(openings.every(({ startsAt }) => startsAt > '2027-06-01T22')).toBe(true);
    expect(openings.length).toBeGreaterThan(0);
  });

  it('refuses a visit that is not there', async () => {
    expect(await refusalOf(rosa.appointments.rebookPlan({ id: crypto.randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('what is known before booking', () => {
  it('names credentials that are missing, what consent does not cover, and alerts to those who may read them', async () => {
    const clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    const { id: typeId } = await owner.practice.saveAppointmentType({
      ...{ name: 'Needling', minutes: 30, tint: 'teal', techniques: ['dry-needling'] },
    });
    const rosa = await clinic.as('rosa');
    const { id: patientId } = await rosa.patients.register({ identity: named.anna, anyway: false });
    const asked = { patientId, typeId, practitionerId: clinic.ids['henrik']!, date: '2026-12-01' };
    const desk = await rosa.appointments.preview(asked);
    expect(desk).toMatchObject({ consent: 'none', covered: false, alerts: [] });
    expect(desk.lacks.length).toBeGreaterThan(0);
    const henrik = await clinic.as('henrik');
    const treating = await henrik.appointments.preview(asked);
    expect(treating.alerts).toHaveLength(desk.alertCount);
    expect(treating.alertCount).toBe(desk.alertCount);
    expect(await rosa.appointments.preview({ ...asked, patientId: null })).toMatchObject({
      ...{ lacks: desk.lacks, consent: null, covered: null, alertCount: 0 },
    });
    await clinic.close();
  });
});

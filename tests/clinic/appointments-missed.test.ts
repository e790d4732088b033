import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLate } from '../../main/clinic/appointments/rules.ts';
import { plusMinutes } from '../../shared/rules/calendar.ts';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('visits that did not take place as they were booked', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let henrik: Api;
  let lukasz: string;
  let typeId: string;
  beforeEach(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
    typeId = (
      await owner.practice.saveAppointmentType({ name: 'Visit', minutes: 30, tint: 'teal', techniques: [] })
    ).id;
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
  });
  afterEach(async () => clinic.close());

  const book = async (date: string, time: string, more = {}) =>
    rosa.appointments.book({
      ...{ patientId: lukasz, practitionerId: clinic.ids['henrik']!, roomId: null, typeId, note: '' },
      ...{ start: { date, time }, minutes: 30, ...more },
    });
  const known = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const patientIsIll = { reason: 'ill', by: 'patient' as const };
  const missed = () => rosa.appointments.reliability({ patientId: lukasz });

  it('are late when the patient gives less notice than a day, and said so in history and counts', async () => {
    const soon = await book('2026-11-24', '08:30');
    const later = await book('2026-11-24', '11:00');
    expect((await rosa.appointments.panel({ id: soon.id })).lateIfCancelledNow).toBe(true);
    expect(await rosa.appointments.cancel({ ...known(soon), ...patientIsIll })).toMatchObject({
      status: 'cancelled',
      lateCancelled: true,
    });
    expect(await rosa.appointments.cancel({ ...known(later), ...patientIsIll })).toMatchObject({
      lateCancelled: false,
    });
    expect(await missed()).toEqual({
      since: '2025-11-23',
      ...{ didNotAttend: 0, lateCancelled: 1, cancelled: 1, moved: 0 },
    });
    const steps = await henrik.appointments.history({ id: soon.id });
    expect(steps.map(({ kind }) => kind)).toEqual(['booked', 'cancelled']);
    expect(steps[1]).toMatchObject({
      by: { id: clinic.ids['rosa'], name: 'Rosa Pereira' },
      ...{ from: 'booked', to: 'cancelled', reason: 'ill', askedBy: 'patient' },
      ...{ late: true, waived: null, noticeMinutes: 23 * 60 + 29 },
    });
    expect((await rosa.appointments.panel({ id: soon.id })).appointment.lateCancelled).toBe(true);
  });

  it('are not late where the clinic cancels, where it is waived with a reason, or where the clinic asks for no notice', async () => {
    const first = await book('2026-11-23', '10:00');
    expect(
      await rosa.appointments.cancel({ ...known(first), reason: 'Practitioner away', by: 'clinic' }),
    ).toMatchObject({ lateCancelled: false });
    const second = await book('2026-11-23', '11:00');
    expect(
      await rosa.appointments.cancel({
        ...known(second),
        ...patientIsIll,
        waive: { reason: 'Taken to hospital' },
      }),
    ).toMatchObject({ lateCancelled: false });
    expect((await rosa.appointments.history({ id: second.id }))[1]).toMatchObject({
      late: false,
      waived: 'Taken to hospital',
    });
    const { profile } = await owner.practice.overview();
    const { version, ...rest } = profile;
    await owner.practice.reviseProfile({ profile: { ...rest, lateCancelHours: 0 }, version });
    const third = await book('2026-11-23', '12:00');
    expect(await rosa.appointments.cancel({ ...known(third), ...patientIsIll })).toMatchObject({
      lateCancelled: false,
    });
    expect(await missed()).toMatchObject({ lateCancelled: 0, cancelled: 2 });
  });

  it('count for nothing once they are brought back, and a move only as the patient’s or to another day', async () => {
    const gone = await book('2026-11-23', '10:00');
    const cancelled = await rosa.appointments.cancel({ ...known(gone), ...patientIsIll });
    const back = await rosa.appointments.undo(known(cancelled));
    expect((await rosa.appointments.panel({ id: gone.id })).appointment).toMatchObject({
      status: 'booked',
      lateCancelled: false,
    });
    const absent = await rosa.appointments.markDidNotAttend(known(back));
    expect(await missed()).toMatchObject({ didNotAttend: 1, lateCancelled: 0 });
    await rosa.appointments.undo(known(absent));
    expect(await missed()).toMatchObject({ didNotAttend: 0, lateCancelled: 0, cancelled: 0 });

    const place = { practitionerId: clinic.ids['henrik']!, roomId: null, minutes: 30 };
    let visit = await book('2026-11-25', '10:00');
    const to = async (date: string, time: string, why?: { by: 'patient' | 'clinic'; reason: string }) => {
      const move = { ...known(visit), ...place, start: { date, time }, ...(why && { why }) };
      visit = await rosa.appointments.move(move);
      return (await missed()).moved;
    };
    expect(await to('2026-11-25', '10:15')).toBe(0);
    expect(await to('2026-11-25', '11:00', { by: 'patient', reason: 'Child care' })).toBe(1);
    expect(await to('2026-11-26', '11:00', { by: 'clinic', reason: 'Room closed' })).toBe(1);
    expect(await to('2026-11-27', '11:00')).toBe(2);
    const history = await rosa.appointments.history({ id: visit.id });
    expect(history[2]).toMatchObject({
      ...{ kind: 'moved', askedBy: 'patient', reason: 'Child care' },
      formerly: { startsAt: '2026-11-25T08:15:00.000Z', practitionerId: clinic.ids['henrik'] },
    });
    clinic.clock.set('2027-12-01T08:00:00.000Z');
    const again = await clinic.as('rosa');
    expect(await again.appointments.reliability({ patientId: lukasz })).toMatchObject({ moved: 0 });
  });

  it('come back over what was closed since, and with the exception under which they stood', async () => {
    await book('2026-11-24', '10:00');
    const other = (await rosa.patients.register({ identity: named.jurgen, anyway: true })).id;
    const over = await henrik.appointments.book({
      ...{ patientId: other, practitionerId: clinic.ids['henrik']!, roomId: null, typeId, note: '' },
      ...{ start: { date: '2026-11-24', time: '10:00' }, minutes: 30, exception: { reason: 'In pain' } },
    });
    const off = await rosa.appointments.cancel({ ...known(over), ...patientIsIll });
    await rosa.hours.saveClosure({
      ...{ kind: 'leave', resourceId: clinic.ids['henrik']!, label: 'Course' },
      from: { date: '2026-11-24', time: '08:00' },
      to: { date: '2026-11-24', time: '18:00' },
    });
    expect(await rosa.appointments.undo(known(off))).toMatchObject({ status: 'booked' });
    expect((await rosa.appointments.panel({ id: over.id })).appointment.overbooked?.reason).toBe('In pain');
  });

  it('keep the note that was begun: undone and cancelled, it stays readable and open', async () => {
    const visit = await book('2026-11-23', '10:00');
    const here = await rosa.appointments.arrive(known(visit));
    const session = await henrik.treatments.begin({
      ...{ patientId: lukasz, appointmentId: visit.id, courseId: null },
      practitionerId: clinic.ids['henrik']!,
    });
    const treating = { id: visit.id, version: here.version + 1 };
    expect(await refusalOf(rosa.appointments.cancel({ ...treating, ...patientIsIll }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    expect(await rosa.appointments.undo(treating)).toMatchObject({ status: 'arrived' });
    const panel = await henrik.appointments.panel({ id: visit.id });
    expect(panel).toMatchObject({
      ...{ noteOpen: true, nextStep: 'continue-treatment' },
      appointment: { sessionId: session.id },
    });
    await rosa.appointments.cancel({ id: visit.id, version: treating.version + 1, ...patientIsIll });
    expect((await henrik.treatments.open({ id: session.id })).session.id).toBe(session.id);
    expect(await rosa.appointments.panel({ id: visit.id })).toMatchObject({
      ...{ noteOpen: true, nextStep: 'none' },
      appointment: { status: 'cancelled', sessionId: session.id },
    });
    expect((await henrik.treatments.sessionsOf({ patientId: lukasz })).map(({ id }) => id)).toEqual([
      session.id,
    ]);
  });

  it('keep by what the patient was recognised at the desk', async () => {
    const visit = await book('2026-11-23', '10:00');
    expect(
      await refusalOf(rosa.appointments.confirmIdentity({ id: visit.id, confirmed: ['name', 'phone'] })),
    ).toEqual({ code: 'WRONG_STATUS', data: { status: 'booked' } });
    expect(
      await refusalOf(rosa.appointments.arrive({ ...known(visit), confirmed: ['name', 'name'] })),
    ).toMatchObject({ code: 'INVALID' });
    await rosa.appointments.arrive({ ...known(visit), confirmed: ['birth-date', 'phone'] });
    expect((await rosa.appointments.panel({ id: visit.id })).identity).toEqual(['birth-date', 'phone']);
    await rosa.appointments.confirmIdentity({ id: visit.id, confirmed: ['name', 'document'] });
    const steps = await rosa.appointments.history({ id: visit.id });
    expect(steps.filter(({ kind }) => kind === 'identity').map(({ confirmed }) => confirmed)).toEqual([
      ['birth-date', 'phone'],
      ['name', 'document'],
    ]);
  });

  it('leave a visit whose note is signed where it is', async () => {
    const visit = await book('2026-11-23', '10:00');
    const here = await rosa.appointments.arrive(known(visit));
    const session = await henrik.treatments.begin({
      ...{ patientId: lukasz, appointmentId: visit.id, courseId: null },
      practitionerId: clinic.ids['henrik']!,
    });
    // How a note is signed is told elsewhere; here it only has to be.
    clinic.host
      .clinic!.store.raw.prepare(
        'INSERT INTO signedNotes (sessionId, content, contentHash, signedBy, signedAt) VALUES (?, ?, ?, ?, ?)',
      )
      .run(session.id, '{}', 'a'.repeat(64), 'Dr Henrik Sørensen', clinic.clock.now());
    expect(
      await refusalOf(rosa.appointments.undo({ id: visit.id, version: here.version + 1 })),
    ).toMatchObject({ code: 'ALREADY_SIGNED' });
  });
});

describe('notice of a cancellation', () => {
  it('is late exactly when it is shorter than what the clinic asks for', () => {
    const startsAt = '2026-11-24T09:00:00.000Z';
    fc.assert(
      fc.property(
        fc.integer({ min: -600, max: 30_000 }),
        fc.integer({ min: 0, max: 336 }),
        (notice, hours) => {
          const now = plusMinutes(startsAt, -notice);
          expect(isLate({ startsAt, by: 'patient' }, now, hours)).toBe(hours > 0 && notice < hours * 60);
          expect(isLate({ startsAt, by: 'clinic' }, now, hours)).toBe(false);
        },
      ),
    );
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

type Booking = Inputs['appointments']['book'];

describe('the book', () => {
  let clinic: Clinic;
  let rosa: Api;
  let room: string;
  let type: string;
  let lukasz: string;
  let siobhan: string;
  beforeEach(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    room = (await owner.practice.saveRoom({ name: 'Quay room' })).id;
    type = (
      await owner.practice.saveAppointmentType({
        name: 'Needling',
        minutes: 30,
        tint: 'teal',
        techniques: ['dry-needling'],
      })
    ).id;
    rosa = await clinic.as('rosa');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
    siobhan = (await rosa.patients.register({ identity: named.siobhan, anyway: false })).id;
  });
  afterEach(async () => clinic.close());

  const date = '2026-11-23';
  const wish = (time: string, change: Partial<Booking> = {}): Booking => ({
    ...{ patientId: lukasz, practitionerId: clinic.ids['henrik']!, roomId: null, typeId: type, note: '' },
    ...{ start: { date, time }, minutes: 30, ...change },
  });
  const book = (time: string, change: Partial<Booking> = {}) => rosa.appointments.book(wish(time, change));

  it('shows a booking on its day at the time of the clinic', async () => {
    const booked = await book('10:00', { roomId: room, note: 'brings MRI' });
    expect(booked).toMatchObject({
      ...{
        startsAt: '2026-11-23T08:00:00.000Z',
        endsAt: '2026-11-23T08:30:00.000Z',
        status: 'booked',
        version: 1,
        roomId: room,
      },
      ...{
        patient: { name: 'Łukasz Kowalski', number: 'P-000001' },
        consent: 'none',
        sessionId: null,
        note: 'brings MRI',
      },
    });
    const day = await rosa.appointments.day({ date });
    expect(day).toMatchObject({
      date,
      zone: 'Africa/Johannesburg',
      from: '2026-11-22T22:00:00.000Z',
      to: '2026-11-23T22:00:00.000Z',
    });
    expect(day.appointments).toEqual([booked]);
    expect((await rosa.appointments.day({ date: '2026-11-24' })).appointments).toEqual([]);
    expect(await rosa.appointments.ofPatient({ patientId: lukasz })).toEqual([booked]);
  });

  it('shows an appointment across midnight on both days', async () => {
    await book('23:30', { minutes: 60, outsideHours: true });
    for (const one of [date, '2026-11-24'])
      expect((await rosa.appointments.day({ date: one })).appointments).toHaveLength(1);
  });

  it('refuses a practitioner twice at once and names the next free starts', async () => {
    await book('10:00', { minutes: 45 });
    await book('11:00', { patientId: siobhan });
    const refusal = await refusalOf(book('10:15', { patientId: siobhan }));
    expect(refusal).toEqual({
      code: 'SLOT_TAKEN',
      data: {
        by: 'practitioner',
        freeFrom: ['11:30', '12:00', '12:30', '13:00'].map(
          (time) =>
            `2026-11-23T${String(Number(time.slice(0, 2)) - 2).padStart(2, '0')}${time.slice(2)}:00.000Z`,
        ),
      },
    });
  });

  it('refuses a room twice at once, whoever treats in it', async () => {
    await book('10:00', { roomId: room });
    const refusal = await refusalOf(
      book('10:20', { roomId: room, practitionerId: clinic.ids['aiko']!, patientId: siobhan, minutes: 60 }),
    );
    expect(refusal).toMatchObject({
      code: 'SLOT_TAKEN',
      data: {
        by: 'room',
        freeFrom: [
          '2026-11-23T08:30:00.000Z',
          '2026-11-23T09:30:00.000Z',
          expect.anything(),
          expect.anything(),
        ],
      },
    });
    await book('10:20', { practitionerId: clinic.ids['aiko']!, patientId: siobhan });
  });

  it('offers tomorrow morning when today is full', async () => {
    await book('16:00', { minutes: 120 });
    const refusal = await refusalOf(book('17:00', { patientId: siobhan, minutes: 60 }));
    expect(refusal).toMatchObject({
      data: {
        freeFrom: [
          '2026-11-24T06:00:00.000Z',
          '2026-11-24T07:00:00.000Z',
          '2026-11-24T08:00:00.000Z',
          '2026-11-24T09:00:00.000Z',
        ],
      },
    });
  });

  it('lets appointments touch, and take the time of one that was cancelled or missed', async () => {
    const first = await book('10:00');
    await book('10:30');
    await rosa.appointments.cancel({ id: first.id, version: 1, reason: 'ill', by: 'patient' });
    const second = await book('10:00', { patientId: siobhan });
    await rosa.appointments.markDidNotAttend({ id: second.id, version: 1 });
    await book('10:00');
  });

  it('refuses what is not there: patient, practitioner, room, kind of appointment', async () => {
    const nowhere = crypto.randomUUID();
    expect(await refusalOf(book('10:00', { patientId: nowhere }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'patient' },
    });
    expect(await refusalOf(book('10:00', { practitionerId: clinic.ids['rosa']! }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'practitioner' },
    });
    expect(await refusalOf(book('10:00', { roomId: nowhere }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'room' },
    });
    expect(await refusalOf(book('10:00', { typeId: nowhere }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'appointment-type' },
    });
    const owner = await clinic.as('nomsa');
    await owner.practice.saveRoom({ id: room, version: 1, name: 'Quay room', retired: true });
    expect(await refusalOf(book('10:00', { roomId: room }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'room' },
    });
  });

  it.each(['24:00', '23:59:60', '9.30', '12:00 am', '9:30'])('refuses the time %s', async (time) => {
    expect(await refusalOf(book(time))).toMatchObject({ code: 'INVALID', data: { field: 'start.time' } });
  });

  it.each(['2026-02-30', '0000-01-01', '9999-12-31', '1899-12-31'])(
    'refuses the day %s',
    async (impossible) => {
      expect(await refusalOf(book('10:00', { start: { date: impossible, time: '10:00' } }))).toMatchObject({
        code: 'INVALID',
        data: { field: 'start.date' },
      });
      expect(await refusalOf(rosa.appointments.day({ date: impossible }))).toMatchObject({
        code: 'INVALID',
        data: { field: 'date' },
      });
    },
  );

  it('refuses a length that no grid has', async () => {
    for (const minutes of [0, 3, 17, 485])
      expect(await refusalOf(book('10:00', { minutes }))).toMatchObject({
        code: 'INVALID',
        data: { field: 'minutes' },
      });
    await book('08:00', { minutes: 480 });
  });

  it('moves an appointment and keeps what stood before', async () => {
    const { id } = await book('10:00');
    await book('11:00', { patientId: siobhan });
    const to = (time: string, version: number, minutes = 30) =>
      rosa.appointments.move({
        id,
        version,
        practitionerId: clinic.ids['henrik']!,
        roomId: room,
        start: { date, time },
        minutes,
      });
    expect(await refusalOf(to('10:45', 1))).toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await to('10:15', 1, 45)).toMatchObject({
      startsAt: '2026-11-23T08:15:00.000Z',
      endsAt: '2026-11-23T09:00:00.000Z',
      roomId: room,
      version: 2,
    });
    expect(await refusalOf(to('12:00', 1))).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: 2, current: { startsAt: '2026-11-23T08:15:00.000Z' } },
    });
    const history = await clinic.host
      .clinic!.db.selectFrom('appointmentHistory')
      .select('formerly')
      .where('appointmentId', '=', id)
      .orderBy('id')
      .execute();
    expect(history.map(({ formerly }) => (formerly === null ? null : JSON.parse(formerly)))).toEqual([
      null,
      {
        startsAt: '2026-11-23T08:00:00.000Z',
        endsAt: '2026-11-23T08:30:00.000Z',
        practitionerId: clinic.ids['henrik'],
        roomId: null,
      },
    ]);
    await rosa.appointments.beginTreatment({ id, version: 2 });
    expect(await refusalOf(to('12:00', 3))).toEqual({
      code: 'WRONG_STATUS',
      data: { status: 'in-treatment' },
    });
  });

  it('offers a moved appointment its own time again', async () => {
    await book('10:00', { patientId: siobhan });
    const { id, version, practitionerId, roomId } = await book('10:30', { minutes: 60 });
    const wanted = { id, version, practitionerId, roomId, start: { date, time: '10:15' }, minutes: 60 };
    expect(await refusalOf(rosa.appointments.move(wanted))).toMatchObject({
      data: {
        freeFrom: [
          '2026-11-23T08:30:00.000Z',
          '2026-11-23T09:30:00.000Z',
          '2026-11-23T10:30:00.000Z',
          '2026-11-23T11:30:00.000Z',
        ],
      },
    });
  });

  it('goes through the visit step by step, and back again', async () => {
    const { id } = await book('10:00');
    expect(await rosa.appointments.arrive({ id, version: 1 })).toEqual({ id, version: 2, status: 'arrived' });
    expect(await rosa.appointments.beginTreatment({ id, version: 2 })).toMatchObject({
      status: 'in-treatment',
    });
    expect(await rosa.appointments.finish({ id, version: 3 })).toMatchObject({ status: 'done' });
    for (const [version, status] of [
      [4, 'in-treatment'],
      [5, 'arrived'],
      [6, 'booked'],
    ] as const) {
      expect(await rosa.appointments.undo({ id, version })).toMatchObject({ status });
    }
    expect(await refusalOf(rosa.appointments.undo({ id, version: 7 }))).toEqual({
      code: 'WRONG_STATUS',
      data: { status: 'booked' },
    });
    await rosa.appointments.markDidNotAttend({ id, version: 7 });
    expect(await rosa.appointments.undo({ id, version: 8 })).toMatchObject({ status: 'booked' });
  });

  it('allows no step from a status that does not lead there', async () => {
    const { id } = await book('10:00');
    expect(await refusalOf(rosa.appointments.finish({ id, version: 1 }))).toMatchObject({
      code: 'WRONG_STATUS',
      data: { status: 'booked' },
    });
    await rosa.appointments.cancel({ id, version: 1, reason: 'x', by: 'clinic' });
    for (const step of ['arrive', 'beginTreatment', 'finish', 'markDidNotAttend'] as const) {
      expect(await refusalOf(rosa.appointments[step]({ id, version: 2 }))).toMatchObject({
        code: 'WRONG_STATUS',
        data: { status: 'cancelled' },
      });
    }
    expect(await refusalOf(rosa.appointments.arrive({ id, version: 1 }))).toMatchObject({
      code: 'STALE_VERSION',
      data: { current: { status: 'cancelled' } },
    });
  });

  it('does not bring a cancelled appointment back into a time that was given away', async () => {
    const { id } = await book('10:00');
    await rosa.appointments.cancel({ id, version: 1, reason: 'ill', by: 'patient' });
    const { id: other } = await book('10:00', { patientId: siobhan });
    expect(await refusalOf(rosa.appointments.undo({ id, version: 2 }))).toMatchObject({
      code: 'SLOT_TAKEN',
      data: { by: 'practitioner', freeFrom: expect.arrayContaining(['2026-11-23T08:30:00.000Z']) },
    });
    await rosa.appointments.cancel({ id: other, version: 1, reason: 'ill', by: 'patient' });
    expect(await rosa.appointments.undo({ id, version: 2 })).toMatchObject({ status: 'booked' });
  });

  it('keeps who cancelled and why, and its history cannot be rewritten', async () => {
    const { id } = await book('10:00');
    await rosa.appointments.cancel({ id, version: 1, reason: 'Has a cold', by: 'patient' });
    const { db, store } = clinic.host.clinic!;
    const row = await db
      .selectFrom('appointmentHistory')
      .selectAll()
      .where('toStatus', '=', 'cancelled')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      reason: 'Has a cold',
      cancelledBy: 'patient',
      fromStatus: 'booked',
      by: clinic.ids['rosa'],
    });
    expect(() => store.raw.exec('DELETE FROM appointmentHistory')).toThrow(/APPEND_ONLY/);
    expect(() => store.raw.exec("UPDATE appointmentHistory SET reason = ''")).toThrow(/APPEND_ONLY/);
    expect(() => store.raw.exec('DELETE FROM appointments')).toThrow(/APPEND_ONLY/);
  });

  it('writes each step to the audit under the patient', async () => {
    const { id } = await book('10:00');
    await rosa.appointments.arrive({ id, version: 1 });
    const owner = await clinic.as('nomsa');
    const rows = await owner.upkeep.auditTrail({ before: null, patientId: lukasz, limit: 2 });
    expect(rows).toMatchObject([
      { procedure: 'appointments.arrive', action: 'U', entityId: id, actor: 'Rosa Pereira' },
      { procedure: 'appointments.book', action: 'C', entityId: id },
    ]);
  });
});

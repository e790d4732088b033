import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

type Booking = Inputs['appointments']['book'];

describe('booking over what is taken or closed', () => {
  let clinic: Clinic;
  let rosa: Api;
  let henrik: Api;
  let frame: Omit<Booking, 'start' | 'patientId'>;
  const patients: string[] = [];
  beforeAll(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    const { id: typeId } = await owner.practice.saveAppointmentType({
      ...{ name: 'Visit', minutes: 30, tint: 'sky', techniques: [] },
    });
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    for (const identity of [named.anna, named.lukasz, named.siobhan, named.jurgen])
      patients.push((await rosa.patients.register({ identity, anyway: false })).id);
    frame = { practitionerId: clinic.ids['henrik']!, roomId: null, typeId, minutes: 30, note: '' };
  });
  afterAll(async () => clinic.close());

  const wish = (date: string, time: string, who = 0): Booking => ({
    ...{ ...frame, patientId: patients[who]!, start: { date, time } },
  });
  const reason = 'Acute pain, sent by the hospital';

  it('is for those who may, with a reason; it stays visible in day and panel, and in the audit', async () => {
    const date = '2026-11-24';
    const first = await rosa.appointments.book(wish(date, '10:00'));
    expect(first.overbooked).toBeNull();
    const over = { ...wish(date, '10:15', 1), exception: { reason } };
    expect(await refusalOf(rosa.appointments.book(over))).toEqual({
      code: 'FORBIDDEN',
      data: { permission: 'appointments.overbook' },
    });
    expect(await refusalOf(henrik.appointments.book({ ...over, exception: { reason: '  ' } }))).toMatchObject(
      {
        code: 'INVALID',
      },
    );
    const second = await henrik.appointments.book(over);
    expect(second.overbooked).toMatchObject({ reason, by: clinic.ids['henrik'] });
    const day = await rosa.appointments.day({ date });
    expect(day.appointments.map(({ id, overbooked }) => [id, overbooked?.reason ?? null])).toEqual([
      [first.id, null],
      [second.id, reason],
    ]);
    expect((await rosa.appointments.panel({ id: second.id })).appointment.overbooked?.reason).toBe(reason);
    const owner = await clinic.as('nomsa');
    const [row] = await owner.upkeep.auditTrail({ before: null, patientId: patients[1]!, limit: 1 });
    expect(row).toMatchObject({ procedure: 'appointments.panel' });
    const trail = await owner.upkeep.auditTrail({ before: null, patientId: patients[1]!, limit: 5 });
    expect(trail).toContainEqual(
      expect.objectContaining({
        procedure: 'appointments.book',
        actor: 'Dr Henrik Sørensen',
        outcome: 'done',
      }),
    );
    expect(() => clinic.host.clinic!.store.raw.exec("UPDATE overbookings SET reason = 'x'")).toThrow(
      'APPEND_ONLY',
    );
  });

  it('opens its time to nobody else: a normal booking is refused by both, and search passes over both', async () => {
    const date = '2026-11-24';
    const refused = await refusalOf(rosa.appointments.book(wish(date, '10:30', 2)));
    expect(refused).toMatchObject({ code: 'SLOT_TAKEN', data: { by: 'practitioner' } });
    const { openings } = await rosa.appointments.findSlots({
      ...{
        typeId: frame.typeId,
        practitionerIds: [frame.practitionerId],
        rooms: 'none',
        from: date,
        count: 1,
      },
      windows: [{ from: '09:45', to: '12:00' }],
    });
    expect(openings[0]?.start.time).toBe('10:45');
  });

  it('goes over leave and holidays, which outside-hours alone does not', async () => {
    const owner = await clinic.as('nomsa');
    const date = '2026-11-25';
    await owner.hours.saveHoliday({
      ...{ from: { date, time: '00:00' }, to: { date, time: '24:00' }, label: 'Founders’ day' },
    });
    const closed = { code: 'NOT_OPEN', data: { why: 'holiday', label: 'Founders’ day' } };
    expect(await refusalOf(rosa.appointments.book(wish(date, '10:00')))).toMatchObject(closed);
    expect(
      await refusalOf(rosa.appointments.book({ ...wish(date, '10:00'), outsideHours: true })),
    ).toMatchObject(closed);
    const over = await henrik.appointments.book({ ...wish(date, '10:00'), exception: { reason } });
    expect(over.overbooked?.reason).toBe(reason);
  });

  it('is not needed outside hours: whoever books says that it is meant', async () => {
    const late = wish('2026-11-26', '19:00');
    expect(await refusalOf(rosa.appointments.book(late))).toMatchObject({
      code: 'NOT_OPEN',
      data: { why: 'outside-hours', freeFrom: expect.arrayContaining(['2026-11-27T06:00:00.000Z']) },
    });
    expect((await rosa.appointments.book({ ...late, outsideHours: true })).overbooked).toBeNull();
  });

  it('moves as it books: with the right and a reason, and what was moved away from it is normal again', async () => {
    const date = '2026-11-27';
    await rosa.appointments.book(wish(date, '10:00'));
    const { id, version } = await rosa.appointments.book(wish(date, '14:00', 3));
    const to = (time: string) => ({ ...frame, id, start: { date, time } });
    const onto = { ...to('10:15'), version, exception: { reason } };
    expect(await refusalOf(rosa.appointments.move(onto))).toMatchObject({ code: 'FORBIDDEN' });
    const moved = await henrik.appointments.move(onto);
    expect(moved.overbooked?.reason).toBe(reason);
    const back = await rosa.appointments.move({ ...to('15:00'), version: moved.version });
    expect(back.overbooked).toBeNull();
  });

  describe('cancelled and taken back', () => {
    /** Anna normally, Łukasz over her; his visit is cancelled. */
    async function cancelledOver(date: string, beneath = '10:00') {
      const under = await rosa.appointments.book(wish(date, beneath));
      const over = await henrik.appointments.book({ ...wish(date, '10:15', 1), exception: { reason } });
      const known = { id: over.id, version: over.version };
      const { version } = await rosa.appointments.cancel({ ...known, reason: 'Better', by: 'patient' });
      return { under, over, cancelled: { id: over.id, version } };
    }

    it('comes back over the visit that it stood over, with its reason', async () => {
      const { cancelled } = await cancelledOver('2026-11-30');
      expect((await rosa.appointments.undo(cancelled)).status).toBe('booked');
      const { appointment } = await rosa.appointments.panel({ id: cancelled.id });
      expect(appointment.overbooked).toMatchObject({ reason, by: clinic.ids['henrik'] });
    });

    it('is refused once its time was given to somebody else, and comes back when they cancel too', async () => {
      const date = '2026-12-01';
      const { cancelled } = await cancelledOver(date);
      const since = await rosa.appointments.book(wish(date, '10:30', 2));
      expect(await refusalOf(rosa.appointments.undo(cancelled))).toMatchObject({
        code: 'SLOT_TAKEN',
        data: { by: 'practitioner' },
      });
      expect((await rosa.appointments.panel({ id: cancelled.id })).appointment.status).toBe('cancelled');
      const { id, version } = since;
      await rosa.appointments.cancel({ id, version, reason: 'Ill', by: 'patient' });
      expect((await rosa.appointments.undo(cancelled)).status).toBe('booked');
    });

    it('is refused over a visit that was booked over the other one since, and over one that was moved there', async () => {
      const first = await cancelledOver('2026-12-02');
      const again = { ...wish('2026-12-02', '10:15', 2), exception: { reason: 'Fell in the street' } };
      await henrik.appointments.book(again);
      expect(await refusalOf(rosa.appointments.undo(first.cancelled))).toMatchObject({ code: 'SLOT_TAKEN' });

      const second = await cancelledOver('2026-12-03');
      const { id, version } = await rosa.appointments.book(wish('2026-12-03', '15:00', 3));
      await rosa.appointments.move({ ...frame, id, version, start: { date: '2026-12-03', time: '10:30' } });
      expect(await refusalOf(rosa.appointments.undo(second.cancelled))).toMatchObject({ code: 'SLOT_TAKEN' });
    });

    it('lets the time right beside it be taken', async () => {
      const date = '2026-12-04';
      const { cancelled } = await cancelledOver(date);
      await rosa.appointments.book(wish(date, '10:45', 2));
      expect((await rosa.appointments.undo(cancelled)).status).toBe('booked');
    });

    it('comes back on the device that it stood over, unless that was given away', async () => {
      const owner = await clinic.as('nomsa');
      const date = '2026-12-07';
      await owner.practice.saveDevice({
        ...{ kind: 'laser', name: 'Laser', serial: 'L-1', laserClass: '3B', lastPowerCheck: null },
      });
      const { id: typeId } = await owner.practice.saveAppointmentType({
        ...{ name: 'Laser', minutes: 30, tint: 'plum', techniques: [] },
        phases: [
          {
            ...{ name: 'Laser', minutes: 30, practitioner: true, room: false, patient: true },
            stretches: true,
            deviceKind: 'laser',
          },
        ],
      });
      const laser = (time: string, who: number) => ({ ...wish(date, time, who), typeId });
      const aiko = { practitionerId: clinic.ids['aiko']! };
      await rosa.appointments.book(laser('10:00', 0));
      const over = await henrik.appointments.book({ ...laser('10:15', 1), ...aiko, exception: { reason } });
      const why = { reason: 'Better', by: 'patient' } as const;
      const off = await rosa.appointments.cancel({ id: over.id, version: over.version, ...why });
      const back = await rosa.appointments.undo({ id: off.id, version: off.version });
      expect(back.status).toBe('booked');
      const { id, version } = await rosa.appointments.cancel({ id: back.id, version: back.version, ...why });
      await rosa.appointments.book(laser('10:30', 2));
      expect(await refusalOf(rosa.appointments.undo({ id, version }))).toMatchObject({
        code: 'SLOT_TAKEN',
        data: { by: 'device' },
      });
    });
  });
});

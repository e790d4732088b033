import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { wallTimeAt } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('the book of a clinic in Berlin', () => {
  let clinic: Clinic;
  let rosa: Api;
  let frame: { patientId: string; practitionerId: string; roomId: null; typeId: string; note: string };
  beforeAll(async () => {
    clinic = await newClinic({
      profile: { zone: 'Europe/Berlin', jurisdiction: 'DE', dayStart: '00:00', dayEnd: '23:55' },
    });
    const owner = await clinic.as('nomsa');
    const typeId = (
      await owner.practice.saveAppointmentType({ name: 'Night', minutes: 30, tint: 'slate', techniques: [] })
    ).id;
    rosa = await clinic.as('rosa');
    const patientId = (await rosa.patients.register({ identity: named.jurgen, anyway: false })).id;
    frame = { patientId, practitionerId: clinic.ids['henrik']!, roomId: null, typeId, note: '' };
  });
  afterAll(async () => clinic.close());

  const book = (date: string, time: string, minutes: number, fold?: 'first' | 'second') =>
    rosa.appointments.book({
      ...frame,
      start: fold === undefined ? { date, time } : { date, time, fold },
      minutes,
    });

  it('refuses half past two in the night when the clock jumps, and names the next time that is', async () => {
    expect(await refusalOf(book('2027-03-28', '02:30', 30))).toEqual({
      code: 'TIME_MISSING',
      data: { nextValid: '2027-03-28T03:00' },
    });
  });

  it('asks which half past two is meant when the clock shows it twice', async () => {
    const both = { first: '2026-10-25T00:30:00.000Z', second: '2026-10-25T01:30:00.000Z' };
    expect(await refusalOf(book('2026-10-25', '02:30', 30))).toEqual({ code: 'TIME_DOUBLED', data: both });
    expect((await book('2026-10-25', '02:30', 30, 'first')).startsAt).toBe(both.first);
    expect((await book('2026-10-25', '02:30', 30, 'second')).startsAt).toBe(both.second);
  });

  it('counts real minutes across the change, and days of 23 and 25 hours', async () => {
    const night = await book('2027-03-28', '01:30', 60);
    expect(wallTimeAt(night.endsAt, 'Europe/Berlin')).toEqual({ date: '2027-03-28', time: '03:30' });
    const hours = async (date: string) => {
      const { from, to } = await rosa.appointments.day({ date });
      return (Date.parse(to) - Date.parse(from)) / 3_600_000;
    };
    expect([await hours('2027-03-28'), await hours('2026-10-25'), await hours('2026-11-23')]).toEqual([
      23, 25, 24,
    ]);
  });
});

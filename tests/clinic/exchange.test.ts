import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

interface Event {
  uid: string;
  sequence: number;
  status: string;
  startsAt: string;
  endsAt: string;
  summary: string;
  location: string;
}

/** What an independent reader makes of the file. */
function read(text: string): { method: string | null; events: Event[] } {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const at = (event: ICAL.Component, name: string) =>
    new Date((event.getFirstPropertyValue(name) as ICAL.Time).toUnixTime() * 1000).toISOString();
  const events = calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    status: String(event.getFirstPropertyValue('status')),
    startsAt: at(event, 'dtstart'),
    endsAt: at(event, 'dtend'),
    summary: String(event.getFirstPropertyValue('summary')),
    location: String(event.getFirstPropertyValue('location')),
  }));
  const method = calendar.getFirstPropertyValue('method');
  return { method: method === null ? null : String(method), events };
}

describe('calendar files', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let typeId: string;
  let patientId: string;

  beforeAll(async () => {
    clinic = await newClinic({ at: '2026-09-01T07:00:00.000Z' });
    owner = await clinic.as('nomsa');
    rosa = await clinic.as('rosa');
    typeId = (
      await owner.practice.saveAppointmentType({
        name: 'Deep dry needling, knee',
        minutes: 30,
        tint: 'teal',
        techniques: ['dry-needling'],
      })
    ).id;
    patientId = (
      await rosa.patients.register({
        identity: { ...named.siobhan, guardians: [], addressLines: [] },
        anyway: true,
      })
    ).id;
  });
  afterAll(async () => clinic.close());

  const book = (date: string, time: string, more: { minutes?: number; fold?: 'first' | 'second' } = {}) =>
    rosa.appointments.book({
      patientId,
      practitionerId: clinic.ids['henrik'] ?? '',
      roomId: null,
      typeId,
      start: { date, time, ...(more.fold === undefined ? {} : { fold: more.fold }) },
      minutes: more.minutes ?? 30,
      note: 'knee, pain 6 of 10',
      outsideHours: true,
    });
  const zoned = async (change: { zone?: string; email?: string; name?: string; addressLines?: string[] }) => {
    const { profile } = await owner.practice.overview();
    const { version, ...rest } = profile;
    await owner.practice.reviseProfile({ profile: { ...rest, ...change }, version });
  };
  const visitFile = async (id: string) => {
    const { file, title, visits } = await rosa.exchange.visitCalendar({ id });
    return { text: await file.text(), type: file.type, title, visits };
  };

  it('say when and where, and nothing of who or why', async () => {
    const visit = await book('2026-09-03', '10:00');
    const { text, type, title } = await visitFile(visit.id);
    expect(type).toBe('text/calendar');
    expect(title).toBe('Appointment 2026-09-03');
    expect(read(text)).toEqual({
      method: 'PUBLISH',
      events: [
        {
          uid: visit.id,
          sequence: 0,
          status: 'CONFIRMED',
          startsAt: visit.startsAt,
          endsAt: visit.endsAt,
          summary: 'Appointment, Harbour Clinic',
          location: '12 Quay Street, Cape Town 8001',
        },
      ],
    });
    expect(text).not.toMatch(/needling|knee|pain|Siobh|Connor|Shiv|0187|Henrik/i);
  });

  it('keep to lines of 75 octets, CRLF and escapes, whatever the clinic is called', async () => {
    const name = 'Praxis „Über den Dächern“, Schmerz; Bewegung \\ Ω 診療所 '.repeat(2).trim();
    await zoned({ name, addressLines: ['Weg 4; Hof, links', '79098 Freiburg'] });
    const visit = await book('2026-09-03', '11:00');
    const { text } = await visitFile(visit.id);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const part of text.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
    const [event] = read(text).events;
    expect(event?.summary).toBe(`Appointment, ${name}`);
    expect(event?.location).toBe('Weg 4; Hof, links, 79098 Freiburg');
    await zoned({ name: 'Harbour Clinic', addressLines: ['12 Quay Street', 'Cape Town 8001'] });
  });

  it('replace the entry after a move and take it away after a cancellation', async () => {
    const visit = await book('2026-09-04', '10:00');
    const moved = await rosa.appointments.move({
      id: visit.id,
      version: visit.version,
      practitionerId: visit.practitionerId,
      roomId: null,
      start: { date: '2026-09-07', time: '15:00' },
      minutes: 45,
    });
    const [after] = read((await visitFile(visit.id)).text).events;
    expect(after).toMatchObject({
      uid: visit.id,
      sequence: 1,
      startsAt: moved.startsAt,
      endsAt: moved.endsAt,
    });
    const { version } = await rosa.appointments.cancel({
      id: visit.id,
      version: moved.version,
      reason: 'has a cold',
      by: 'patient',
    });
    const gone = read((await visitFile(visit.id)).text);
    expect(gone.method).toBe('CANCEL');
    expect(gone.events[0]).toMatchObject({ uid: visit.id, sequence: version - 1, status: 'CANCELLED' });
  });

  it('of one practitioner hold their days and nobody else’s, cancelled visits as taken back', async () => {
    const first = await book('2026-10-05', '09:00');
    const last = await book('2026-10-06', '17:30');
    await book('2026-10-07', '09:00');
    const aikos = await rosa.appointments.book({
      patientId,
      practitionerId: clinic.ids['aiko'] ?? '',
      roomId: null,
      typeId,
      start: { date: '2026-10-05', time: '12:00' },
      minutes: 30,
      note: '',
    });
    await rosa.appointments.cancel({ id: last.id, version: 1, reason: 'no time', by: 'clinic' });
    const range = { practitionerId: clinic.ids['henrik'] ?? '', from: '2026-10-05', to: '2026-10-06' };
    const { file, title, visits } = await rosa.exchange.practitionerCalendar(range);
    const text = await file.text();
    const { method, events } = read(text);
    expect(method).toBe('PUBLISH');
    expect(visits).toBe(2);
    expect(title).toBe('Dr Henrik Sørensen 2026-10-05 to 2026-10-06');
    expect(events.map(({ uid, status }) => [uid, status])).toEqual([
      [first.id, 'CONFIRMED'],
      [last.id, 'CANCELLED'],
    ]);
    expect(text).not.toContain(aikos.id);
    expect(
      await refusalOf(rosa.exchange.practitionerCalendar({ ...range, from: '2026-12-24', to: '2026-12-26' })),
    ).toEqual({ code: 'NOTHING_BOOKED', data: { from: '2026-12-24', to: '2026-12-26' } });
    expect(await refusalOf(rosa.exchange.practitionerCalendar({ ...range, to: '2026-10-01' }))).toMatchObject(
      {
        code: 'INVALID',
        data: { field: 'to' },
      },
    );
    expect(await refusalOf(rosa.exchange.practitionerCalendar({ ...range, to: '2030-10-01' }))).toMatchObject(
      {
        code: 'INVALID',
        data: { field: 'to', problem: 'too-long' },
      },
    );
  });

  it('of a clinic without an e-mail address carry no method, but the same visits', async () => {
    await zoned({ email: '' });
    const visit = await book('2026-09-03', '12:00');
    const { method, events } = read((await visitFile(visit.id)).text);
    expect(method).toBe(null);
    expect(events).toHaveLength(1);
    await zoned({ email: 'desk@harbour.example' });
  });

  it.each([
    ['Europe/Berlin', '2026-10-24', '2026-10-26'],
    ['America/New_York', '2026-10-31', '2026-11-02'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-05'],
    ['America/St_Johns', '2026-10-31', '2026-11-02'],
    ['Asia/Kathmandu', '2026-11-09', '2026-11-10'],
  ])('%s: name the same instants on both sides of a clock change', async (zone, from, to) => {
    await zoned({ zone });
    const visits = [];
    for (const date of [from, to])
      for (const time of ['06:00', '09:30', '23:30']) visits.push(await book(date, time));
    const range = { practitionerId: clinic.ids['henrik'] ?? '', from, to };
    const { file } = await rosa.exchange.practitionerCalendar(range);
    const events = new Map(read(await file.text()).events.map((event) => [event.uid, event]));
    for (const { id, startsAt, endsAt } of visits) expect(events.get(id)).toMatchObject({ startsAt, endsAt });
    await zoned({ zone: 'Africa/Johannesburg' });
  });

  it('keep the first and the second half past two apart', async () => {
    await zoned({ zone: 'Europe/Berlin' });
    const first = await book('2027-10-31', '02:30', { fold: 'first' });
    const second = await book('2027-10-31', '02:30', { fold: 'second' });
    for (const { id, startsAt, endsAt } of [first, second])
      expect(read((await visitFile(id)).text).events[0]).toMatchObject({ startsAt, endsAt });
    await zoned({ zone: 'Africa/Johannesburg' });
  });
});

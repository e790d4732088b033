import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import { read } from '../paper/reading.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

const textOf = async ({ file }: { file: Blob }) => {
  const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
  return pages.map(({ text }) => text).join('\n');
};

describe('paper for the desk', () => {
  let clinic: Clinic;
  let rosa: Api;
  let lukasz: string;
  let anna: string;
  let typeId: string;
  const at = (date: string, time: string, patientId = lukasz) =>
    rosa.appointments.book({
      patientId,
      practitionerId: clinic.ids['henrik']!,
      roomId: null,
      typeId,
      start: { date, time },
      minutes: 30,
      note: 'knee very painful',
    });

  beforeAll(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    typeId = (
      await owner.practice.saveAppointmentType({
        name: 'Injection',
        minutes: 30,
        tint: 'teal',
        techniques: [],
      })
    ).id;
    rosa = await clinic.as('rosa');
    const addressLines = ['12 Harbour Lane', 'Cape Town 8001'];
    const register = async (identity: Identity) =>
      (await rosa.patients.register({ identity, anyway: true })).id;
    lukasz = await register({ ...named.lukasz, addressLines });
    anna = await register(named.anna);
  });
  afterAll(async () => clinic.close());

  it('a slip lists what is still booked, oldest first, without past, cancelled or foreign visits, and says nothing of why', async () => {
    await at('2027-03-08', '10:00');
    await at('2027-02-01', '09:30');
    const cancelled = await at('2027-02-15', '11:45');
    await rosa.appointments.cancel({
      id: cancelled.id,
      version: cancelled.version,
      reason: 'ill',
      by: 'patient',
    });
    await at('2027-02-02', '16:15', anna);
    const text = await textOf(await rosa.documents.appointmentSlip({ patientId: lukasz, size: 'sheet' }));
    expect(text).toMatch(/Monday 1 February 2027, 09:30 .*Monday 8 March 2027, 10:00/);
    for (const other of ['11:45', '16:15', 'Injection', 'painful', '1984']) expect(text).not.toContain(other);
    clinic.clock.forward(60 * 24 * 120);
    const later = await textOf(await rosa.documents.appointmentSlip({ patientId: lukasz, size: 'small' }));
    expect(later).toContain('No further visit is booked.');
    expect(later).not.toContain('2027, 09:30');
  });

  it('address labels name the patients without an address beside those that are printed', async () => {
    const order = { formatId: 'avery-l7163', what: 'address', start: 3, copies: 2 } as const;
    const sheet = await rosa.documents.labels({ ...order, patientIds: [lukasz, anna, lukasz] });
    expect(sheet).toMatchObject({
      printed: 2,
      pages: 1,
      state: 'report',
      remarks: [{ patientId: anna, name: 'Anna-Maria van der Berg', problem: 'no-address' }],
    });
    expect(sheet.file.name).toMatch(/^address-labels-avery-l7163-\d{4}-\d\d-\d\d\.pdf$/);
    expect((await textOf(sheet)).split('Cape Town 8001').length - 1).toBe(2);
  });

  it('the same order on the same day is the same file', async () => {
    const order = { formatId: 'dymo-99012', what: 'file', start: 1, copies: 1, patientIds: [anna] } as const;
    const both = [
      await rosa.documents.labels({ ...order, patientIds: [anna] }),
      await rosa.documents.labels({ ...order, patientIds: [anna] }),
    ];
    expect(both[0]?.sha256).toBe(both[1]?.sha256);
  });

  it('an unknown format, a place that the sheet does not have and a thousand labels too many are refused by name', async () => {
    const order = {
      formatId: 'avery-l7163',
      what: 'file',
      start: 1,
      copies: 1,
      patientIds: [lukasz],
    } as const;
    const asked = (change: object) =>
      refusalOf(rosa.documents.labels({ ...order, patientIds: [lukasz], ...change }));
    expect(await asked({ formatId: 'avery-none' })).toEqual({
      code: 'INVALID',
      data: { field: 'formatId', problem: 'unknown' },
    });
    expect(await asked({ start: 15 })).toEqual({
      code: 'INVALID',
      data: { field: 'start', problem: 'not-on-the-sheet' },
    });
    const many = Array.from({ length: 11 }, (_, n) => `0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a${String(n + 10)}`);
    expect(await asked({ patientIds: many, copies: 100 })).toEqual({
      code: 'INVALID',
      data: { field: 'copies', problem: 'too-many' },
    });
    expect(await asked({ patientIds: [many[0]!] })).toEqual({ code: 'NOT_FOUND', data: { what: 'patient' } });
  });

  describe('a sheet of the day', () => {
    let room: string;
    const monday = '2027-05-03';
    beforeAll(async () => {
      const owner = await clinic.as('nomsa');
      room = (await owner.practice.saveRoom({ name: 'Garden room' })).id;
      const book = (practitioner: string, time: string, patientId: string, roomId: string | null) =>
        rosa.appointments.book({
          patientId,
          practitionerId: clinic.ids[practitioner]!,
          roomId,
          typeId,
          start: { date: monday, time },
          minutes: 30,
          note: '',
        });
      await book('henrik', '09:00', lukasz, room);
      await book('aiko', '10:00', anna, room);
      const dropped = await book('henrik', '11:00', anna, null);
      await rosa.appointments.cancel({
        id: dropped.id,
        version: dropped.version,
        reason: 'ill',
        by: 'patient',
      });
    });

    it('lists every practitioner with the hours that are free and who cancelled', async () => {
      const text = await textOf(await rosa.documents.daySheet({ date: monday, practitionerId: null }));
      for (const part of [
        'Dr Henrik Sørensen · 1 visit · works 08:00–18:00',
        'Aiko Tanaka · 1 visit',
        '08:00–09:00 free, 1 h',
        '09:30–18:00 free, 8 h 30 min',
        'Garden room',
        'Cancelled: 11:00 Anna-Maria van der Berg',
      ])
        expect(text).toContain(part);
    });

    it('of one practitioner names nobody else’s patients', async () => {
      const practitionerId = clinic.ids['aiko']!;
      const text = await textOf(await rosa.documents.daySheet({ date: monday, practitionerId }));
      expect(text).toContain('Anna-Maria van der Berg');
      for (const other of ['Łukasz Kowalski', 'Henrik']) expect(text).not.toContain(other);
    });

    it('of one room shows who comes to whom in it', async () => {
      const sheet = await rosa.documents.daySheet({ date: monday, practitionerId: null, roomId: room });
      const text = await textOf(sheet);
      expect(text).toMatch(/Garden room · 2 visits.*09:00–09:30.*Henrik.*09:30–10:00 free, 30 min.*Aiko/);
    });

    it('of a practitioner in a room, of nobody and of no room is refused', async () => {
      const none = '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0aff';
      const of = (practitionerId: string | null, roomId: string | null) =>
        refusalOf(rosa.documents.daySheet({ date: monday, practitionerId, roomId }));
      expect(await of(clinic.ids['aiko']!, room)).toMatchObject({
        code: 'INVALID',
        data: { field: 'roomId' },
      });
      expect(await of(none, null)).toEqual({ code: 'NOT_FOUND', data: { what: 'practitioner' } });
      expect(await of(null, none)).toEqual({ code: 'NOT_FOUND', data: { what: 'room' } });
    });

    it('of a week has a column to each day, and a weekend only where somebody works or comes', async () => {
      const practitionerId = clinic.ids['henrik']!;
      const text = await textOf(await rosa.documents.weekSheet({ date: '2027-05-06', practitionerId }));
      expect(text).toContain('Week of 3 May 2027');
      for (const day of ['Monday 3 May', 'Friday 7 May', '09:00 Łukasz Kowalski'])
        expect(text).toContain(day);
      expect(text).not.toContain('Anna-Maria');
      expect(await refusalOf(rosa.documents.weekSheet({ date: monday, practitionerId: room }))).toEqual({
        code: 'NOT_FOUND',
        data: { what: 'practitioner' },
      });
    });
  });
});

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
});

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { openStore } from '../../main/db/open.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { writeVisit } from '../support/raw-visit.ts';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);

describe('many who want the same time', () => {
  let clinic: Clinic;
  let frame: {
    patientId: string;
    practitionerId: string;
    roomId: string;
    typeId: string;
    note: string;
    minutes: number;
  };
  beforeAll(async () => {
    clinic = await newClinic();
    const owner = await clinic.as('nomsa');
    const roomId = (await owner.practice.saveRoom({ name: 'Quay room' })).id;
    const typeId = (
      await owner.practice.saveAppointmentType({ name: 'Visit', minutes: 30, tint: 'sky', techniques: [] })
    ).id;
    const { id } = await owner.patients.register({ identity: named.anna, anyway: false });
    frame = { patientId: id, practitionerId: clinic.ids['henrik']!, roomId, typeId, note: '', minutes: 30 };
  });
  afterAll(async () => clinic.close());

  it('are one who gets it and thirty-nine who are told what is free', async () => {
    const windows: Api[] = [];
    for (let at = 0; at < 40; at++) windows.push(await clinic.as(at % 2 === 0 ? 'rosa' : 'tomas'));
    const calls = windows.map((window, at) =>
      window.appointments.book({
        ...frame,
        start: { date: '2026-11-23', time: at % 3 === 0 ? '10:00' : '10:15' },
      }),
    );
    const ended = await Promise.allSettled(calls);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of ended)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await windows[0]!.appointments.day({ date: '2026-11-23' })).appointments).toHaveLength(1);
  });

  it(
    'are eight windows over two hundred times: each time goes to one, the others are told why',
    {
      timeout: 180_000,
    },
    async () => {
      const people = [named.lukasz, named.siobhan, named.jurgen, named.suharti, named.ming, named.thabo];
      const owner = await clinic.as('rosa');
      const patients = [frame.patientId];
      for (const identity of people)
        patients.push((await owner.patients.register({ identity, anyway: true })).id);
      const slots = Array.from({ length: 200 }, (_, slot) => ({
        date: addDays('2027-02-01', Math.floor(slot / 20)),
        time: `${String(8 + Math.floor((slot % 20) / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`,
      }));
      const said = new Map<string, number>();
      const count = (what: string) => said.set(what, (said.get(what) ?? 0) + 1);
      await Promise.all(
        Array.from({ length: 8 }, async (_, at) => {
          const window = await clinic.as(at % 2 === 0 ? 'rosa' : 'tomas');
          for (const [slot, start] of slots.entries()) {
            const patientId = patients[(slot + at) % patients.length]!;
            const wish = { ...frame, patientId, roomId: at % 3 === 0 ? frame.roomId : null, start };
            // Every other window keeps the time first, as one does on the telephone.
            const held =
              at % 2 === 0 ? await window.appointments.hold(wish).catch(codeOf) : { holdId: undefined };
            if (typeof held === 'string') count(held);
            else
              await window.appointments
                .book({ ...wish, ...(held.holdId !== undefined && { holdId: held.holdId }) })
                .then(
                  () => count('won'),
                  (error: unknown) => count(codeOf(error)),
                );
          }
        }),
      );
      expect(Object.fromEntries(said)).toEqual({ won: 200, SLOT_TAKEN: 1400 });
      const starts = await clinic.host
        .clinic!.db.selectFrom('appointments')
        .select('startsAt')
        .where('startsAt', '>', '2027-02-01')
        .where('startsAt', '<', '2027-02-12')
        .execute();
      expect(new Set(starts.map(({ startsAt }) => startsAt)).size).toBe(200);
      expect(starts).toHaveLength(200);
      expect(await clinic.host.clinic!.db.selectFrom('slotHolds').select('id').execute()).toEqual([]);
    },
  );

  it('are refused by the database itself, over a second connection and whatever the service would say', async () => {
    const { secrets, store } = clinic.host.clinic!;
    const other = openStore({
      file: store.file,
      key: secrets.dataKey,
      salt: secrets.pageSalt,
      keyIsRight: true,
    });
    const { practitionerId, roomId, typeId } = frame;
    const insert = (
      raw: typeof store.raw,
      from: string,
      to: string,
      who = practitionerId,
      where: string | null = null,
    ) =>
      writeVisit(raw, {
        ...{ patientId: frame.patientId, practitionerId: who, roomId: where, typeId },
        ...{ startsAt: `2026-11-25T${from}:00.000Z`, endsAt: `2026-11-25T${to}:00.000Z` },
      });
    try {
      insert(store.raw, '08:00', '16:00', practitionerId, roomId);
      expect(() => insert(other.raw, '15:55', '16:25')).toThrow('SLOT_TAKEN:practitioner');
      expect(() => insert(other.raw, '07:00', '08:05')).toThrow('SLOT_TAKEN:practitioner');
      expect(() => insert(other.raw, '10:00', '10:05', clinic.ids['aiko'], roomId)).toThrow(
        'SLOT_TAKEN:room',
      );
      insert(other.raw, '16:00', '16:30', practitionerId, roomId);
      expect(() =>
        other.raw
          .prepare(
            "UPDATE appointments SET startsAt = '2026-11-25T15:00:00.000Z' WHERE startsAt = '2026-11-25T16:00:00.000Z'",
          )
          .run(),
      ).toThrow('CLAIM_MISSING');
      expect(() => other.raw.prepare('DELETE FROM appointmentClaims').run()).toThrow('CLAIM_MISSING');
      expect(() => other.raw.prepare("UPDATE appointmentClaims SET endsAt = startsAt || '0'").run()).toThrow(
        'CLAIM_FIXED',
      );
      expect(() =>
        other.raw
          .prepare('INSERT OR REPLACE INTO appointmentClaims SELECT * FROM appointmentClaims LIMIT 1')
          .run(),
      ).toThrow('CLAIM_EXISTS');
      expect(() => insert(store.raw, '17:00', '16:00')).toThrow(/CHECK/);
      expect(() => insert(store.raw, '16:30', '16:30')).toThrow(/CHECK/);
    } finally {
      await other.close();
    }
  });

  it('are one winner among writers in processes of their own', { timeout: 120_000 }, async () => {
    const { secrets, store } = clinic.host.clinic!;
    const script = join(clinic.folder, 'writer.ts');
    const { patientId, practitionerId, typeId } = frame;
    writeFileSync(
      script,
      `import type { Api } from '../../shared/contract/index.ts';
import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../main/db/open.ts'))};
      import { writeVisit } from ${JSON.stringify(join(import.meta.dirname, '../support/raw-visit.ts'))};
      const store = openStore({ file: process.argv[2], key: Buffer.from(process.argv[3], 'hex'), salt: Buffer.from(process.argv[4], 'hex') });
      let won = 0;
      for (let slot = 0; slot < 200; slot++) {
        const at = (minutes) => new Date(Date.UTC(2026, 10, 27, 6, slot * 30 + minutes)).toISOString();
        try {
          writeVisit(store.raw, { ...${JSON.stringify({ patientId, practitionerId, roomId: null, typeId })}, startsAt: at(0), endsAt: at(30) });
          won++;
        } catch (error) {
          if (!error.message.startsWith('SLOT_TAKEN')) throw error;
        }
      }
      console.log(won);
      store.raw.close();`,
    );
    const run = promisify(execFile);
    const args = [script, store.file, secrets.dataKey.toString('hex'), secrets.pageSalt.toString('hex')];
    const writers = await Promise.all(Array.from({ length: 8 }, () => run(process.execPath, args)));
    const won = writers.map(({ stdout }) => Number(stdout.trim()));
    expect(won.reduce((sum, one) => sum + one, 0)).toBe(200);
    const rows = await clinic.host
      .clinic!.db.selectFrom('appointments')
      .select('id')
      .where('startsAt', '>', '2026-11-27')
      .where('startsAt', '<', '2027-01-01')
      .execute();
    expect(rows).toHaveLength(200);
  });
});

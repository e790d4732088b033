import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { plainPhases } from '../../shared/rules/phases.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';
import { decideAll, heelPlan, register, signedByPatient, signing } from './consent-cases.ts';

describe('a visit that is moved', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let henrik: Api;
  let tomas: Api;
  let patientId: string;
  const date = '2026-11-23';
  beforeEach(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    tomas = await clinic.as('tomas');
    patientId = await register(rosa);
  });
  afterEach(async () => clinic.close());

  const known = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const place = (time: string, who = 'henrik') => ({
    ...{ practitionerId: clinic.ids[who] ?? '', roomId: null, minutes: 30 },
    start: { date, time },
  });

  describe('keeps what was written for it', () => {
    let typeId: string;
    beforeEach(async () => {
      const techniques = ['soft-tissue-injection', 'dry-needling'];
      const kind = { name: 'Visit', minutes: 30, tint: 'teal' as const, techniques };
      typeId = (await owner.practice.saveAppointmentType(kind)).id;
    });
    const book = () => rosa.appointments.book({ patientId, typeId, note: '', ...place('10:00') });
    const shown = async (id: string) => {
      const day = await henrik.appointments.day({ date });
      return day.appointments.find((one) => one.id === id);
    };
    const prepare = (appointmentId: string) =>
      tomas.consents.prepare({
        identity: ['name', 'birth-date'],
        ...{ patientId, appointmentId, practitionerId: clinic.ids['henrik'] ?? '', plan: heelPlan },
      });

    it('at every stage of its consent, from the draft to the withdrawal', async () => {
      let visit = await book();
      let hour = 10;
      const movedOn = async () => {
        const before = await shown(visit.id);
        const consents = (await henrik.appointments.panel({ id: visit.id })).consents;
        hour += 1;
        const who = hour % 2 === 0 ? 'henrik' : 'aiko';
        visit = await rosa.appointments.move({ ...known(visit), ...place(`${hour}:00`, who) });
        const after = await shown(visit.id);
        expect(after?.startsAt).not.toBe(before?.startsAt);
        expect(after?.consent).toBe(before?.consent);
        expect(visit.consent).toBe(before?.consent);
        expect((await henrik.appointments.panel({ id: visit.id })).consents).toEqual(consents);
        return after?.consent;
      };
      expect(await movedOn()).toBe('none');
      const draft = await prepare(visit.id);
      expect(await movedOn()).toBe('draft');
      const explained = await signedByPatient(tomas, await decideAll(tomas, draft));
      expect(await movedOn()).toBe('awaiting-countersign');
      const whole = await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
      expect(await movedOn()).toBe('valid');
      await henrik.consents.withdraw({
        ...{ id: whole.id, scope: 'all', lineIds: [], how: 'phone', words: 'I have changed my mind' },
      });
      expect(await movedOn()).toBe('withdrawn');
    });

    it('and the note that was begun, to be gone on with at the new time', async () => {
      const visit = await book();
      const here = await rosa.appointments.arrive(known(visit));
      const session = await henrik.treatments.begin({
        ...{ patientId, appointmentId: visit.id, courseId: null, practitionerId: clinic.ids['henrik'] ?? '' },
      });
      const begun = { id: visit.id, version: here.version + 1 };
      expect(await refusalOf(rosa.appointments.move({ ...begun, ...place('11:00') }))).toMatchObject({
        code: 'WRONG_STATUS',
      });
      const note = await henrik.treatments.open({ id: session.id });
      const back = await rosa.appointments.undo(begun);
      const moved = await rosa.appointments.move({ ...known(back), ...place('14:00') });
      expect(moved).toMatchObject({ status: 'arrived', sessionId: session.id });
      expect(await henrik.appointments.panel({ id: visit.id })).toMatchObject({
        ...{ noteOpen: true, nextStep: 'continue-treatment' },
        appointment: { sessionId: session.id, startsAt: '2026-11-23T12:00:00.000Z' },
      });
      const after = await henrik.treatments.open({ id: session.id });
      expect(after.session.version).toBe(note.session.version);
      expect(after.session.id).toBe(session.id);
    });
  });

  describe('stays with the unit that it has', () => {
    let typeId: string;
    let first: string;
    let second: string;
    beforeEach(async () => {
      const saveLaser = async (name: string) =>
        (
          await owner.practice.saveDevice({
            ...{ kind: 'laser', name, serial: name, laserClass: '3B', lastPowerCheck: null },
          })
        ).id;
      first = await saveLaser('Laser A');
      second = await saveLaser('Laser B');
      const phases = plainPhases('Laser', 30).map((phase) => ({ ...phase, deviceKind: 'laser' as const }));
      const kind = { name: 'Laser', minutes: 30, tint: 'sky' as const, techniques: [], phases };
      typeId = (await owner.practice.saveAppointmentType(kind)).id;
    });
    const book = (time: string, deviceId: string, who = 'henrik', patient = patientId) =>
      rosa.appointments.book({
        ...{ patientId: patient, typeId, note: '', deviceIds: [deviceId], ...place(time, who) },
      });
    const unitOf = ({ phases }: { phases: readonly { deviceId: string | null }[] }) => phases[0]?.deviceId;

    it('whichever of the two it is, while that one is free', async () => {
      for (const [unit, time] of [
        [first, '09:00'],
        [second, '10:00'],
      ] as const) {
        const visit = await book(time, unit);
        const moved = await rosa.appointments.move({ ...known(visit), ...place('14:00', 'aiko') });
        expect(unitOf(moved)).toBe(unit);
        await rosa.appointments.cancel({ ...known(moved), reason: 'ill', by: 'patient' });
      }
    });

    it('takes another where it is taken or out, and the one that is named before its own', async () => {
      const visit = await book('09:00', second);
      const other = await register(rosa, { givenName: 'Berta' });
      await book('14:00', second, 'aiko', other);
      const beside = await rosa.appointments.move({ ...known(visit), ...place('14:00') });
      expect(unitOf(beside)).toBe(first);
      const named = await rosa.appointments.move({
        ...{ ...known(beside), ...place('11:00'), deviceIds: [second] },
      });
      expect(unitOf(named)).toBe(second);
      await owner.hours.saveClosure({
        ...{ kind: 'device-out', resourceId: second, label: 'Power check' },
        ...{ from: { date, time: '15:00' }, to: { date, time: '17:00' } },
      });
      const spared = await rosa.appointments.move({ ...known(named), ...place('15:30') });
      expect(unitOf(spared)).toBe(first);
    });
  });
});

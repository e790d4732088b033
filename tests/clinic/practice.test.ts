import { plainPhases } from '../../shared/rules/phases.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { harbourClinic, newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';

describe('the practice', () => {
  let clinic: Clinic;
  let owner: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
  });
  afterAll(async () => clinic.close());

  it('starts with its profile and empty lists', async () => {
    expect(await owner.practice.overview()).toEqual({
      profile: { ...harbourClinic, version: 1 },
      rooms: [],
      devices: [],
      appointmentTypes: [],
      recoveryConfirmed: false,
    });
  });

  it('takes rooms, whose names differ in more than case and marks', async () => {
    const { id, version } = await owner.practice.saveRoom({ name: 'Café' });
    expect(version).toBe(1);
    expect(await refusalOf(owner.practice.saveRoom({ name: ' CAFE ' }))).toEqual({
      code: 'NAME_TAKEN',
      data: { field: 'name' },
    });
    await owner.practice.saveRoom({ id, version, name: 'Cafe', retired: true });
    const { rooms } = await owner.practice.overview();
    expect(rooms).toEqual([{ id, name: 'Cafe', version: 2, retired: true }]);
    expect(await refusalOf(owner.practice.saveRoom({ id, version, name: 'Quiet room' }))).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: 2, current: { name: 'Cafe', retired: true } },
    });
    expect(await owner.practice.saveRoom({ id, version: 2, name: 'Quiet room' })).toEqual({ id, version: 3 });
    expect((await owner.practice.overview()).rooms[0]).toMatchObject({ retired: true });
  });

  it('takes devices by their serial numbers', async () => {
    const laser = {
      kind: 'laser' as const,
      name: 'Laser',
      serial: 'L-77',
      laserClass: '3B',
      lastPowerCheck: '2026-10-01',
    };
    const { id } = await owner.practice.saveDevice(laser);
    expect(await refusalOf(owner.practice.saveDevice({ ...laser, name: 'Another' }))).toEqual({
      code: 'NAME_TAKEN',
      data: { field: 'serial' },
    });
    expect(
      await refusalOf(
        owner.practice.saveDevice({ ...laser, id: crypto.randomUUID(), version: 1, serial: 'L-78' }),
      ),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect((await owner.practice.overview()).devices).toEqual([
      { ...laser, serviceDue: null, id, version: 1, retired: false },
    ]);
  });

  it('takes kinds of appointment with techniques that the reference data knows', async () => {
    const type = {
      name: 'First visit',
      minutes: 45,
      tint: 'teal' as const,
      techniques: ['dry-needling', 'dry-needling', 'low-level-laser'],
    };
    const { id } = await owner.practice.saveAppointmentType(type);
    expect((await owner.practice.overview()).appointmentTypes).toEqual([
      {
        ...type,
        id,
        version: 1,
        retired: false,
        lengths: [],
        phases: plainPhases(type.name, type.minutes),
        techniques: ['dry-needling', 'low-level-laser'],
      },
    ]);
    expect(
      await refusalOf(
        owner.practice.saveAppointmentType({ ...type, name: 'Other', techniques: ['sorcery'] }),
      ),
    ).toMatchObject({ code: 'INVALID' });
    expect(
      await refusalOf(owner.practice.saveAppointmentType({ ...type, name: 'first  VISIT' })),
    ).toMatchObject({ code: 'NAME_TAKEN' });
    expect(
      await refusalOf(owner.practice.saveAppointmentType({ ...type, name: 'Other', minutes: 43 })),
    ).toMatchObject({ code: 'INVALID' });
  });

  it('takes the parts of a visit as they are drawn, and names what makes them no plan of one', async () => {
    const part = (name: string, minutes: number, change: object = {}) => ({
      ...{ name, minutes, practitioner: true, room: true, deviceKind: null },
      ...{ patient: true, stretches: false, ...change },
    });
    const rest = part('Rest', 15, { practitioner: false });
    const clean = part('Clean', 5, { practitioner: false, patient: false });
    const phases = [part('Needle', 15, { stretches: true }), rest, clean];
    const type = { name: 'Needling', minutes: 30, tint: 'teal' as const, techniques: [], phases };
    const lengths = [{ practitionerId: clinic.ids['henrik']!, minutes: 45 }];
    const { id } = await owner.practice.saveAppointmentType({ ...type, lengths });
    const kept = (await owner.practice.overview()).appointmentTypes.find((one) => one.id === id);
    expect(kept).toMatchObject({ phases, lengths });
    const problemOf = async (change: object) =>
      refusalOf(owner.practice.saveAppointmentType({ ...type, name: 'Other', ...change }));
    const wrong = {
      length: { minutes: 40 },
      nobody: { phases: [part('Needle', 30, { practitioner: false, stretches: true })] },
      apart: { phases: [part('Needle', 15, { stretches: true }), clean, part('Laser', 15)] },
      stretch: { phases: [part('Needle', 15), rest] },
      'too-long': {
        phases: [
          part('Needle', 30, { stretches: true }),
          part('Dry', 480, { patient: false }),
          part('Air', 300, { patient: false }),
        ],
      },
    };
    for (const [problem, change] of Object.entries(wrong))
      expect(await problemOf(change), problem).toEqual({
        code: 'INVALID',
        data: { field: 'phases', problem },
      });
    expect(await problemOf({ lengths: [{ ...lengths[0]!, minutes: 15 }] })).toMatchObject({
      data: { field: 'lengths', problem: 'too-short' },
    });
    expect(await problemOf({ lengths: [...lengths, ...lengths] })).toMatchObject({
      data: { field: 'lengths', problem: 'twice' },
    });
    expect(await problemOf({ phases: [part('', 30, { stretches: true })] })).toMatchObject({
      code: 'INVALID',
    });
  });

  it('refuses a zone that no clock has and a day that ends before it starts', async () => {
    const revise = (change: object) =>
      owner.practice.reviseProfile({ profile: { ...harbourClinic, ...change }, version: 1 });
    expect(await refusalOf(revise({ zone: 'Africa/Atlantis' }))).toEqual({
      code: 'INVALID',
      data: { field: 'profile.zone', problem: 'unknown-zone' },
    });
    expect(await refusalOf(revise({ dayStart: '18:00', dayEnd: '08:00' }))).toMatchObject({
      data: { field: 'profile.dayEnd' },
    });
  });

  it('discloses every substance in the class of its own law, and of the new law once it has moved', async () => {
    const classes = async () =>
      new Map(
        (await owner.practice.reference()).substances.entries.map(({ id, standing }) => [
          id,
          standing?.disclosureClass,
        ]),
      );
    const { profile } = await owner.practice.overview();
    const before = await classes();
    expect([...before.values()].every((one) => one !== undefined)).toBe(true);
    await owner.practice.reviseProfile({
      profile: { ...harbourClinic, jurisdiction: 'unset' },
      version: profile.version,
    });
    const after = await classes();
    const moved = [...before].filter(([id, one]) => after.get(id) !== one);
    expect(moved.length).toBeGreaterThan(0);
    // The gate reads the rows, so they must have followed.
    const rows = await clinic.host
      .clinic!.db.selectFrom('substances')
      .select(['id', 'disclosureClass'])
      .execute();
    expect(rows.every(({ id, disclosureClass }) => after.get(id) === disclosureClass)).toBe(true);
    const refusal = await refusalOf(
      owner.practice.reviseProfile({ profile: harbourClinic, version: profile.version }),
    );
    expect(refusal).toMatchObject({ code: 'STALE_VERSION', data: { current: { jurisdiction: 'unset' } } });
  });

  it('tells every window what the clinic is called now', async () => {
    const { profile } = await owner.practice.overview();
    const { version, ...old } = profile;
    await owner.practice.reviseProfile({ profile: { ...old, name: 'Quay Clinic' }, version });
    expect(await clinic.stranger().upkeep.state()).toMatchObject({ clinicName: 'Quay Clinic' });
  });
});

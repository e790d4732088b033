import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api, Inputs, Outputs } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

const tuesday = '2026-11-24';
const whole = (date: string) => ({ from: { date, time: '00:00' }, to: { date, time: '24:00' } });
type Book = Inputs['appointments']['book'];

describe('the list of patients to call', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let aiko: string;
  let henrik: string;
  let typeId: string;
  const patients: Record<string, string> = {};
  beforeEach(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
    rosa = await clinic.as('rosa');
    aiko = clinic.ids['aiko'] ?? '';
    henrik = clinic.ids['henrik'] ?? '';
    const type = { name: 'Treatment', minutes: 30, tint: 'teal', techniques: [] } as const;
    typeId = (await owner.practice.saveAppointmentType({ ...type, techniques: [] })).id;
    for (const name of ['lukasz', 'siobhan', 'jurgen', 'thabo'] as const) {
      const identity = { ...named[name], guardians: [...named[name].guardians] };
      patients[name] = (await rosa.patients.register({ identity, anyway: true })).id;
    }
  });
  afterEach(async () => clinic.close());

  const book = (patient: string, time: string, change: Partial<Book> = {}) =>
    rosa.appointments.book({
      ...{ patientId: patients[patient] ?? '', practitionerId: aiko, roomId: null, typeId, note: '' },
      ...{ start: { date: tuesday, time }, minutes: 30, ...change },
    });
  const leave = (change: Partial<Inputs['hours']['saveClosure']> = {}) =>
    rosa.hours.saveClosure({
      ...{ kind: 'leave', resourceId: aiko, label: 'Course', ...whole(tuesday), ...change },
    });
  const states = (list: Outputs['absences']['list']) =>
    list.visits.map(({ patient, state }) => `${patient.name.split(' ')[0]} ${state}`);

  it('has everyone whose visit lies in the leave, by time, with every number that answers for them', async () => {
    await book('thabo', '15:00');
    await book('lukasz', '09:00');
    await book('siobhan', '09:00', { practitionerId: henrik });
    const { id, visits } = await leave();
    expect(visits).toBe(2);
    const list = await rosa.absences.list({ closureId: id });
    expect(states(list)).toEqual(['Łukasz to-call', 'Thabo to-call']);
    expect(list.closure).toMatchObject({ label: 'Course', kind: 'leave', resourceId: aiko });
    expect(list.visits[0]).toMatchObject({
      phones: [{ number: '+48 601 555 012', whose: '' }],
      was: { startsAt: '2026-11-24T07:00:00.000Z', practitionerId: aiko },
      reached: null,
    });
    expect(list.visits[1]?.phones.every(({ whose }) => whose !== '')).toBe(true);
    expect(list.visits[1]?.phones.length).toBeGreaterThan(0);
  });

  it('takes part of a day only, and says before it is recorded how many visits lie in it', async () => {
    await book('lukasz', '09:00');
    await book('siobhan', '11:30');
    const from = { date: tuesday, time: '11:45' };
    const to = { date: tuesday, time: '14:00' };
    const asked = { kind: 'leave' as const, resourceId: aiko, from, to };
    expect(await rosa.absences.preview(asked)).toEqual({ visits: 1 });
    expect(await rosa.absences.preview({ ...asked, resourceId: henrik })).toEqual({ visits: 0 });
    const { id } = await leave({ from, to });
    expect(states(await rosa.absences.list({ closureId: id }))).toEqual(['Siobhán to-call']);
    expect(await refusalOf(rosa.absences.preview({ ...asked, to: from }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'to' },
    });
  });

  it('knows a call with its note, who made it and when, and forgets one that was written down by mistake', async () => {
    const visit = await book('lukasz', '09:00');
    const { id } = await leave();
    const call = { closureId: id, appointmentId: visit.id };
    const first = await rosa.absences.markCalled({ ...call, note: 'No answer' });
    clinic.clock.forward(20);
    await rosa.absences.markCalled({ ...call, note: 'Will call back' });
    const [called] = (await rosa.absences.list({ closureId: id })).visits;
    expect(called).toMatchObject({
      state: 'called',
      reached: { by: clinic.ids['rosa'] },
      calls: [{ note: 'No answer' }, { note: 'Will call back' }],
    });
    await rosa.absences.takeBackCall({ callId: first.callId });
    expect((await rosa.absences.list({ closureId: id })).visits[0]?.calls).toMatchObject([
      { note: 'Will call back' },
    ]);
    expect(await refusalOf(rosa.absences.takeBackCall({ callId: first.callId }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    const other = {
      closureId: id,
      appointmentId: (await book('siobhan', '09:00', { practitionerId: henrik })).id,
    };
    expect(await refusalOf(rosa.absences.markCalled({ ...other, note: '' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('keeps who moved and who cancelled, whatever screen it was done on, and follows an undo', async () => {
    const lukasz = await book('lukasz', '09:00');
    const siobhan = await book('siobhan', '10:00');
    const { id } = await leave();
    await rosa.appointments.move({
      ...{ id: lukasz.id, version: lukasz.version, practitionerId: henrik, roomId: null },
      ...{ start: { date: tuesday, time: '09:00' }, minutes: 30 },
    });
    const known = { id: siobhan.id, version: siobhan.version };
    const cancelled = await owner.appointments.cancel({ ...known, reason: 'Away', by: 'clinic' });
    const list = await rosa.absences.list({ closureId: id });
    expect(list.visits).toMatchObject([
      { state: 'moved', now: { practitionerId: henrik }, reached: { by: clinic.ids['rosa'] } },
      { state: 'cancelled', reached: { by: clinic.ids['nomsa'] } },
    ]);
    expect((await rosa.absences.open()).map(({ visits, toCall }) => [visits, toCall])).toEqual([[2, 0]]);
    await owner.appointments.undo({ id: siobhan.id, version: cancelled.version });
    expect((await rosa.absences.list({ closureId: id })).visits[1]?.state).toBe('to-call');
  });

  it('lets everyone go when the leave is taken back, and asks again when it is put back', async () => {
    await book('lukasz', '09:00');
    const { id, version } = await leave();
    const back = await leave({ id, version, withdrawn: true });
    expect(back.visits).toBe(0);
    expect(states(await rosa.absences.list({ closureId: id }))).toEqual(['Łukasz free']);
    expect(await rosa.absences.open()).toEqual([]);
    await leave({ id, version: back.version, withdrawn: false });
    expect(states(await rosa.absences.list({ closureId: id }))).toEqual(['Łukasz to-call']);
  });

  it('grows with the leave and lets go of whom a shorter one no longer reaches', async () => {
    await book('lukasz', '09:00');
    await book('siobhan', '15:00');
    const morning = { from: { date: tuesday, time: '08:00' }, to: { date: tuesday, time: '12:00' } };
    const { id, version } = await leave(morning);
    const longer = await leave({ id, version, ...whole(tuesday) });
    expect(longer.visits).toBe(2);
    await leave({
      id,
      version: longer.version,
      from: { date: tuesday, time: '14:00' },
      to: { date: tuesday, time: '17:00' },
    });
    expect(states(await rosa.absences.list({ closureId: id }))).toEqual(['Łukasz free', 'Siobhán to-call']);
  });

  it('is made for a holiday, a closed room and a device out alike', async () => {
    const roomId = (await owner.practice.saveRoom({ name: 'Room 1' })).id;
    const laser = {
      kind: 'laser',
      name: 'Laser',
      serial: 'L-1',
      laserClass: '3B',
      lastPowerCheck: null,
    } as const;
    const { id: laserId } = await owner.practice.saveDevice(laser);
    const laserType = await owner.practice.saveAppointmentType({
      ...{ name: 'Laser', minutes: 30, tint: 'plum', techniques: [] },
      phases: [
        {
          ...{ name: 'Laser', minutes: 30, practitioner: true, room: true },
          deviceKind: 'laser',
          patient: true,
          stretches: true,
        },
      ],
    });
    await book('lukasz', '09:00', { roomId });
    await book('siobhan', '10:00', { typeId: laserType.id });
    const of = async (saved: Promise<{ id: string }>) =>
      states(await rosa.absences.list({ closureId: (await saved).id }));
    expect(await of(leave({ kind: 'room-closed', resourceId: roomId }))).toEqual(['Łukasz to-call']);
    expect(await of(leave({ kind: 'device-out', resourceId: laserId }))).toEqual(['Siobhán to-call']);
    const holiday = { ...whole(tuesday), label: 'Water main' };
    expect(await of(owner.hours.saveHoliday(holiday))).toEqual(['Łukasz to-call', 'Siobhán to-call']);
  });

  it('is not needed where another laser is in order: that one is booked instead', async () => {
    const laser = { kind: 'laser', laserClass: '3B', lastPowerCheck: null } as const;
    const ids: string[] = [];
    for (const serial of ['L-1', 'L-2'])
      ids.push((await owner.practice.saveDevice({ ...laser, name: `Laser ${serial}`, serial })).id);
    const phase = {
      ...{ name: 'Laser', minutes: 30, practitioner: true, room: false, patient: true, stretches: true },
    };
    const laserType = await owner.practice.saveAppointmentType({
      ...{ name: 'Laser', minutes: 30, tint: 'plum', techniques: [] },
      phases: [{ ...phase, deviceKind: 'laser' }],
    });
    await leave({ kind: 'device-out', resourceId: ids[0] ?? '' });
    const booked = await book('lukasz', '09:00', { typeId: laserType.id });
    expect(booked.phases.map(({ deviceId }) => deviceId)).toEqual([ids[1]]);
    await leave({ kind: 'device-out', resourceId: ids[1] ?? '' });
    expect(await refusalOf(book('siobhan', '10:00', { typeId: laserType.id }))).toMatchObject({
      code: 'NOT_OPEN',
      data: { why: 'device-out' },
    });
  });

  it('leaves out who has begun, and calls it over when somebody was treated all the same', async () => {
    const lukasz = await book('lukasz', '09:00');
    const begun = await rosa.appointments.beginTreatment({ id: lukasz.id, version: lukasz.version });
    expect((await leave()).visits).toBe(0);
    await rosa.appointments.undo({ id: lukasz.id, version: begun.version });
    const again = await leave({ label: 'Again' });
    const [visit] = (await rosa.absences.list({ closureId: again.id })).visits;
    await rosa.appointments.beginTreatment({ id: lukasz.id, version: visit?.version ?? 0 });
    expect(states(await rosa.absences.list({ closureId: again.id }))).toEqual(['Łukasz over']);
  });

  it('offers times near the old one, with the same practitioner and with others, no time twice', async () => {
    await book('lukasz', '09:00');
    await book('siobhan', '09:30');
    const { id } = await leave();
    const { visits } = await rosa.absences.list({ closureId: id });
    const appointmentIds = visits.map(({ appointmentId }) => appointmentId);
    const found = await rosa.absences.offers({ closureId: id, appointmentIds });
    expect(found.map(({ appointmentId }) => appointmentId)).toEqual(appointmentIds);
    const all = found.flatMap(({ openings }) => openings);
    expect(all.every(({ startsAt }) => startsAt >= clinic.clock.now())).toBe(true);
    expect(new Set(all.map((one) => `${one.practitionerId} ${one.startsAt}`)).size).toBe(all.length);
    expect(all.filter((one) => one.practitionerId === aiko && one.start.date === tuesday)).toEqual([]);
    expect(found[0]?.openings.map(({ practitionerId }) => practitionerId)).toContain(aiko);
    expect(found[0]?.openings.map(({ practitionerId }) => practitionerId)).toContain(henrik);
    // The patient's own old time is not in the way of the same time with somebody else.
    const other = await rosa.absences.offers({
      closureId: id,
      appointmentIds: [visits[1]?.appointmentId ?? ''],
    });
    const sameTime = other[0]?.openings.filter(({ startsAt }) => startsAt <= (visits[1]?.was.startsAt ?? ''));
    expect(sameTime?.length).toBeGreaterThan(0);
  });

  it('moves a visit to what is offered in one act, and puts it back where it was though that is closed', async () => {
    await book('lukasz', '09:00');
    const { id } = await leave();
    const [visit] = (await rosa.absences.list({ closureId: id })).visits;
    const appointmentId = visit?.appointmentId ?? '';
    const [offered] = await rosa.absences.offers({ closureId: id, appointmentIds: [appointmentId] });
    const [opening] = offered?.openings ?? [];
    if (opening === undefined) throw new Error('nothing was offered');
    const { practitionerId, roomId, deviceIds, start, minutes } = opening;
    const known = { id: appointmentId, version: visit?.version ?? 0 };
    const why = { by: 'clinic' as const, reason: 'Course' };
    const moved = await rosa.appointments.move({
      ...known,
      practitionerId,
      roomId,
      deviceIds,
      start,
      minutes,
      why,
    });
    expect(await rosa.absences.list({ closureId: id })).toMatchObject({
      visits: [{ state: 'moved', now: { startsAt: opening.startsAt, practitionerId } }],
    });
    const back = { closureId: id, appointmentId, version: moved.version };
    expect(await refusalOf(rosa.absences.putBack({ ...back, version: 1 }))).toMatchObject({
      code: 'STALE_VERSION',
    });
    await rosa.absences.putBack(back);
    expect(await rosa.absences.list({ closureId: id })).toMatchObject({
      visits: [{ state: 'to-call', now: { startsAt: visit?.was.startsAt, practitionerId: aiko } }],
    });
  });

  it('is not put back over somebody who has the time by now', async () => {
    const lukasz = await book('lukasz', '09:00');
    const { id } = await leave();
    const moved = await rosa.appointments.move({
      ...{ id: lukasz.id, version: lukasz.version, practitionerId: henrik, roomId: null },
      ...{ start: { date: tuesday, time: '09:00' }, minutes: 30 },
    });
    await owner.appointments.book({
      ...{ patientId: patients['siobhan'] ?? '', practitionerId: aiko, roomId: null, typeId, note: '' },
      ...{ start: { date: tuesday, time: '09:00' }, minutes: 30, exception: { reason: 'Comes in for her' } },
    });
    const back = { closureId: id, appointmentId: lukasz.id, version: moved.version };
    expect(await refusalOf(rosa.absences.putBack(back))).toMatchObject({ code: 'SLOT_TAKEN' });
  });

  it('is printed for reception with numbers and offered times, and not for the auditor', async () => {
    await book('lukasz', '09:00');
    await book('siobhan', '10:00');
    const { id } = await leave();
    const paper = await rosa.documents.absenceList({ closureId: id });
    expect(paper).toMatchObject({ title: 'Patients to call', state: 'report' });
    expect(
      await refusalOf((await clinic.as('ingrid')).documents.absenceList({ closureId: id })),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('shows an auditor no number and no name', async () => {
    await book('lukasz', '09:00');
    const { id } = await leave();
    const [visit] = (await (await clinic.as('ingrid')).absences.list({ closureId: id })).visits;
    expect(visit?.phones).toEqual([]);
    expect(visit?.patient.name).not.toContain('Kowalski');
  });

  it('cannot be rewritten: neither the visits on it nor the calls', async () => {
    const visit = await book('lukasz', '09:00');
    const { id } = await leave();
    await rosa.absences.markCalled({ closureId: id, appointmentId: visit.id, note: 'Reached' });
    const raw = clinic.host.clinic!.store.raw;
    for (const sql of [
      'DELETE FROM closures',
      'DELETE FROM absenceVisits',
      "UPDATE absenceVisits SET listedAt = ''",
      'DELETE FROM absenceCalls',
      "UPDATE absenceCalls SET note = ''",
      "REPLACE INTO absenceCalls SELECT id, closureId, appointmentId, at, by, 'other', undoes FROM absenceCalls",
    ])
      expect(() => raw.prepare(sql).run(), sql).toThrow('APPEND_ONLY');
  });
});

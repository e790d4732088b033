import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { wallTimeAt } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';
import { type Desk, desk, holiday, skip } from './series-desk.ts';

describe('a series that stands', () => {
  let clinic: Clinic;
  let at: Desk;
  let rosa: Api;
  let id: string;
  let actId: string;
  beforeEach(async () => {
    clinic = await newClinic();
    at = await desk(clinic);
    rosa = at.rosa;
    ({ seriesId: id, actId } = await at.book({ ends: { kind: 'count', count: 5 } }));
  });
  afterEach(async () => clinic.close());

  const local = (instant: string | null) => {
    const { date, time } = wallTimeAt(instant ?? '', 'Africa/Johannesburg');
    return `${date} ${time}`;
  };
  const frameOf = () => ({ practitionerId: clinic.ids['henrik']!, roomId: at.roomId, minutes: 30 });
  const moving = async (
    index: number,
    change: Partial<Inputs['series']['previewMove']> = {},
  ): Promise<Inputs['series']['previewMove']> => ({
    ...{ ...frameOf(), appointmentId: (await rosa.series.open({ id })).visits[index]?.id ?? '' },
    ...{ scope: 'all', time: '10:00', shiftDays: 0, changedToo: false, decisions: [], ...change },
  });
  const move = async (index: number, change: Partial<Inputs['series']['previewMove']> = {}) => {
    const input = await moving(index, change);
    const { seen } = await rosa.series.previewMove(input);
    return rosa.series.move({ ...input, seen });
  };
  const times = async () => (await at.standing(id)).map(({ startsAt }) => local(startsAt));
  const moveOne = async (index: number, date: string, time: string) => {
    const visit = (await rosa.series.open({ id })).visits[index]!;
    await rosa.appointments.move({
      id: visit.id,
      version: visit.version,
      ...frameOf(),
      start: { date, time },
    });
  };
  const cancel = async (index: number, scope: 'following' | 'all') => {
    const { visits } = await rosa.series.open({ id });
    const from = visits[index]?.seriesDate ?? '';
    const seen = visits.filter(({ fixed, seriesDate }) => !fixed && (scope === 'all' || seriesDate >= from));
    return rosa.series.cancel({
      ...{ appointmentId: visits[index]?.id ?? '', scope, reason: 'better', by: 'patient' },
      seen: seen.map(({ id, version }) => ({ id, version })),
    });
  };

  it('keeps what was changed on one visit when all of it moves, and takes it along when told', async () => {
    await moveOne(2, '2026-12-09', '15:00');
    expect((await rosa.series.open({ id })).visits[2]).toMatchObject({ changed: true });
    const done = await move(0, { time: '11:00' });
    expect(done.visits).toBe(4);
    expect(await times()).toEqual([
      '2026-11-24 11:00',
      '2026-12-01 11:00',
      '2026-12-09 15:00',
      '2026-12-15 11:00',
      '2026-12-22 11:00',
    ]);
    await move(0, { time: '11:30', changedToo: true });
    expect((await times())[2]).toBe('2026-12-08 11:30');
    expect((await rosa.series.open({ id })).visits.some(({ changed }) => changed)).toBe(false);
  });

  it('moves this and those after it by days, even onto where its own visits stand now', async () => {
    await move(2, { scope: 'following', shiftDays: 7 });
    expect(await times()).toEqual(
      ['2026-11-24', '2026-12-01', '2026-12-15', '2026-12-22', '2026-12-29'].map((date) => `${date} 10:00`),
    );
    await move(2, { scope: 'following', shiftDays: -7, time: '10:15' });
    expect((await times()).slice(2)).toEqual(
      ['2026-12-08', '2026-12-15', '2026-12-22'].map((date) => `${date} 10:15`),
    );
  });

  it('is moved with what was decided of each clash, and refused as a whole without', async () => {
    await at.single('2026-12-08', '14:00');
    const input = await moving(0, { time: '14:00' });
    const shown = await rosa.series.previewMove(input);
    expect(shown.visits.map(({ state }) => state.kind)).toEqual(['free', 'free', 'taken', 'free', 'free']);
    expect(await refusalOf(rosa.series.move({ ...input, seen: shown.seen }))).toMatchObject({
      code: 'SERIES_CLASH',
      data: { dates: [{ date: '2026-12-08' }] },
    });
    expect((await times())[0]).toBe('2026-11-24 10:00');
    const third = shown.visits[2]!;
    const decide = (act: 'take' | 'keep', startsAt: string | null) => ({
      ...input,
      decisions: [{ appointmentId: third.appointmentId!, act, startsAt, outsideHours: false }],
      seen: shown.seen,
    });
    const kept = await rosa.series.move(decide('keep', null));
    expect((await times())[2]).toBe('2026-12-08 10:00');
    await rosa.series.undo({ actId: kept.actId, reason: 'no' });
    const again = await rosa.series.previewMove(input);
    await rosa.series.move({ ...decide('take', third.choices[0]!.startsAt), seen: again.seen });
    expect((await times())[2]).toBe(local(third.choices[0]!.startsAt));
  });

  it('leaves alone what has begun, what is past and what was cancelled on its own', async () => {
    clinic.clock.set('2026-12-01T08:05:00.000Z');
    rosa = at.rosa = await clinic.as('rosa');
    const { visits } = await rosa.series.open({ id });
    await rosa.appointments.beginTreatment({ id: visits[1]!.id, version: 1 });
    await rosa.appointments.cancel({ id: visits[2]!.id, version: 1, reason: 'ill', by: 'patient' });
    const done = await move(0, { time: '12:00' });
    expect(done.visits).toBe(2);
    const after = (await rosa.series.open({ id })).visits;
    expect(after.map(({ startsAt, status }) => [local(startsAt), status])).toEqual([
      ['2026-11-24 10:00', 'booked'],
      ['2026-12-01 10:00', 'in-treatment'],
      ['2026-12-08 10:00', 'cancelled'],
      ['2026-12-15 12:00', 'booked'],
      ['2026-12-22 12:00', 'booked'],
    ]);
    expect((await cancel(0, 'all')).visits).toBe(2);
  });

  it('loses one visit without harm to the rest', async () => {
    const { visits } = await rosa.series.open({ id });
    await rosa.appointments.cancel({ id: visits[0]!.id, version: 1, reason: 'ill', by: 'patient' });
    expect(await times()).toHaveLength(4);
    await move(1, { time: '09:00' });
    expect((await times()).every((one) => one.endsWith('09:00'))).toBe(true);
  });

  it('is cancelled from one visit on, gives the time up, and shows its new end', async () => {
    const done = await cancel(2, 'following');
    expect(done).toMatchObject({ visits: 3 });
    expect(local(done.lastAt)).toBe('2026-12-01 10:00');
    await at.single('2026-12-15', '10:00');
    expect(await refusalOf(rosa.series.undo({ actId: done.actId, reason: 'no' }))).toMatchObject({
      code: 'SERIES_CLASH',
      data: { dates: [{ date: '2026-12-15' }] },
    });
    expect(await times()).toHaveLength(2);
  });

  it('is taken back act by act, each in one step, the last one first', async () => {
    const before = await times();
    const moved = await move(1, { scope: 'following', shiftDays: 1, time: '16:00' });
    const gone = await cancel(0, 'all');
    expect(await times()).toEqual([]);
    expect(await refusalOf(rosa.series.undo({ actId: moved.actId, reason: 'no' }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    await rosa.series.undo({ actId: gone.actId, reason: 'no' });
    expect((await times())[1]).toBe('2026-12-02 16:00');
    await rosa.series.undo({ actId: moved.actId, reason: 'no' });
    expect(await times()).toEqual(before);
    expect((await rosa.series.open({ id })).visits.some(({ changed }) => changed)).toBe(false);
    await rosa.series.undo({ actId, reason: 'Booked by mistake' });
    expect(await times()).toEqual([]);
    expect((await rosa.series.open({ id })).lastAct).toBe(null);
  });

  it('is not taken back over what somebody did since', async () => {
    await moveOne(0, '2026-11-24', '11:00');
    expect(await refusalOf(rosa.series.undo({ actId, reason: 'no' }))).toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  it('is not moved over what another window changed meanwhile', async () => {
    const input = await moving(0, { time: '11:00' });
    const { seen } = await rosa.series.previewMove(input);
    await moveOne(3, '2026-12-15', '12:00');
    expect(await refusalOf(rosa.series.move({ ...input, seen }))).toMatchObject({ code: 'STALE_VERSION' });
  });

  it('goes on by as many as are asked for, at the time that it has by now', async () => {
    await move(0, { time: '11:00', shiftDays: 1 });
    await holiday(at.owner, 'New Year', '2026-12-30');
    const { version } = await rosa.series.open({ id });
    const shown = await rosa.series.previewExtension({ id, count: 2, decisions: [skip('2026-12-30')] });
    expect(shown.visits.map(({ date }) => date)).toEqual(['2026-12-30', '2027-01-06', '2027-01-13']);
    const input = { id, version, count: 2, decisions: [skip('2026-12-30')] };
    const done = await rosa.series.extend(input);
    expect(done.visits).toBe(2);
    expect((await times()).slice(5)).toEqual(['2027-01-06 11:00', '2027-01-13 11:00']);
    expect(await refusalOf(rosa.series.extend(input))).toMatchObject({ code: 'STALE_VERSION' });
    await rosa.series.undo({ actId: done.actId, reason: 'no' });
    const again = await rosa.series.previewExtension({ id, count: 1, decisions: [] });
    expect(again.visits[0]?.date).toBe('2026-12-30');
  });
});

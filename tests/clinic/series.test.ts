import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { wallTimeAt } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';
import { type Desk, desk, holiday, skip, take, wholeDay } from './series-desk.ts';

describe('a series', () => {
  let clinic: Clinic;
  let at: Desk;
  let rosa: Api;
  beforeEach(async () => {
    clinic = await newClinic();
    at = await desk(clinic);
    rosa = at.rosa;
  });
  afterEach(async () => clinic.close());

  const local = (instant: string | null) => {
    const { date, time } = wallTimeAt(instant ?? '', 'Africa/Johannesburg');
    return `${date} ${time}`;
  };

  it('is booked as a whole, and shows its end', async () => {
    const shown = await at.preview();
    expect(shown.visits.map(({ date, state }) => [date, state.kind])).toEqual(
      ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'].map((date) => [date, 'free']),
    );
    expect(local(shown.lastAt)).toBe('2026-12-15 10:00');
    const done = await at.book();
    expect(done).toMatchObject({ visits: 4, lastAt: shown.lastAt });
    const series = await rosa.series.open({ id: done.seriesId });
    expect(series.visits.every(({ changed, fixed }) => !changed && !fixed)).toBe(true);
    const [visit] = (await rosa.appointments.day({ date: '2026-12-08' })).appointments;
    expect(visit).toMatchObject({ seriesId: done.seriesId, seriesDate: '2026-12-08' });
  });

  it('shows each date that cannot be had, by what, with what is free instead; a practitioner on leave too', async () => {
    await at.single('2026-12-01', '10:15');
    await holiday(at.owner, 'Day of Goodwill', '2026-12-08');
    await at.owner.hours.saveClosure({
      ...{ kind: 'leave', resourceId: clinic.ids['henrik']!, label: 'Conference' },
      ...wholeDay('2026-12-15'),
    });
    const { visits } = await at.preview();
    expect(visits.map(({ state }) => state)).toEqual([
      { kind: 'free' },
      {
        kind: 'taken',
        by: 'practitioner',
        startsAt: '2026-12-01T08:15:00.000Z',
        endsAt: '2026-12-01T08:45:00.000Z',
      },
      { kind: 'closed', why: 'holiday', label: 'Day of Goodwill' },
      { kind: 'closed', why: 'leave', label: 'Conference' },
    ]);
    expect(visits[1]?.choices.map(({ startsAt }) => local(startsAt))).toEqual([
      '2026-12-01 09:45',
      '2026-12-01 10:45',
      '2026-12-02 10:00',
      '2026-12-03 10:00',
    ]);
    expect(visits[2]?.choices.map(({ startsAt }) => local(startsAt))).toEqual([
      '2026-12-09 10:00',
      '2026-12-10 10:00',
      '2026-12-11 10:00',
      '2026-12-12 10:00',
    ]);
    for (const { startsAt } of visits[1]?.choices ?? []) {
      const wall = wallTimeAt(startsAt, 'Africa/Johannesburg');
      const { id, version } = await at.single(wall.date, wall.time, { patientId: at.patientId });
      await rosa.appointments.cancel({ id, version, reason: 'a try', by: 'clinic' });
    }
  });

  it('is decided date by date: another time, left out with one more at the end, or left out for good', async () => {
    await at.single('2026-12-01', '10:15');
    await holiday(at.owner, 'Day of Goodwill', '2026-12-08');
    const chosen = [take('2026-12-01', '2026-12-01T08:45:00.000Z'), skip('2026-12-08')];
    const { visits, lastAt } = await at.preview({}, chosen);
    expect(visits.map(({ decision }) => decision)).toEqual([
      'planned',
      'taken',
      'skipped',
      'planned',
      'planned',
    ]);
    expect(visits.every(({ state }) => state.kind === 'free')).toBe(true);
    expect(local(lastAt)).toBe('2026-12-22 10:00');
    const done = await at.book({}, chosen);
    expect(done.visits).toBe(4);
    const series = await rosa.series.open({ id: done.seriesId });
    expect(series.visits.map(({ startsAt, changed }) => [local(startsAt), changed])).toEqual([
      ['2026-11-24 10:00', false],
      ['2026-12-01 10:45', true],
      ['2026-12-15 10:00', false],
      ['2026-12-22 10:00', false],
    ]);
    const fewer = await at.preview({ append: false }, chosen);
    expect(fewer.visits).toHaveLength(4);
  });

  it('is refused as a whole with every date that was taken meanwhile, and nothing of it is written', async () => {
    await at.preview();
    const other = await clinic.as('henrik');
    for (const date of ['2026-12-01', '2026-12-15'])
      await other.appointments.book({
        ...at.frame,
        patientId: at.otherId,
        start: { date, time: '10:00' },
      });
    const refusal = await refusalOf(at.book());
    expect(refusal).toMatchObject({
      code: 'SERIES_CLASH',
      data: {
        count: 2,
        dates: [{ date: '2026-12-01' }, { date: '2026-12-15', obstacle: { kind: 'taken' } }],
      },
    });
    expect(await rosa.appointments.ofPatient({ patientId: at.patientId })).toEqual([]);
    expect(
      clinic.host.clinic?.store.raw.prepare('SELECT count(*) FROM appointmentSeries').pluck().get(),
    ).toBe(0);
  });

  it('has one winner when two windows book over each other', async () => {
    const henrik = await clinic.as('henrik');
    const ours = { plan: at.plan(), appointment: null, decisions: [] };
    const theirs = { ...ours, plan: at.plan({ patientId: at.otherId, time: '10:15' }) };
    const ended = await Promise.allSettled([rosa.series.book(ours), henrik.series.book(theirs)]);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'SERIES_CLASH', data: { count: 4 } });
  });

  it('never meets itself: a choice on another of its own dates is taken', async () => {
    const chosen = [take('2026-11-24', '2026-12-01T08:15:00.000Z')];
    const { visits } = await at.preview({}, chosen);
    expect(visits[0]?.state).toMatchObject({ kind: 'taken', by: 'patient' });
    expect(await refusalOf(at.book({}, chosen))).toMatchObject({ code: 'SERIES_CLASH' });
  });

  it('begins with a visit that is in the book, whatever its weekday, and counts it', async () => {
    const visit = await at.single('2026-11-23', '14:00', { patientId: at.patientId });
    const input = {
      plan: at.plan({ from: '2026-11-23', ends: { kind: 'count', count: 3 } }),
      appointment: { id: visit.id, version: visit.version },
      decisions: [],
    };
    const { visits } = await rosa.series.preview(input);
    expect(visits.map(({ date, state }) => [date, state.kind])).toEqual([
      ['2026-11-23', 'booked'],
      ['2026-11-24', 'free'],
      ['2026-12-01', 'free'],
    ]);
    const done = await rosa.series.book(input);
    expect(done.visits).toBe(3);
    const series = await rosa.series.open({ id: done.seriesId });
    expect(series.visits.map(({ id, changed }) => [id === visit.id, changed])).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
    expect(await refusalOf(rosa.series.book(input))).toMatchObject({ code: 'STALE_VERSION' });
    await rosa.series.undo({ actId: done.actId, reason: 'Booked by mistake' });
    const [left] = (await rosa.appointments.day({ date: '2026-11-23' })).appointments;
    expect(left).toMatchObject({ id: visit.id, status: 'booked', seriesId: null });
  });

  it('refuses a plan without dates by its reason, and dates that are past', async () => {
    expect(
      await refusalOf(at.preview({ rule: { kind: 'month-day', every: 1, day: 31, shortMonths: null } })),
    ).toEqual({
      code: 'INVALID',
      data: { field: 'plan', problem: 'short-months' },
    });
    expect(await refusalOf(at.preview({ ends: { kind: 'date', until: '2026-11-01' } }))).toMatchObject({
      data: { problem: 'ends-before-start' },
    });
    const { visits } = await at.preview({ from: '2026-11-17' });
    expect(visits[0]).toMatchObject({ date: '2026-11-17', state: { kind: 'past' } });
    expect(await refusalOf(at.book({ from: '2026-11-17' }))).toMatchObject({ code: 'SERIES_CLASH' });
  });

  it('stands outside hours only where the desk has said so of that date', async () => {
    const evening = { time: '18:30', ends: { kind: 'count' as const, count: 2 } };
    const { visits } = await at.preview(evening);
    expect(visits[0]?.state).toMatchObject({ kind: 'closed', why: 'outside-hours' });
    const said = [take('2026-11-24', null, true), take('2026-12-01', null, true)];
    expect((await at.book(evening, said)).visits).toBe(2);
  });
});

describe.each([
  ['Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:00:00.000Z', '2027-10-31'],
  ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:00:00.000Z', '2027-11-07'],
])('a series in %s', (zone, spring, night, nextValid, autumn) => {
  let clinic: Clinic;
  let at: Desk;
  beforeEach(async () => {
    clinic = await newClinic({ profile: { zone, dayStart: '00:00', dayEnd: '23:55' } });
    at = await desk(clinic);
  });
  afterEach(async () => clinic.close());

  it('stays at 18:00 across both changes of the clock', async () => {
    const { seriesId } = await at.book({
      ...{ time: '18:00', from: '2027-01-05' },
      ...{ rule: { kind: 'weeks', every: 2, weekdays: [2] }, ends: { kind: 'date', until: '2027-12-20' } },
    });
    const { visits } = await at.rosa.series.open({ id: seriesId });
    expect(visits).toHaveLength(25);
    expect(new Set(visits.map(({ startsAt }) => wallTimeAt(startsAt, zone).time))).toEqual(
      new Set(['18:00']),
    );
    expect(new Set(visits.map(({ startsAt }) => startsAt.slice(11))).size).toBe(2);
    expect(visits.some(({ changed }) => changed)).toBe(false);
  });

  it('asks what is meant in the night in which the hour is missing, and in the one that has it twice', async () => {
    const plan = (from: string, time: string) => ({
      ...{
        time,
        from,
        rule: { kind: 'days', every: 1 } as const,
        ends: { kind: 'count', count: 1 } as const,
      },
    });
    const missing = await at.preview(plan(spring, night));
    expect(missing.visits[0]).toMatchObject({ startsAt: null, state: { kind: 'missing-hour', nextValid } });
    expect(missing.visits[0]?.choices.map(({ startsAt }) => startsAt)).toContain(nextValid);
    expect(await refusalOf(at.book(plan(spring, night)))).toMatchObject({
      code: 'SERIES_CLASH',
      data: { dates: [{ obstacle: { kind: 'missing-hour' } }] },
    });
    const chosen = [take(spring, nextValid)];
    const { seriesId } = await at.book(plan(spring, night), chosen);
    expect((await at.standing(seriesId))[0]).toMatchObject({ startsAt: nextValid, changed: false });

    const twice = zone === 'Europe/Berlin' ? '02:30' : '01:30';
    const doubled = (await at.preview(plan(autumn, twice))).visits[0];
    const state = doubled?.state;
    if (state?.kind !== 'doubled-hour') throw new Error('the hour is not there twice');
    expect(Date.parse(state.second) - Date.parse(state.first)).toBe(3_600_000);
    expect(doubled?.choices.slice(0, 2).map(({ startsAt }) => startsAt)).toEqual([state.first, state.second]);
    const second = await at.book(plan(autumn, twice), [take(autumn, state.second)]);
    expect((await at.standing(second.seriesId))[0]?.startsAt).toBe(state.second);
  });
});

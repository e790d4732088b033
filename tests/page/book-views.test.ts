import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VisitLine } from '../../shared/contract/appointments.ts';
import type { ShownDay } from '../../shared/contract/hours.ts';
import { plusMinutes, readWallTime } from '../../shared/rules/calendar.ts';
import { agendaRows } from '../../renderer/screens/appointments/agenda-rows.ts';
import {
  bookSearch,
  lookOf,
  searchOf,
  views,
  zooms,
} from '../../renderer/screens/appointments/book-address.ts';
import { fromLine, type BookVisit } from '../../renderer/screens/appointments/book-visit.ts';
import { blocksOf, fit, marksOf, snap } from '../../renderer/screens/appointments/columns.ts';
import { dayLines } from '../../renderer/screens/appointments/day-line.ts';
import { inLanes } from '../../renderer/screens/appointments/lanes.ts';
import { columnsOfDay, columnsOfWeek } from '../../renderer/screens/appointments/make-columns.ts';
import { fullnessOf, monthDay } from '../../renderer/screens/appointments/month-days.ts';
import { hoursShown, openMinutes, shadesOf } from '../../renderer/screens/appointments/shades.ts';

const zone = 'Europe/Berlin';
let count = 0;

function part(name: string, minutes: number, change: Partial<VisitLine['parts'][number]> = {}) {
  return {
    ...{ name, minutes, practitioner: true, room: true, deviceKind: null, deviceId: null, patient: true },
    ...change,
  };
}

function visit(
  date: string,
  time: string,
  minutes: number,
  change: Partial<VisitLine> = {},
  fold: 'first' | 'second' = 'first',
): BookVisit {
  const reading = readWallTime({ date, time }, zone);
  const startsAt = reading.kind === 'overlap' ? reading[fold] : reading.instant;
  return fromLine({
    ...{ id: `v${++count}`, practitionerId: 'henrik', roomId: 'room', typeId: 'type', note: '', version: 1 },
    patient: {
      ...{ id: 'p', number: 'P-1', name: 'Łukasz', preferredName: '', birthDate: '1984-05-02' },
      ...{ phone: '', flagged: false, deceased: false },
    },
    ...{ startsAt, endsAt: plusMinutes(startsAt, minutes), status: 'booked', lateCancelled: false },
    ...{ overbooked: false, parts: [part('Visit', minutes)] },
    ...change,
  });
}

const line = (date: string) => dayLines([date], zone)[0]!;
const henrik = { kind: 'practitioner', id: 'henrik' } as const;

describe('visits side by side', () => {
  const extents = fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 1400 }), length: fc.integer({ min: 5, max: 120 }) }),
    { maxLength: 40 },
  );

  it('never share a lane while they share a time, and lanes are no more than meet at once', () => {
    fc.assert(
      fc.property(extents, (drawn) => {
        const placed = inLanes(drawn.map(({ from, length }) => ({ from, to: from + length })));
        expect(placed).toHaveLength(drawn.length);
        for (const one of placed) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of placed)
            if (one !== other && one.from < other.to && other.from < one.to) {
              expect(one.lane).not.toBe(other.lane);
              expect(one.lanes).toBe(other.lanes);
            }
        }
        const most = Math.max(
          0,
          ...placed.map(({ from }) => placed.filter((other) => other.from <= from && from < other.to).length),
        );
        expect(Math.max(0, ...placed.map(({ lanes }) => lanes))).toBe(most);
      }),
    );
  });

  it('have the whole width where nothing meets them', () => {
    const placed = inLanes([
      { from: 540, to: 570 },
      { from: 570, to: 600 },
      { from: 600, to: 640 },
      { from: 620, to: 650 },
    ]);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 1],
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  it('let another stand beside the rest, and nobody move over for who does not come', () => {
    const date = '2026-11-23';
    const resting = visit(date, '09:00', 45, {
      parts: [part('Needle', 20), part('Rest', 15, { practitioner: false }), part('Remove', 10)],
    });
    const beside = visit(date, '09:20', 15);
    const missed = visit(date, '09:00', 45, { status: 'did-not-attend' });
    const blocks = blocksOf([resting, beside, missed], line(date), henrik);
    expect(blocks.map(({ visit: { id }, lane, lanes }) => [id, lane, lanes])).toEqual([
      [resting.id, 0, 2],
      [missed.id, 0, 1],
      [beside.id, 1, 2],
    ]);
    expect(marksOf(resting, 45)).toEqual([{ kind: 'rest', name: 'Rest', deviceId: null, from: 20, to: 35 }]);
  });
});

describe('a visit in its column', () => {
  const date = '2026-11-23';
  const withLaser = visit(date, '10:00', 30, {
    parts: [
      part('Prepare', 5, { practitioner: false, patient: false }),
      part('Look', 10),
      part('Laser', 20, { practitioner: false, deviceKind: 'laser', deviceId: 'unit' }),
      part('Clean', 10, { practitioner: false, patient: false }),
    ],
  });

  it('keeps the room for preparing and cleaning, the practitioner not, the unit for its part alone', () => {
    const of = (kind: 'practitioner' | 'room' | 'device', id: string) =>
      blocksOf([withLaser], line(date), { kind, id })[0]!;
    expect(of('practitioner', 'henrik')).toMatchObject({ from: 600, to: 630, stripes: [] });
    expect(of('room', 'room')).toMatchObject({
      ...{ from: 600, to: 630, time: '10:00–10:30' },
      stripes: [
        { from: 595, to: 600, name: 'Prepare' },
        { from: 630, to: 640, name: 'Clean' },
      ],
    });
    expect(of('device', 'unit')).toMatchObject({ from: 610, to: 630, time: '10:00–10:30' });
  });

  it('makes the next stand beside its cleaning in the room, and under it with the practitioner', () => {
    const next = visit(date, '10:30', 30);
    const lanes = (kind: 'practitioner' | 'room') =>
      blocksOf([withLaser, next], line(date), { kind, id: kind === 'room' ? 'room' : 'henrik' }).map(
        (block) => block.lanes,
      );
    expect(lanes('practitioner')).toEqual([1, 1]);
    expect(lanes('room')).toEqual([2, 2]);
  });

  it('is cut at midnight and stands on both days', () => {
    const late = visit(date, '23:30', 60);
    expect(blocksOf([late], line(date), henrik)[0]).toMatchObject({ from: 1410, to: 1440, cut: true });
    expect(blocksOf([late], line('2026-11-24'), henrik)[0]).toMatchObject({ from: 0, to: 30, cut: true });
    const week = columnsOfWeek(
      'henrik',
      ['2026-11-23', '2026-11-24', '2026-11-25'],
      { zone, today: date, visits: [late], hours: [] },
      (day) => ({ title: day, subtitle: '' }),
    );
    expect(week.map(({ blocks, count: booked, today }) => [blocks.length, booked, today])).toEqual([
      [1, 1, true],
      [1, 0, false],
      [0, 0, false],
    ]);
  });

  it('lasts as long as it really does over a change of the clocks, and a doubled hour stands side by side', () => {
    const spring = visit('2027-03-28', '01:30', 60);
    expect(blocksOf([spring], line('2027-03-28'), henrik)[0]).toMatchObject({ from: 90, to: 150 });
    const autumn = [
      visit('2027-10-31', '02:15', 30, {}, 'first'),
      visit('2027-10-31', '02:15', 30, {}, 'second'),
      visit('2027-10-31', '03:00', 30),
    ];
    const blocks = blocksOf(autumn, line('2027-10-31'), henrik);
    expect(blocks.map(({ from, lanes }) => [from, lanes])).toEqual([
      [135, 2],
      [135, 2],
      [180, 1],
    ]);
  });

  it('stands once in the rooms, under its own or among those without', () => {
    const strays = [visit(date, '09:00', 30, { roomId: null }), visit(date, '10:00', 30)];
    const day = { date, zone, today: date, visits: strays, holds: [], hours: undefined, holder: () => '' };
    const columns = columnsOfDay('room', [{ id: 'room', name: 'Room 1' }], day, 'No room');
    expect(columns.map(({ title, blocks }) => [title, blocks.length])).toEqual([
      ['Room 1', 1],
      ['No room', 1],
    ]);
  });
});

describe('carrying', () => {
  it('keeps a visit on the day and among the columns, whatever the hand does', () => {
    const bounds = { from: 480, to: 1080, columns: 3, step: 5 };
    fc.assert(
      fc.property(
        fc.integer({ min: -9000, max: 9000 }),
        fc.integer({ min: -600, max: 480 }),
        fc.integer({ min: -5, max: 9 }),
        (minute, minutes, column) => {
          const placed = fit({ minute, minutes, column }, bounds);
          expect(placed.minutes).toBeGreaterThanOrEqual(5);
          expect(placed.minute).toBeGreaterThanOrEqual(480);
          expect(placed.minute + placed.minutes).toBeLessThanOrEqual(1080);
          expect(placed.column).toBe(Math.max(0, Math.min(2, column)));
        },
      ),
    );
  });

  it('goes in whole lines, the nearest first', () => {
    expect([snap(7.4, 5), snap(7.6, 5), snap(-7.6, 5), snap(-2, 5), snap(22, 15)]).toEqual([
      5, 10, -10, 0, 15,
    ]);
    for (const step of zooms)
      fc.assert(
        fc.property(fc.double({ min: -900, max: 900, noNaN: true }), (by) => {
          expect(Math.abs(snap(by, step) % step)).toBe(0);
          expect(Math.abs(snap(by, step) - by)).toBeLessThanOrEqual(step / 2 + 1e-9);
        }),
      );
  });
});

describe('what is shut', () => {
  const span = (from: string, to: string) => ({ from, to, startsAt: '', endsAt: '' });
  const day: ShownDay = {
    date: '2026-11-23',
    clinic: [span('08:00', '12:00'), span('13:00', '18:00')],
    practitioners: [{ id: 'henrik', spans: [span('09:00', '15:00')] }],
    closures: [
      { ...span('10:00', '11:00'), id: 'c1', kind: 'leave', resourceId: 'henrik', label: 'Dentist' },
      { ...span('00:00', '24:00'), id: 'c2', kind: 'room-closed', resourceId: 'room', label: 'Painters' },
    ],
  };

  it('is what lies outside the hours, and every closure of this resource by its name', () => {
    expect(shadesOf(day, henrik).map(({ from, to, label }) => [from, to, label])).toEqual([
      [0, 540, ''],
      [900, 1440, ''],
      [600, 660, 'Dentist'],
    ]);
    expect(shadesOf(day, { kind: 'room', id: 'room' }).map(({ label }) => label)).toEqual([
      '',
      '',
      '',
      'Painters',
    ]);
    expect(shadesOf(day, { kind: 'device', id: 'unit' }).every(({ label }) => label === '')).toBe(true);
    const holiday: ShownDay = {
      ...day,
      closures: [
        { ...span('00:00', '24:00'), id: 'c', kind: 'holiday', resourceId: null, label: 'New Year' },
      ],
    };
    for (const of of [henrik, { kind: 'room', id: null } as const, { kind: 'device', id: 'unit' } as const])
      expect(shadesOf(holiday, of).at(-1)?.label).toBe('New Year');
  });

  it('leaves the minutes that can be booked', () => {
    expect(openMinutes(day, henrik)).toBe(300);
    expect(openMinutes(day, { kind: 'room', id: 'room' })).toBe(0);
    expect(openMinutes(day, { kind: 'room', id: 'other' })).toBe(540);
  });

  it('widens the grid to whole hours and to what is booked outside them', () => {
    const usual = { dayStart: '08:00', dayEnd: '18:00' };
    expect(hoursShown([day], usual, [])).toEqual({ from: 480, to: 1080 });
    expect(hoursShown([day], usual, [{ from: 425, to: 1105 }])).toEqual({ from: 420, to: 1140 });
    expect(hoursShown([{ ...day, clinic: [], practitioners: [] }], usual, [])).toEqual({
      from: 480,
      to: 1080,
    });
  });

  it('tells how full a day of the month is', () => {
    const counted = [
      { date: day.date, practitionerId: 'henrik', typeId: 'a', visits: 4, minutes: 120 },
      { date: day.date, practitionerId: 'henrik', typeId: 'b', visits: 1, minutes: 30 },
      { date: day.date, practitionerId: 'aiko', typeId: 'a', visits: 9, minutes: 270 },
    ];
    const shown = monthDay(day.date, counted, day, ['henrik']);
    expect(shown).toMatchObject({ visits: 5, full: 50, closures: ['Dentist'] });
    expect(fullnessOf(shown)).toBe('some');
    const away: ShownDay = { ...day, practitioners: [{ id: 'henrik', spans: [] }] };
    expect(fullnessOf(monthDay(day.date, [], away, ['henrik']))).toBe('closed');
    expect([0, 74, 75, 95, 130].map((full) => fullnessOf({ full }))).toEqual([
      ...['free', 'some', 'nearly', 'full', 'full'],
    ]);
  });
});

describe('the list', () => {
  it('has a heading for each day with something on it, and a night visit on the day of its start', () => {
    const dates = ['2026-11-23', '2026-11-24', '2026-11-25'];
    const rows = agendaRows(
      dayLines(dates, zone),
      [visit('2026-11-23', '09:00', 30), visit('2026-11-23', '23:30', 60), visit('2026-11-25', '00:00', 30)],
      [],
    );
    expect(rows.map((row) => (row.kind === 'day' ? row.date : [row.from, row.to]))).toEqual([
      ...['2026-11-23', [540, 570], [1410, 30]],
      ...['2026-11-25', [0, 30]],
    ]);
  });
});

describe('the address of the book', () => {
  it('says again what it was made from, and nothing that is as usual', () => {
    const id = fc.stringMatching(/^[0-9a-f]{8}$/);
    const look = fc.record({
      view: fc.constantFrom(...views),
      zoom: fc.constantFrom(...zooms),
      who: fc.array(id, { maxLength: 3 }),
      types: fc.array(id, { maxLength: 3 }),
      techniques: fc.array(id, { maxLength: 3 }),
      colour: fc.constantFrom('type' as const, 'status' as const),
      off: fc.boolean(),
    });
    fc.assert(
      fc.property(look, (wanted) => {
        const search = searchOf(wanted);
        expect(lookOf(bookSearch({ ...search }))).toEqual(wanted);
      }),
    );
    expect(searchOf(lookOf({}))).toEqual({});
  });

  it('takes the links of before, and drops what it does not know', () => {
    expect(bookSearch({ appointment: 'a', patient: 'b', view: 'year', zoom: '7', off: 'yes' })).toEqual({
      ...{ appointment: 'a', patient: 'b' },
    });
    expect(bookSearch({ zoom: '10' })).toEqual({ zoom: 10 });
  });
});

import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isSaidByWallClock, zoneLines } from '../../main/clinic/exchange/zone.rules.ts';

const from = '2020-01-01T00:00:00.000Z';
const to = '2036-01-01T00:00:00.000Z';
const zones = Intl.supportedValuesOf('timeZone');

/** The zone as an independent parser understands our lines. */
function readBack(zone: string, start = from, end = to): ICAL.Timezone {
  const text = zoneLines(zone, start, end).join('\r\n');
  return new ICAL.Timezone({ component: new ICAL.Component(ICAL.parse(text)), tzid: zone });
}

/** The instant that the parser makes of a wall clock's reading. */
function instantOf(wall: Temporal.PlainDateTime, zone: ICAL.Timezone): number {
  const { year, month, day, hour, minute, second } = wall;
  const time = new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, zone);
  return time.toUnixTime() * 1000;
}

function transitions(zone: string): Temporal.ZonedDateTime[] {
  const found: Temporal.ZonedDateTime[] = [];
  let at = Temporal.Instant.from(from).toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (at !== null && Temporal.Instant.compare(at.toInstant(), Temporal.Instant.from(to)) < 0) {
    found.push(at);
    at = at.getTimeZoneTransition('next');
  }
  return found;
}

function expectSameInstant(at: Temporal.ZonedDateTime, zone: ICAL.Timezone): void {
  // What the wall clock says twice names no one instant; such visits are written in UTC.
  if (!isSaidByWallClock(at.toInstant().toString({ smallestUnit: 'millisecond' }), at.timeZoneId)) return;
  expect(instantOf(at.toPlainDateTime(), zone), at.toString()).toBe(at.epochMilliseconds);
}

describe('a zone in a calendar file', () => {
  it('gives back the same instants around every change of the clock, in every zone, 2020 to 2035', () => {
    expect(zones.length).toBeGreaterThan(400);
    for (const zone of zones) {
      const read = readBack(zone);
      for (const change of transitions(zone))
        for (const minutes of [-1441, -121, -61, -1, 0, 1, 61, 121, 1441])
          expectSameInstant(change.add({ minutes }), read);
    }
  });

  it('gives back any instant between the changes too', () => {
    const cache = new Map<string, ICAL.Timezone>();
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 - 1 }),
        (zone, minute) => {
          const read = cache.get(zone) ?? readBack(zone);
          cache.set(zone, read);
          expectSameInstant(
            Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone),
            read,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('covers a week on its own, with the change in it or before it', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
      for (const change of transitions(zone)) {
        const week = [change.subtract({ days: 3 }), change.add({ days: 4 })] as const;
        const [start, end] = week.map((at) => at.toInstant().toString({ smallestUnit: 'millisecond' }));
        const read = readBack(zone, start, end);
        for (let at = week[0]; Temporal.ZonedDateTime.compare(at, week[1]) < 0; at = at.add({ hours: 5 }))
          expectSameInstant(at, read);
      }
    }
  });

  it('calls the time that is ahead daylight time, on both halves of the earth', () => {
    const kinds = (zone: string) =>
      zoneLines(zone, '2026-06-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z').filter((line) =>
        /^(BEGIN:[SD]|TZOFFSETTO|DTSTART)/.test(line),
      );
    expect(kinds('Europe/Berlin').slice(3)).toEqual([
      'BEGIN:STANDARD',
      'DTSTART:20261025T030000',
      'TZOFFSETTO:+0100',
      'BEGIN:DAYLIGHT',
      'DTSTART:20270328T020000',
      'TZOFFSETTO:+0200',
    ]);
    expect(kinds('Australia/Sydney')).toContain('BEGIN:DAYLIGHT');
    expect(kinds('Africa/Johannesburg')).toEqual([
      'BEGIN:STANDARD',
      'DTSTART:20260530T020000',
      'TZOFFSETTO:+0200',
    ]);
    expect(kinds('Asia/Kathmandu')).toContain('TZOFFSETTO:+0545');
    expect(kinds('America/St_Johns')).toContain('TZOFFSETTO:-0230');
  });

  it('knows the hour that the wall clock does not name', () => {
    expect(isSaidByWallClock('2027-10-31T00:30:00.000Z', 'Europe/Berlin')).toBe(false);
    expect(isSaidByWallClock('2027-10-31T01:30:00.000Z', 'Europe/Berlin')).toBe(false);
    expect(isSaidByWallClock('2027-10-30T23:59:00.000Z', 'Europe/Berlin')).toBe(true);
    expect(isSaidByWallClock('2027-10-31T02:30:00.000Z', 'Europe/Berlin')).toBe(true);
  });
});

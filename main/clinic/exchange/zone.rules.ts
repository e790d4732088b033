import { Temporal } from 'temporal-polyfill';

/**
 * VTIMEZONE of an IANA zone as the runtime knows it, exact from `from` to `to` (instants): one observance that holds at
 * `from`, then one for each change of the offset. RFC 5545 3.6.5. No rule is derived from them, because a rule would be
 * wrong wherever a country changes its mind.
 */
export function zoneLines(zone: string, from: string, to: string): string[] {
  const end = Temporal.Instant.from(to);
  // A whole day before, so that no local time of the file comes before the first observance.
  const start = Temporal.Instant.from(from).subtract({ hours: 48 }).toZonedDateTimeISO(zone);
  const lines = [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance(start, start.offsetNanoseconds, isSummer(start)),
  ];
  for (
    let next = start.getTimeZoneTransition('next');
    next !== null && Temporal.Instant.compare(next.toInstant(), end) <= 0;
    next = next.getTimeZoneTransition('next')
  ) {
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    // The runtime also tells of changes of a name or a rule that leave the clock alone.
    if (before !== next.offsetNanoseconds) lines.push(...observance(next, before, isSummer(next)));
  }
  return [...lines, 'END:VTIMEZONE'];
}

/** DTSTART is the wall clock as it still went before the change. */
function observance(at: Temporal.ZonedDateTime, offsetBefore: number, summer: boolean): string[] {
  const shown = at.toInstant().toZonedDateTimeISO('UTC').add({ nanoseconds: offsetBefore }).toPlainDateTime();
  const kind = summer ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${shown.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${offsetText(offsetBefore)}`,
    `TZOFFSETTO:${offsetText(at.offsetNanoseconds)}`,
    `END:${kind}`,
  ];
}

/** Ahead of the smallest offset that the zone has within half a year: what calendars call daylight time. */
function isSummer(at: Temporal.ZonedDateTime): boolean {
  const around = [-9, -6, -3, 3, 6, 9].map((months) => at.add({ months }).offsetNanoseconds);
  return at.offsetNanoseconds > Math.min(...around);
}

/** `+0200`, `-0330`, with seconds only where an old local time had them. */
function offsetText(nanoseconds: number): string {
  const seconds = Math.round(Math.abs(nanoseconds) / 1e9);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, '0'));
  return `${nanoseconds < 0 ? '-' : '+'}${hours}${minutes}${rest === '00' ? '' : rest}`;
}

/**
 * Whether the wall clock names this instant unmistakably. Of two equal readings RFC 5545 (3.3.5) means the first and
 * some programs take the second, so a visit in such an hour is written in UTC.
 */
export function isSaidByWallClock(instant: string, zone: string): boolean {
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  const [first, last] = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return first === last;
}

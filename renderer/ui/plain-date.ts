import { Temporal } from 'temporal-polyfill';

/** Which of two ambiguous numbers is the day. */
export type DateOrder = 'dmy' | 'mdy';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function dateOf(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Two digits mean the latest such year that is not after next year: `80` is 1980, `26` is 2026. */
function fullYear(text: string, today: Temporal.PlainDate): number {
  const year = Number(text);
  if (text.length > 2) return year;
  const latest = today.year + 1;
  const guess = Math.floor(latest / 100) * 100 + year;
  return guess > latest ? guess - 100 : guess;
}

function relative(text: string, today: Temporal.PlainDate): string | null {
  if (text === 'today') return today.toString();
  if (text === 'tomorrow') return today.add({ days: 1 }).toString();
  if (text === 'yesterday') return today.subtract({ days: 1 }).toString();
  const match = /^([+-])(\d{1,3})([dwmy]?)$/.exec(text);
  if (!match) return null;
  const amount = Number(match[2]) * (match[1] === '-' ? -1 : 1);
  const unit = { d: 'days', w: 'weeks', m: 'months', y: 'years', '': 'days' }[match[3] ?? ''] ?? 'days';
  return today.add({ [unit]: amount }).toString();
}

/**
 * Reads a date as people type it: `2026-11-22`, `22.11.26`, `22/11/2026`, `22 nov 2026`, `22112026`, `today`, `+2w`.
 * `today` is `YYYY-MM-DD`. Null when it is not a date; an impossible day (31 April) is not one.
 */
export function parseDate(typed: string, order: DateOrder, today: string): string | null {
  const now = Temporal.PlainDate.from(today);
  const text = typed.trim().toLowerCase();
  const asked = relative(text, now);
  if (asked !== null) return asked;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const parts = compact ? compact.slice(1) : text.split(/[\s./,-]+/).filter((part) => part !== '');
  const named = parts.findIndex((part) => months.includes(part.slice(0, 3)) && /^[a-z]+$/.test(part));
  if (named >= 0) {
    const [day, year] = parts.filter((_, at) => at !== named);
    if (day === undefined || !/^\d{1,2}$/.test(day) || (year !== undefined && !/^\d{2}(\d{2})?$/.test(year)))
      return null;
    const month = months.indexOf((parts[named] ?? '').slice(0, 3)) + 1;
    return dateOf(year === undefined ? now.year : fullYear(year, now), month, Number(day));
  }
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  const [first = '', second = '', third] = parts;
  if (first.length > 2 || second.length > 2 || third?.length === 1 || third?.length === 3) return null;
  const year = third === undefined ? now.year : fullYear(third, now);
  return order === 'dmy'
    ? dateOf(year, Number(second), Number(first))
    : dateOf(year, Number(first), Number(second));
}

/** The date as a field shows it, `22/11/2026` or `11/22/2026`. Empty for the empty text. */
export function showDate(date: string, order: DateOrder): string {
  const [year, month, day] = date.split('-');
  if (year === undefined || month === undefined || day === undefined) return '';
  return order === 'dmy' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

/** `Sunday, 22 November 2026`: said back, so that a swapped day and month is seen. */
export function sayDate(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Temporal.Instant.from(`${date}T00:00:00Z`).epochMilliseconds);
}

/** Reads a time of day: `9`, `930`, `9:30`, `9.30`, `2pm`, `14h30`. Null when it is none. */
export function parseTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2})?)\s*(am|pm|a|p)?$/.exec(typed.trim().toLowerCase());
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? '0');
  const half = match[3]?.[0];
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The end of something: as `parseTime`, and 24:00 is midnight at the end of the day. */
export function parseEndTime(typed: string): string | null {
  return /^24([:.h ]?00)?$/.test(typed.trim().toLowerCase()) ? '24:00' : parseTime(typed);
}

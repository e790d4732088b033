import { Temporal } from 'temporal-polyfill';
import { fill } from '../../shared/rules/translations.ts';
import type { PaperWords } from './words/en.ts';

/** `3 May 1984`: with the month in letters, so that no reader takes the day for the month; never broken over lines. */
export function dateText(words: PaperWords, date: string): string {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return fill(words.date, { day, month: words.months[month - 1] ?? month, year });
}

/** `Monday 23 November 2026`. */
export function dayText(words: PaperWords, date: string): string {
  return `${words.weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? ''} ${dateText(words, date)}`;
}

/** `22 November 2026, 10:30` on the clinic's wall clock. */
export function momentText(words: PaperWords, instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return words.together(dateText(words, local.toPlainDate().toString()), clockText(instant, zone));
}

/** `10:30` on the clinic's wall clock. */
export function clockText(instant: string, zone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

import type { ShownDay } from '../../../shared/contract/hours.ts';
import { isOff, type BookVisit } from './book-visit.ts';
import type { DayLine } from './day-line.ts';

export type AgendaRow =
  | { kind: 'day'; date: string; visits: number; closures: readonly string[] }
  | { kind: 'visit'; date: string; visit: BookVisit; from: number; to: number };

/** Days with something on them, each with its visits by time; a visit over midnight stands on the day of its start. */
export function agendaRows(
  lines: readonly DayLine[],
  visits: readonly BookVisit[],
  hours: readonly ShownDay[],
): AgendaRow[] {
  return lines.flatMap((line): AgendaRow[] => {
    const own = visits.filter(({ starts }) => !line.before(starts) && !line.after(starts + 1));
    const closures = [
      ...new Set(hours.find(({ date }) => date === line.date)?.closures.map(({ label }) => label)),
    ];
    if (own.length === 0 && closures.length === 0) return [];
    return [
      { kind: 'day', date: line.date, visits: own.filter((visit) => !isOff(visit)).length, closures },
      ...own.map((visit) => {
        const from = line.minute(visit.starts);
        const to = (from + (visit.ends - visit.starts) / 60_000) % 1440;
        return { kind: 'visit' as const, date: line.date, visit, from, to };
      }),
    ];
  });
}

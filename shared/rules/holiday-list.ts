import { isPlainDate } from './calendar.ts';
import { fold } from './names.ts';

export type ListProblem = 'no-date' | 'not-a-date' | 'no-name' | 'too-long' | 'twice' | 'known';

export interface ListedHoliday {
  /** Counted from 1, as the person sees it. */
  line: number;
  /** As pasted. */
  text: string;
  date: string;
  label: string;
  problem: ListProblem | null;
}

const longestLabel = 80;

/**
 * Reads `YYYY-MM-DD name` lines as they come from a web page or a spreadsheet: a tab, comma or semicolon may part the
 * two. Other orders of day and month are not guessed. Empty lines are passed over; `known` are those recorded already.
 */
export function readHolidayList(
  text: string,
  known: readonly { date: string; label: string }[] = [],
): ListedHoliday[] {
  const keyOf = (date: string, label: string) => `${date} ${fold(label)}`;
  const recorded = new Set(known.map(({ date, label }) => keyOf(date, label)));
  const seen = new Set<string>();
  return text.split(/\r\n|\r|\n/).flatMap((row, index) => {
    if (row.trim() === '') return [];
    const [, date = '', rest = ''] = /^\s*["']?(\d{4}-\d{1,2}-\d{1,2})(?:["']?[\s,;]+(.*))?$/.exec(row) ?? [];
    const label = rest
      .replace(/["']?\s*$/, '')
      .replace(/^["']/, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    const listed = { line: index + 1, text: row.trim(), date, label };
    const key = keyOf(date, label);
    const problem = problemOf(date, label) ?? (seen.has(key) ? 'twice' : recorded.has(key) ? 'known' : null);
    seen.add(key);
    return [{ ...listed, problem }];
  });
}

function problemOf(date: string, label: string): ListProblem | null {
  if (date === '') return 'no-date';
  if (!isPlainDate(date) || date < '1900' || date >= '2200') return 'not-a-date';
  if (label === '') return 'no-name';
  return label.length > longestLabel ? 'too-long' : null;
}

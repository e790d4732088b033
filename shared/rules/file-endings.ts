/** How a kept file's name ends, by what it is. */
const endings: Readonly<Record<string, Ending>> = {
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'application/json': 'json',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};
export type Ending = 'pdf' | 'ics' | 'csv' | 'json' | 'png' | 'jpg';

export function endingOf(type: string): Ending {
  return endings[type.split(';')[0] ?? ''] ?? 'pdf';
}

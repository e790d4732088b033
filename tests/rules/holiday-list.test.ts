import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHolidayList } from '../../shared/rules/holiday-list.ts';

const read = (text: string, known: { date: string; label: string }[] = []) =>
  readHolidayList(text, known).map(({ line, date, label, problem }) => [line, date, label, problem]);

describe('a pasted list of holidays', () => {
  it('is read from web pages and spreadsheets: blanks, tabs, commas, semicolons, quotes, empty lines', () => {
    expect(
      read(
        '2027-01-01 New Year’s Day\r\n2027-03-26\tGood  Friday\n\n2027-04-27, Freedom Day\n"2027-05-01";"Workers’ Day"',
      ),
    ).toEqual([
      [1, '2027-01-01', 'New Year’s Day', null],
      [2, '2027-03-26', 'Good Friday', null],
      [4, '2027-04-27', 'Freedom Day', null],
      [5, '2027-05-01', 'Workers’ Day', null],
    ]);
  });

  it('names each line that cannot be taken, and guesses no order of day and month', () => {
    expect(
      read(
        `25.12.2026 Christmas\n2026-02-30 No day\n2026-1-5 Too short\n2026-12-24\n2026-12-26 ${'x'.repeat(81)}`,
      ),
    ).toMatchObject([
      [1, '', '', 'no-date'],
      [2, '2026-02-30', 'No day', 'not-a-date'],
      [3, '2026-1-5', 'Too short', 'not-a-date'],
      [4, '2026-12-24', '', 'no-name'],
      [5, '2026-12-26', 'x'.repeat(81), 'too-long'],
    ]);
  });

  it('passes over what stands in it twice or is recorded already, in whatever case', () => {
    const known = [{ date: '2027-04-27', label: 'Freedom Day' }];
    expect(
      read('2027-05-01 Workers’ Day\n2027-05-01 workers’ day\n2027-04-27 FREEDOM DAY', known).map(
        (one) => one[3],
      ),
    ).toEqual([null, 'twice', 'known']);
  });

  it('never takes a date that no calendar has, whatever was pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { date, label, problem } of readHolidayList(text)) {
          if (problem !== null) continue;
          expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          expect(label.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

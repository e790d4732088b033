import { describe, expect, it } from 'vitest';
import { daysAlike, finished, nextSpan, startingWeek } from '../../renderer/screens/setup/week.ts';
import { parseEndTime } from '../../renderer/ui/plain-date.ts';

describe('a week as it is typed', () => {
  const week = startingWeek('08:00', '18:00');

  it('starts with the days of most clinics', () => {
    expect(week.map((spans) => spans.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  it('is not finished while a time is missing', () => {
    expect(finished(week)).toEqual(week);
    expect(finished(week.map((spans, day) => (day === 2 ? [{ from: '08:00', to: '' }] : spans)))).toBeNull();
  });

  it('goes on after the last pair of times, to the end of the day', () => {
    const profile = { dayStart: '08:00', dayEnd: '18:00' };
    expect(nextSpan([], profile)).toEqual({ from: '08:00', to: '18:00' });
    expect(nextSpan([{ from: '08:00', to: '12:00' }], profile)).toEqual({ from: '', to: '18:00' });
    expect(nextSpan([{ from: '08:00', to: '18:00' }], profile)).toEqual({ from: '', to: '' });
  });

  it('is said in few words: days alike together, closed ones left out', () => {
    const split = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    const said = daysAlike([split, split, [], split, [{ from: '08:00', to: '12:00' }], [], []]);
    expect(said).toEqual([
      { first: 1, last: 2, spans: '08:00–12:00, 13:00–17:00' },
      { first: 4, last: 4, spans: '08:00–12:00, 13:00–17:00' },
      { first: 5, last: 5, spans: '08:00–12:00' },
    ]);
  });

  it('takes midnight as an end, and nothing else beyond the day', () => {
    expect(['24:00', '2400', '24', '0:00', '18', '24:01', '25'].map(parseEndTime)).toEqual([
      ...['24:00', '24:00', '24:00', '00:00', '18:00'],
      ...[null, null],
    ]);
  });
});

import type { SeriesPlan } from '../../../../shared/contract/series.ts';
import { addDays, weekday } from '../../../../shared/rules/calendar.ts';

/** What is chosen in the fields, as typed. */
export interface RuleForm {
  unit: 'days' | 'weeks' | 'months';
  every: string;
  weekdays: number[];
  monthly: 'day' | 'nth' | 'last';
  shortMonths: 'last' | 'skip' | null;
  from: string;
  time: string;
  ends: 'count' | 'date';
  count: string;
  until: string;
  append: boolean;
}

export function newRule(start: { date: string; time: string }): RuleForm {
  return {
    ...{ unit: 'weeks', every: '1', weekdays: [weekday(start.date)], monthly: 'day', shortMonths: null },
    ...{ from: start.date, time: start.time, ends: 'count', count: '6', until: '', append: true },
  };
}

/** Which of the month's weekdays of that name a date is; the fifth is always the last. */
export function nthOf(date: string): 1 | 2 | 3 | 4 | null {
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return nth === 1 || nth === 2 || nth === 3 || nth === 4 ? nth : null;
}

export function isLastOfMonth(date: string): boolean {
  return addDays(date, 7).slice(0, 7) !== date.slice(0, 7);
}

type Timing = Pick<SeriesPlan, 'rule' | 'from' | 'time' | 'ends' | 'append'>;

/** The plan that the fields say; null while one of them is empty. */
export function timingOf(form: RuleForm): Timing | null {
  const { from, time, append } = form;
  const every = Number(form.every);
  const count = Number(form.count);
  if (from === '' || time === '' || !Number.isInteger(every) || every < 1 || every > 52) return null;
  if (form.ends === 'count' && !(Number.isInteger(count) && count >= 1 && count <= 100)) return null;
  if (form.ends === 'date' && form.until === '') return null;
  const ends =
    form.ends === 'count'
      ? ({ kind: 'count', count } as const)
      : ({ kind: 'date', until: form.until } as const);
  const rule = ruleOf(form, every);
  return rule === null ? null : { rule, from, time, ends, append };
}

function ruleOf(
  { unit, weekdays, monthly, shortMonths, from }: RuleForm,
  every: number,
): Timing['rule'] | null {
  if (unit === 'days') return { kind: 'days', every };
  if (unit === 'weeks') return weekdays.length === 0 ? null : { kind: 'weeks', every, weekdays };
  if (monthly === 'day') {
    const day = Number(from.slice(8));
    return { kind: 'month-day', every, day, shortMonths: day > 28 ? shortMonths : 'last' };
  }
  const nth = monthly === 'last' ? 'last' : (nthOf(from) ?? 'last');
  return { kind: 'month-weekday', every, nth, weekday: weekday(from) };
}

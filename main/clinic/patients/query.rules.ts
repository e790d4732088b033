import { fold, normalisePhone, phoneKey } from '../../../shared/rules/names.ts';
import { isPlainDate } from '../../../shared/rules/calendar.ts';

/** What somebody typed into the search box, taken apart. All parts must hold. */
export interface Query {
  /** Folded beginnings, or three letters or more from inside, of words of the name. */
  words: string[];
  /** Days of birth that were meant; several where the form has two readings. Empty: no date was typed. */
  births: { from: string; to: string }[];
  /** Digits in a row of a phone number, without country plus and trunk zero; at least three. */
  phone: string | null;
  /** The clinic's own number, where the text can be one. */
  number: number | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthWord = new RegExp(`(\\d{1,2})\\.?\\s+(${months.join('|')})[a-z]*\\.?,?\\s+(\\d{4})`, 'i');
const dateForm = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/;
const phoneForm = /^[\d\s+()/.-]+$/;
const oldestYear = 1880;

/** @param today decides the century of a two-digit year: nobody is born in the future. */
export function readQuery(text: string, today: string): Query {
  const typed = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  const number = /^p?-?0*(\d{1,7})$/i.exec(typed)?.[1];
  const query: Query = {
    words: [],
    births: [],
    phone: null,
    number: number === undefined ? null : Number(number),
  };
  const spelt = typed.replace(monthWord, (_, day: string, month: string, year: string) => {
    return `${year}-${two(months.indexOf(month.toLowerCase()) + 1)}-${two(day)}`;
  });
  const rest: string[] = [];
  for (const token of spelt.split(/[\s,;]+/)) {
    const births = birthsOf(token, today);
    if (births.length > 0) query.births.push(...births);
    else if (token !== '') rest.push(token);
  }
  const left = rest.join(' ');
  if (phoneForm.test(left)) {
    const digits = phoneKey(left);
    query.phone = normalisePhone(left) !== '' && digits.length >= 3 ? digits : null;
  } else query.words = [...new Set(fold(left).split(' '))].filter((word) => word !== '').slice(0, 8);
  return query;
}

/** Nothing that could be looked for. */
export function isEmptyQuery({ words, births, phone, number }: Query): boolean {
  return words.length === 0 && births.length === 0 && phone === null && number === null;
}

function birthsOf(token: string, today: string): Query['births'] {
  if (/^\d{4}$/.test(token)) {
    const year = Number(token);
    return year >= oldestYear && token <= today.slice(0, 4)
      ? [{ from: `${token}-01-01`, to: `${token}-12-31` }]
      : [];
  }
  const parts = dateForm.exec(token);
  if (parts === null) return [];
  const [, first = '', sign, second = '', third = ''] = parts;
  const readings =
    first.length === 4
      ? [[first, second, third]]
      : yearsOf(third, today).map((year) => [year, second, first]);
  // With slashes and dashes the month may come first; with dots it never does.
  if (first.length < 4 && sign !== '.')
    readings.push(...yearsOf(third, today).map((year) => [year, first, second]));
  const days = readings.map(([year = '', month = '', day = '']) => `${year}-${two(month)}-${two(day)}`);
  return [...new Set(days)]
    .filter((day) => isPlainDate(day) && day <= today)
    .map((day) => ({ from: day, to: day }));
}

function yearsOf(text: string, today: string): string[] {
  if (text.length === 4) return [text];
  if (text.length !== 2) return [];
  return ['20', '19'].map((century) => century + text).filter((year) => year <= today.slice(0, 4));
}

function two(part: string | number): string {
  return String(part).padStart(2, '0');
}

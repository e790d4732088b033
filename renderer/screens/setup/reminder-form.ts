import { Temporal } from 'temporal-polyfill';
import type { ReminderTemplate } from '../../../shared/contract/reminders.ts';

/** `48 3` or `48, 3` as hours; null for anything else. Nothing typed means no reminder at all. */
export function readLeads(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const hours = parts.map(Number);
  const fits = hours.every((one) => Number.isInteger(one) && one >= 1 && one <= 336);
  return fits && hours.length <= 4 ? hours : null;
}

export function inUse({ origin, approved }: ReminderTemplate): boolean {
  return origin === 'shipped' || approved !== null;
}

export function languageName(code: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'code' }).of(code) ?? code;
}

/** A day as a reminder in that language says it; English where the code is none. */
export function sayExampleDay(language: string): string {
  const day = Temporal.PlainDate.from('2027-03-04');
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return day.toLocaleString(/^[a-z]{2,3}$/.test(language) && language !== 'en' ? language : 'en-GB', options);
}

export const usualPort = { tls: 465, starttls: 587, none: 25 } as const;

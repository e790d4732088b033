import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { DateOrder } from './plain-date.ts';

/** Set once by the app: how dates are typed here, what day it is in the house's own zone, and that zone. */
export const DateHabit = createContext<{ order: DateOrder; today: () => string; zone?: string | undefined }>({
  order: 'dmy',
  today: () => Temporal.Now.plainDateISO().toString(),
});

/** `25 Jun 1967`: short, and not to be read the other way round. */
export function useSayDate(): (date: string) => string {
  const { i18n } = useTranslation();
  return useCallback(
    (date) =>
      // A year alone is all that some roles may see of a birth date.
      date.length < 10
        ? date
        : Temporal.PlainDate.from(date).toLocaleString(i18n.language, {
            day: 'numeric',
            month: 'short',
            year: 'numeric',
          }),
    [i18n.language],
  );
}

/** Says an instant in the house's own zone and habit. */
export function useSayMoment(options: Intl.DateTimeFormatOptions): (instant: string) => string {
  const { i18n } = useTranslation();
  const { zone } = useContext(DateHabit);
  const said = JSON.stringify(options);
  return useCallback(
    (instant) => {
      const format = JSON.parse(said) as Intl.DateTimeFormatOptions;
      return Temporal.Instant.from(instant)
        .toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())
        .toLocaleString(i18n.language, format);
    },
    [i18n.language, zone, said],
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { q } from '../rpc.ts';

export interface When {
  /** `2 May 1984` */
  day: (date: string) => string;
  /** `23 Nov 2026, 10:05`, by the clinic's own clock. */
  moment: (instant: string) => string;
  /** `10:05`, by the clinic's own clock. */
  time: (instant: string) => string;
  /** The day on which an instant falls at the clinic, in words. */
  dayOf: (instant: string) => string;
}

/** Dates and times as people here read them: in the clinic's zone, day before month. */
export function useWhen(): When {
  const { i18n } = useTranslation();
  const practice = useQuery(q.practice.overview.queryOptions());
  const zone = practice.data?.profile.zone ?? 'UTC';
  const language = i18n.language === 'en' ? 'en-GB' : i18n.language;
  const at = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    day: (date) => Temporal.PlainDate.from(date).toLocaleString(language, { dateStyle: 'medium' }),
    moment: (instant) => at(instant).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
    time: (instant) => at(instant).toLocaleString(language, { timeStyle: 'short' }),
    dayOf: (instant) => at(instant).toLocaleString(language, { dateStyle: 'medium' }),
  };
}

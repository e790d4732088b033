import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { q } from '../../rpc.ts';

/** A plain date in words: `2 May 1984`. */
export function useDayText(): (date: string) => string {
  const { i18n } = useTranslation();
  return (date) =>
    Temporal.PlainDate.from(date).toLocaleString(i18n.language === 'en' ? 'en-GB' : i18n.language, {
      dateStyle: 'long',
    });
}

/** An instant as the clinic's own clock shows it. */
export function useClinicTime(): (instant: string, style?: 'date') => string {
  const { i18n } = useTranslation();
  const practice = useQuery(q.practice.overview.queryOptions());
  const zone = practice.data?.profile.zone ?? 'UTC';
  return (instant, style) => {
    const when = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
    return when.toLocaleString(
      i18n.language === 'en' ? 'en-GB' : i18n.language,
      style === 'date' ? { dateStyle: 'long' } : { dateStyle: 'long', timeStyle: 'short' },
    );
  };
}

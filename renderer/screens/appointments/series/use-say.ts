import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { PlannedVisit } from '../../../../shared/contract/series.ts';
import { timeIn } from '../day-time.ts';

/** Dates, times and states of a series in words, in the clinic's zone. */
export function useSay(zone: string) {
  const { t, i18n } = useTranslation('series');
  const language = i18n.language === 'en' ? 'en-GB' : i18n.language;
  const day = (date: string) =>
    Temporal.PlainDate.from(date).toLocaleString(language, {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    });
  const dayOf = (instant: string) =>
    day(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString());
  const time = (instant: string) => timeIn(zone, instant);
  const state = ({ state: one, decision }: PlannedVisit): string => {
    if (decision === 'skipped') return t('state.skipped');
    if (decision === 'kept') return t('state.kept');
    if (one.kind === 'free') return t(decision === 'taken' ? 'state.taken' : 'state.free');
    if (one.kind === 'taken') {
      const span =
        one.startsAt === null || one.endsAt === null ? '' : `${time(one.startsAt)}–${time(one.endsAt)}`;
      return t(`state.by.${one.by}`, { time: span });
    }
    if (one.kind === 'closed') return t(`state.why.${one.why}`, { label: one.label });
    return t(`state.${one.kind}`);
  };
  return { day, dayOf, time, state };
}

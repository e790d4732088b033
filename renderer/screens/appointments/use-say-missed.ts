import { useTranslation } from 'react-i18next';
import type { Reliability } from '../../../shared/contract/appointments.ts';

/** `1 did not attend, 2 late`: what did not take place within a year; `Nothing` where all did. */
export function useSayMissed(): (missed: Reliability) => string {
  const { t } = useTranslation('appointments');
  return (missed) => {
    const said = (['didNotAttend', 'lateCancelled', 'cancelled', 'moved'] as const).flatMap((kind) =>
      missed[kind] === 0 ? [] : [t(`missed.${kind}`, { count: missed[kind] })],
    );
    return said.length === 0 ? t('missed.nothing') : said.join(', ');
  };
}

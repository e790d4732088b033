import { useTranslation } from 'react-i18next';
import type { LetterTemplate } from '../../../../shared/contract/letters.ts';
import { useSayMoment } from '../../../ui/date-habit.ts';

/** `As shipped`, or which version by whom and when. */
export function useVersionWords(): (version: Pick<LetterTemplate, 'number' | 'changed'>) => string {
  const { t } = useTranslation('letters');
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  return ({ number, changed }) =>
    changed === null ? t('asShipped') : t('version', { number, by: changed.by, on: sayDay(changed.at) });
}

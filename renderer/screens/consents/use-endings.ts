import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';

/** What may end a consent before its day, as sentences; none where only its months were agreed. */
export function useEndings({ term }: ConsentPlan): string[] {
  const { t } = useTranslation('consents');
  const visits = term?.visits ?? null;
  const courseId = term?.courseId ?? null;
  return [
    ...(visits === null ? [] : [t('talk.endsAfter', { count: visits })]),
    ...(courseId === null ? [] : [t('talk.endsWithCourse')]),
  ];
}

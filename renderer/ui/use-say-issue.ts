import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SayIssue } from './form.ts';

/** Plain words for what is wrong with a field: missing, too long, not of the right shape. */
export function useSayIssue(): SayIssue {
  const { t } = useTranslation('ui');
  return useCallback(
    (issue) => {
      if (issue.code === 'too_small') return t('issue.missing');
      if (issue.code === 'too_big') return t('issue.tooLong');
      if (issue.code === 'invalid_type') return t('issue.missing');
      return t('issue.shape');
    },
    [t],
  );
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordIssue } from '../../../shared/contract/errors.ts';

/** Plain words for what a check found: the catalogue's sentence for its code, with the figures that it carries. */
export function useIssueWords(): (issue: RecordIssue) => string {
  const { t, i18n } = useTranslation('treatments');
  return useCallback(
    (issue) => {
      const key = `issue.${issue.code}`;
      const params = { ...issue.params, interpolation: { skipOnVariables: true } };
      if (i18n.exists(`treatments:${key}`)) return String(t(key as 'issue.required', params));
      return t('issue.other', { code: issue.code.replaceAll('-', ' '), figures: Object.values(issue.params ?? {}).join(', ') });
    },
    [t, i18n],
  );
}

import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import { hasReason, reasonKey } from '../../../../shared/rules/issues.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { useIssueWords } from './issue-words.ts';
import css from '../treatments.module.css';

interface IssueListProps {
  issues: readonly RecordIssue[];
  reasons: Readonly<Record<string, string>>;
  onReason?: (key: string, reason: string) => void;
}

/** What the checks found: refused things say what to change, asked things take a reason. */
export function IssueList({ issues, reasons, onReason }: IssueListProps) {
  const { t } = useTranslation('treatments');
  const say = useIssueWords();
  if (issues.length === 0) return null;
  return (
    <ul className={css['issues']}>
      {issues.map((issue) => {
        const key = reasonKey(issue);
        const answered = issue.level === 'ask' && hasReason(issue, reasons);
        return (
          <li
            key={`${key}:${issue.fieldKey ?? ''}:${issue.at ?? ''}`}
            data-level={issue.level}
            data-answered={answered || undefined}
            data-issue={issue.level === 'refuse' || (issue.level === 'ask' && !answered) ? 'open' : undefined}
          >
            <Tag
              tone={
                issue.level === 'refuse'
                  ? 'bad'
                  : issue.level === 'ask'
                    ? answered
                      ? 'ok'
                      : 'warn'
                    : 'neutral'
              }
            >
              {t(`level.${issue.level}`)}
            </Tag>
            <div className={css['issueText']}>
              <span>{say(issue)}</span>
              {issue.level === 'ask' && onReason !== undefined && (
                <TextInput
                  aria-label={t('reasonFor', { what: say(issue) })}
                  placeholder={t('reason')}
                  value={reasons[key] ?? ''}
                  maxLength={500}
                  onChange={(event) => onReason(key, event.currentTarget.value)}
                />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

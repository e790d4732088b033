import type { RecordIssue } from '../contract/errors.ts';

/**
 * A finding of a check. `refuse` stands whatever is said; `ask` is resolved by a reason under `reasonKey`; `note` informs.
 * `params` carries what the message needs: limits and values as decimal text, units as UCUM codes,
 * `site` as `siteId:side`, `part` as substance id.
 */
export type Issue = RecordIssue;

/** The key under which the reason for an asked issue is kept: `code`, `code@at.field`, `code@at.field#site` or `…#part`. */
export function reasonKey(issue: Issue): string {
  const place =
    issue.at === undefined && issue.fieldKey === undefined
      ? ''
      : `@${issue.at ?? ''}.${issue.fieldKey ?? ''}`;
  const within = issue.params?.['site'] ?? issue.params?.['part'];
  return `${issue.code}${place}${within === undefined ? '' : `#${within}`}`;
}

/** Shortest text that counts as a reason. */
const REASON_LENGTH = 3;

export function hasReason(issue: Issue, reasons: Readonly<Record<string, string>>): boolean {
  const key = reasonKey(issue);
  return Object.hasOwn(reasons, key) && (reasons[key] ?? '').trim().length >= REASON_LENGTH;
}

/** What still stands in the way of signing: everything refused, and what is asked and not yet answered. */
export function standing(issues: readonly Issue[], reasons: Readonly<Record<string, string>>): Issue[] {
  return issues.filter(
    (issue) => issue.level === 'refuse' || (issue.level === 'ask' && !hasReason(issue, reasons)),
  );
}

import type { ProcedureBlock, RetainedNeedle } from '../contract/treatment-block.ts';
import { siteKey } from './block-form.ts';
import { isPlainDate } from './calendar.ts';
import { compare, parseDecimal, subtract } from './decimal.ts';
import type { Issue } from './issues.ts';

/** Words that say something; a dash or a dot explains nothing. */
const LEAST_WORDS = 3;

function counted(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const reading = parseDecimal(value);
  return reading.ok ? reading.value : null;
}

/** How many needles the block says are still in, or were not found. */
export function needlesAccountedFor({ retained = [], lost }: ProcedureBlock): number {
  return retained.reduce((sum, { count }) => sum + count, 0) + (lost?.count ?? 0);
}

/**
 * Needles in are needles out, those that were left in on purpose, and those that were searched for and not found; nothing
 * else explains a difference. `staysPossible`: whether this technique has needles that can stay in.
 */
export function needleCountIssues(
  block: ProcedureBlock,
  { sessionDate, staysPossible }: { sessionDate: string; staysPossible: boolean },
): Issue[] {
  const { id, retained = [], lost, sites } = block;
  const issue = (code: string, params?: Record<string, string>, level: Issue['level'] = 'refuse'): Issue => ({
    level,
    code,
    at: id,
    fieldKey: 'needlesOut',
    ...(params && { params }),
  });
  const issues: Issue[] = [];
  const [placed, removed] = [counted(block.values['needlesIn']), counted(block.values['needlesOut'])];
  const explained = needlesAccountedFor(block);
  if (placed !== null && removed !== null && compare(subtract(placed, removed), String(explained)) !== 0) {
    const params = { in: placed, out: removed };
    issues.push(
      explained === 0
        ? issue('needle-count', params)
        : issue('needles-do-not-add-up', { ...params, explained: String(explained) }),
    );
  }
  if (retained.length > 0 && !staysPossible) issues.push(issue('needle-cannot-stay'));
  const treated = new Set(sites.map(siteKey));
  const seen = new Set<string>();
  for (const one of retained) {
    const site = siteKey(one);
    if (!treated.has(site)) issues.push(issue('needle-left-elsewhere', { site }));
    if (seen.has(site)) issues.push(issue('needle-left-twice', { site }));
    seen.add(site);
    issues.push(...retainedIssues(one, sessionDate).map((code) => issue(code, { site })));
  }
  if (lost !== undefined && [lost.reason, lost.done].some((text) => text.trim().length < LEAST_WORDS))
    issues.push(issue('needle-lost-unexplained', { count: String(lost.count) }));
  return issues;
}

function retainedIssues({ dueOn, removedBy }: RetainedNeedle, sessionDate: string): string[] {
  return [
    ...(dueOn === null || !isPlainDate(dueOn) || dueOn < sessionDate ? ['needle-left-until'] : []),
    ...(removedBy === null ? ['needle-left-remover'] : []),
  ];
}

import type { ProcedureBlock, RetainedNeedle } from '../contract/treatment-block.ts';
import { siteKey } from './block-form.ts';
import { isPlainDate } from './calendar.ts';
import { add, compare, parseDecimal, subtract } from './decimal.ts';
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
  const issues: Issue[] = atSites(block, issue);
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

/** The two counts of needles: of a block, and of each of its places where somebody counts them there. */
export const NEEDLE_COUNTS = ['needlesIn', 'needlesOut'] as const;

/** What the counts at the places come to; null where none was counted by its place. */
export function countAtSites(
  { sites }: Pick<ProcedureBlock, 'sites'>,
  key: (typeof NEEDLE_COUNTS)[number],
): string | null {
  const counts = sites.flatMap(({ values }) => counted(values[key]) ?? []);
  return counts.length === 0 ? null : add(...counts);
}

type MakeIssue = (code: string, params?: Record<string, string>) => Issue;

/** Where needles were counted by their place: the places make up the count of the block, and each of them is empty again. */
function atSites(block: ProcedureBlock, issue: MakeIssue): Issue[] {
  const issues: Issue[] = [];
  for (const key of NEEDLE_COUNTS) {
    const [sum, total] = [countAtSites(block, key), counted(block.values[key])];
    if (sum !== null && total !== null && compare(sum, total) !== 0)
      issues.push({ ...issue('needles-by-place', { sum, total }), fieldKey: key });
  }
  for (const site of block.sites) {
    const placed = counted(site.values['needlesIn']);
    const removed = counted(site.values['needlesOut']);
    if (placed === null || removed === null) continue;
    const stays = (block.retained ?? []).find((one) => siteKey(one) === siteKey(site))?.count ?? 0;
    const open = subtract(placed, add(removed, String(stays)));
    // What was not found may have been lost at any place, and never adds needles.
    if (compare(open, '0') < 0 || (compare(open, '0') > 0 && block.lost === undefined))
      issues.push(issue('needle-count', { in: placed, out: removed, site: siteKey(site) }));
  }
  return issues;
}

/** Needles of the whole visit, as far as they are counted; null where no technique of it has any. */
export function needlesOfVisit(
  blocks: readonly ProcedureBlock[],
): { placed: string; removed: string } | null {
  const sum = (key: (typeof NEEDLE_COUNTS)[number]) =>
    blocks.flatMap(({ values }) => counted(values[key]) ?? []);
  const placed = sum('needlesIn');
  return placed.length === 0 ? null : { placed: add(...placed), removed: add('0', ...sum('needlesOut')) };
}

function retainedIssues({ dueOn, removedBy }: RetainedNeedle, sessionDate: string): string[] {
  return [
    ...(dueOn === null || !isPlainDate(dueOn) || dueOn < sessionDate ? ['needle-left-until'] : []),
    ...(removedBy === null ? ['needle-left-remover'] : []),
  ];
}

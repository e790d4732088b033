import type { FieldDefinition } from '../contract/reference.ts';
import type { BlockSite, ProcedureBlock } from '../contract/treatment-block.ts';
import {
  formOf,
  isBlank,
  sessionFields,
  siteKey,
  valueAt,
  type BlockContext,
  type BlockForm,
  type FormField,
} from './block-form.ts';
import { deriveBlock, type DerivedBlock } from './block-derive.ts';
import { siteRules, blockRules } from './block-rules.ts';
import { parseDecimal } from './decimal.ts';
import { agreement } from './dose.ts';
import { rangeProblem, valueProblem, type FieldProblem } from './field-check.ts';
import { hasReason, type Issue } from './issues.ts';
import { NEEDLE_COUNTS } from './needle-count.ts';
import { isNeedleTechnique, type Reference } from './reference.ts';
import { isLungField } from './sites.ts';

/** Ceiling of the class 4 profile, from the note of the field `averagePower`; the file's own limit is that of class 3B. */
const CLASS_4_MW = 15_000;

function limits(form: BlockForm, context: BlockContext): BlockForm {
  if (!context.class4Laser) return form;
  const raise = (field: FormField): FormField =>
    field.key === 'averagePower' && field.hard ? { ...field, hard: [field.hard[0], CLASS_4_MW] } : field;
  return { ...form, site: form.site.map(raise) };
}

function place(problem: FieldProblem, at: string, fieldKey: string, site?: BlockSite): Issue {
  const params = site ? { ...problem.params, site: siteKey(site) } : problem.params;
  return { level: problem.level, code: problem.code, at, fieldKey, ...(params && { params }) };
}

/** A typed value of a derived field: over 5 % off is asked, over 20 % is refused until there is a reason. */
function typedAgainstComputed(
  reference: Reference,
  field: FieldDefinition,
  typed: string,
  computed: string | undefined,
): FieldProblem | null {
  if (computed === undefined || !parseDecimal(typed).ok) return null;
  const verdict = agreement(typed, computed);
  if (verdict === 'agrees') return null;
  const laser =
    reference.data.techniques.rules.some(({ id }) => id === 'rule-laser-dose-agree') && field.unit === 'J';
  const code = laser ? 'laser-dose-agree' : 'typed-differs';
  return {
    level: verdict === 'off' ? 'ask' : 'refuse',
    code,
    params: { typed, computed, unit: field.unit ?? '1' },
  };
}

/** Beyond 20 % a reason turns the refusal into something asked and answered. */
function softened(issue: Issue, context: BlockContext): Issue {
  const byReason = issue.code === 'laser-dose-agree' || issue.code === 'typed-differs';
  return byReason && issue.level === 'refuse' && hasReason(issue, context.reasons ?? {})
    ? { ...issue, level: 'ask' }
    : issue;
}

function strayKeys(reference: Reference, form: BlockForm, block: ProcedureBlock): Issue[] {
  const traditional = new Set(reference.fieldGroups.get('tcm')?.map(({ key }) => key));
  const stray = (key: string, known: readonly FormField[], site?: BlockSite): Issue[] => {
    if (known.some((field) => field.key === key)) return [];
    if (site !== undefined && countedAt(form, key) !== undefined) return [];
    const code = traditional.has(key)
      ? 'tcm-separate'
      : form.block.some((field) => field.key === key)
        ? 'not-per-site'
        : 'unknown-field';
    return [place({ level: 'refuse', code }, block.id, key, site)];
  };
  const ofBlock = [...form.block, ...form.site.filter(({ inheritable }) => inheritable)];
  return [
    ...Object.keys(block.values).flatMap((key) => stray(key, ofBlock)),
    ...block.sites.flatMap((site) => Object.keys(site.values).flatMap((key) => stray(key, form.site, site))),
  ];
}

/** The count of needles that may be kept by place as well as for the block; undefined for any other field. */
function countedAt(form: BlockForm, key: string): FormField | undefined {
  return NEEDLE_COUNTS.some((one) => one === key) ? form.block.find((field) => field.key === key) : undefined;
}

function asksFor(reference: Reference, field: FormField, site: BlockSite): boolean {
  return field.onlyAt !== 'lung-field' || isLungField(reference, site.siteId);
}

/** Missing and ill-typed values. What is missing at every site is said once, for the block. */
function fieldIssues(
  reference: Reference,
  form: BlockForm,
  block: ProcedureBlock,
  derived: DerivedBlock,
): Issue[] {
  const issues: Issue[] = [];
  const judge = (
    field: FormField,
    value: ProcedureBlock['values'][string] | undefined,
    computed: string | undefined,
    site?: BlockSite,
  ) => {
    if (field.type === 'derived') {
      const range = computed === undefined ? null : rangeProblem(field, computed);
      if (range) issues.push(place(range, block.id, field.key, site));
      const typed =
        typeof value === 'string' ? typedAgainstComputed(reference, field, value, computed) : null;
      if (typed) issues.push(place(typed, block.id, field.key, site));
    }
    if (value === undefined || isBlank(value)) return;
    const problem =
      field.type === 'derived'
        ? valueProblem({ ...field, hard: undefined, warn: undefined }, value)
        : valueProblem(field, value);
    if (problem) issues.push(place(problem, block.id, field.key, site));
  };
  for (const field of form.block) {
    judge(field, block.values[field.key], derived.block[field.key]);
    if (field.required && field.type !== 'derived' && isBlank(block.values[field.key])) {
      issues.push(place({ level: 'refuse', code: 'required' }, block.id, field.key));
    }
  }
  for (const site of block.sites)
    for (const [key, value] of Object.entries(site.values)) {
      const count = countedAt(form, key);
      if (count !== undefined) judge(count, value, undefined, site);
    }
  for (const field of form.site) {
    const asked = block.sites.filter((site) => asksFor(reference, field, site));
    const missing =
      field.required && field.type !== 'derived'
        ? asked.filter((site) => isBlank(valueAt(block, site, field)))
        : [];
    if (missing.length > 0 && missing.length === asked.length)
      issues.push(place({ level: 'refuse', code: 'required' }, block.id, field.key));
    else
      for (const site of missing)
        issues.push(place({ level: 'refuse', code: 'required' }, block.id, field.key, site));
    const shared = field.inheritable ? block.values[field.key] : undefined;
    if (!isBlank(shared) && field.type !== 'derived') judge(field, shared, undefined);
    for (const site of asked) {
      const own = Object.hasOwn(site.values, field.key) ? site.values[field.key] : undefined;
      judge(
        field,
        field.type === 'derived' ? valueAt(block, site, field) : own,
        derived.sites.get(siteKey(site))?.[field.key],
        site,
      );
    }
  }
  return issues;
}

function siteIssues(reference: Reference, form: BlockForm, block: ProcedureBlock): Issue[] {
  const seen = new Set<string>();
  return block.sites.flatMap((site) => {
    const issues: Issue[] = [];
    const entry = reference.sites.get(site.siteId);
    const key = siteKey(site);
    if (seen.size === seen.add(key).size)
      issues.push(place({ level: 'refuse', code: 'site-twice' }, block.id, 'muscleOrSiteId', site));
    if (!entry)
      issues.push(place({ level: 'refuse', code: 'unknown-site' }, block.id, 'muscleOrSiteId', site));
    else if (entry.sided === (site.side === 'midline')) {
      issues.push(
        place({ level: entry.sided ? 'ask' : 'refuse', code: 'side-does-not-fit' }, block.id, 'side', site),
      );
    }
    if (site.findingId === undefined && form.technique.imsScope !== 'not-ims') {
      issues.push(place({ level: 'ask', code: 'no-finding' }, block.id, 'findingId', site));
    }
    return issues;
  });
}

/**
 * Everything that stands against the block: `refuse` cannot be signed, `ask` needs a reason under its `reasonKey`, `note`
 * informs. Covers required fields, types, options, limits with units, and the rules of the reference data. Injected
 * substances are checked with their administration.
 */
export function checkBlock(reference: Reference, block: ProcedureBlock, context: BlockContext): Issue[] {
  if (!reference.techniques.has(block.technique))
    return [{ level: 'refuse', code: 'unknown-technique', at: block.id }];
  const form = limits(formOf(reference, block.technique), context);
  const issues: Issue[] = [];
  if (block.variant !== undefined && !form.technique.variants?.includes(block.variant)) {
    issues.push({ level: 'refuse', code: 'unknown-variant', at: block.id, params: { value: block.variant } });
  }
  if (block.sites.length === 0)
    issues.push({ level: 'refuse', code: 'no-site', at: block.id, fieldKey: 'muscleOrSiteId' });
  const derived = deriveBlock(reference, block);
  issues.push(
    ...strayKeys(reference, form, block),
    ...siteIssues(reference, form, block),
    ...fieldIssues(reference, form, block, derived),
    ...blockRules(reference, form, block, context),
    ...block.sites.flatMap((site) => siteRules(reference, form, block, site, derived)),
  );
  return issues.map((issue) => softened(issue, context));
}

export type SessionCheck = {
  common: ProcedureBlock['values'];
  blocks: readonly ProcedureBlock[];
  firstVisit: boolean;
};

const LYING = new Set(['prone', 'supine', 'side-lying-left', 'side-lying-right']);

/** The visit as a whole: its own fields, both sides of the chest, lying for needles, no block twice. Blocks are checked one by one. */
export function checkSession(reference: Reference, { common, blocks, firstVisit }: SessionCheck): Issue[] {
  const issues: Issue[] = [];
  const fields = sessionFields(reference);
  for (const field of fields) {
    const value = common[field.key];
    if (value === undefined || isBlank(value)) {
      if (field.required) issues.push({ level: 'refuse', code: 'required', fieldKey: field.key });
      continue;
    }
    const problem = valueProblem(field, value);
    if (problem) issues.push({ ...problem, fieldKey: field.key });
  }
  for (const key of Object.keys(common)) {
    if (!fields.some((field) => field.key === key))
      issues.push({ level: 'refuse', code: 'unknown-field', fieldKey: key });
  }
  const twice = blocks.filter(({ id }, index) => blocks.findIndex((other) => other.id === id) !== index);
  issues.push(...twice.map((block): Issue => ({ level: 'refuse', code: 'block-twice', at: block.id })));
  const needled = blocks.filter(({ technique }) => isNeedleTechnique(reference, technique));
  const position = common['patientPosition'];
  if (needled.length > 0 && !(typeof position === 'string' && LYING.has(position))) {
    const params = { position: typeof position === 'string' ? position : '', firstVisit: String(firstVisit) };
    issues.push({ level: 'ask', code: 'first-visit-lying', fieldKey: 'patientPosition', params });
  }
  const chest = new Set(
    needled.flatMap(({ sites }) =>
      sites.filter(({ siteId }) => isLungField(reference, siteId)).map(({ side }) => side),
    ),
  );
  if (chest.has('left') && chest.has('right')) issues.push({ level: 'ask', code: 'both-chest-sides' });
  return issues;
}

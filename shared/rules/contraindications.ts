import type { OverrideRoute, ScreeningFlag, ScreeningLevel, Substance } from '../contract/reference.ts';
import type { Side } from '../contract/values.ts';
import { daysBetween } from './calendar.ts';
import { siteKey } from './block-form.ts';
import { matchPlace, type Match, type PlannedSite, type StatedPlace } from './places.ts';
import { entryOf, type Reference } from './reference.ts';

export type ScreeningAnswer = {
  flagId: string;
  /** `yes` means that the flag, by its name, applies: some patient questions are asked the other way round (`sensory-loss`). */
  answer: 'yes' | 'no' | 'unknown';
  /** The clinic's day on which it was last confirmed. */
  answeredOn: string;
  /** Where it is, for flags whose effect depends on a place; empty as long as nobody has said. */
  regions: readonly string[];
  side: Side | null;
  /** Sites (`siteId:side`) that the practitioner has said it is not at. */
  elsewhere?: readonly string[];
};

export type ScreeningPlan = {
  techniques: readonly string[];
  /** Empty while only a booking is planned: then every place-bound effect matches. */
  sites: readonly PlannedSite[];
  substances: readonly string[];
  /** Answers the flag `minor` where nobody else has. */
  ageYears?: number;
};

/** `yes` was answered; `unknown`, `unanswered` and `stale` stand for a question that must be asked (again). */
export type HitCause = 'yes' | 'site' | 'unknown' | 'unanswered' | 'stale';

export type ScreeningHit = {
  flagId: string;
  name: string;
  level: ScreeningLevel;
  target: { kind: 'technique' | 'substance'; id: string };
  where: string;
  /** Sites at which it holds; empty when it holds anywhere. */
  sites: string[];
  /** The place is assumed because nobody has said that it is elsewhere. */
  placeUnsaid: boolean;
  why: string;
  /** Only for blocks: the document or person that an override needs; `never` has none. */
  override: OverrideRoute | null;
  cause: HitCause;
  source: readonly string[];
};

export type Screening = {
  level: ScreeningLevel | 'clear';
  /** All hits, strictest first. */
  hits: ScreeningHit[];
  /** Flags whose question is open for this plan. */
  toAsk: { flagId: string; question: string; cause: 'unknown' | 'unanswered' | 'stale' }[];
};

/** Days an answer stands where the flag names none. */
export const REVIEW_DAYS = 365;

/** Age below which own consent is doubted where no jurisdiction says otherwise [GK: the highest of the usual ages]. */
const FULL_AGE = 18;

/** Held by consent itself, with a refusal of its own. */
const NOT_SCREENED = new Set(['no-valid-consent']);

const RANK: Readonly<Record<ScreeningLevel, number>> = { block: 3, warn: 2, note: 1 };

export function strictestLevel(levels: readonly ScreeningLevel[]): ScreeningLevel | 'clear' {
  return levels.toSorted((a, b) => RANK[b] - RANK[a])[0] ?? 'clear';
}

/**
 * Whether the answer still stands on `today`: given on this day or less than `reviewDays` days before. One day means the same
 * day only. An answer dated in the future does not stand.
 */
export function answerStands(flag: ScreeningFlag, answeredOn: string, today: string): boolean {
  const age = daysBetween(answeredOn, today);
  return age >= 0 && age < (flag.reviewDays ?? REVIEW_DAYS);
}

type Standing = { cause: HitCause; place: StatedPlace; elsewhere: readonly string[] } | null;

/** What counts as said: a stale yes stays a yes, a stale no is no answer. Null: asked, and the answer is no. */
function standing(flag: ScreeningFlag, answer: ScreeningAnswer | undefined, today: string): Standing {
  const nowhere = { regions: [], side: null };
  if (flag.ask === null && !answer) return { cause: 'site', place: nowhere, elsewhere: [] };
  if (!answer) return { cause: 'unanswered', place: nowhere, elsewhere: [] };
  const said = { place: { regions: answer.regions, side: answer.side }, elsewhere: answer.elsewhere ?? [] };
  if (answer.answer === 'yes') return { cause: 'yes', ...said };
  if (answer.answer === 'unknown') return { cause: 'unknown', ...said };
  return answerStands(flag, answer.answeredOn, today)
    ? null
    : { cause: 'stale', place: nowhere, elsewhere: [] };
}

/** An open question warns, but never more than a yes would: what is only noted stays a note. */
function softened(level: ScreeningLevel, cause: HitCause): ScreeningLevel {
  return cause === 'yes' || cause === 'site' || level !== 'block' ? level : 'warn';
}

/** Sites at which the effect holds, or null when it holds at none. */
function sitesHit(
  reference: Reference,
  where: string,
  plan: ScreeningPlan,
  said: NonNullable<Standing>,
): { sites: string[]; placeUnsaid: boolean } | null {
  if (where === 'anywhere') return { sites: [], placeUnsaid: false };
  // Without sites a booking cannot say that the place is elsewhere; a flag that only a site raises waits for the site.
  if (plan.sites.length === 0) return said.cause === 'site' ? null : { sites: [], placeUnsaid: true };
  const matches = plan.sites
    .filter((site) => !said.elsewhere.includes(siteKey(site)))
    .map((site): [string, Match] => [siteKey(site), matchPlace(reference, where, site, said.place)])
    .filter(([, match]) => match !== 'no');
  return matches.length === 0
    ? null
    : { sites: matches.map(([key]) => key), placeUnsaid: matches.every(([, match]) => match === 'unsaid') };
}

function techniqueHits(
  reference: Reference,
  flag: ScreeningFlag,
  plan: ScreeningPlan,
  said: NonNullable<Standing>,
): ScreeningHit[] {
  return flag.effects.flatMap((effect) => {
    const group = reference.techniqueGroups.get(effect.to);
    const place = sitesHit(reference, effect.where, plan, said);
    if (!group || !place) return [];
    const level = softened(effect.level, said.cause);
    return plan.techniques
      .filter((id) => group.has(id))
      .map((id) => ({
        flagId: flag.id,
        name: flag.name,
        level,
        target: { kind: 'technique' as const, id },
        where: effect.where,
        ...place,
        why: effect.why,
        override: level === 'block' ? (effect.override ?? 'never') : null,
        cause: said.cause,
        source: flag.source,
      }));
  });
}

/** `match` of the data: a substance id, `group:<group>`, or `animalOrigin`. */
export function substanceMatches(match: string, substance: Substance): boolean {
  if (match === 'animalOrigin') return substance.animalOrigin === true;
  return match === substance.id || match === `group:${substance.group}`;
}

/** A substance that names the flag itself, where the flag does not name the substance. */
const ON_THE_LABEL = 'listed on the substance';

function substanceHits(
  reference: Reference,
  flag: ScreeningFlag,
  plan: ScreeningPlan,
  said: NonNullable<Standing>,
): ScreeningHit[] {
  return plan.substances.flatMap((id) => {
    const substance = entryOf(reference.substances, id);
    const named = (flag.substanceEffects ?? []).filter(({ match }) => substanceMatches(match, substance));
    const listed = substance.contraFlags?.includes(flag.id) && named.length === 0;
    const effects = listed ? [{ level: 'warn' as const, why: ON_THE_LABEL }] : named;
    return effects.map((effect) => {
      const level = softened(effect.level, said.cause);
      return {
        flagId: flag.id,
        name: flag.name,
        level,
        target: { kind: 'substance' as const, id },
        where: 'anywhere',
        sites: [],
        placeUnsaid: false,
        why: effect.why,
        // The data names no way around a substance that is contraindicated: another one is chosen.
        override: level === 'block' ? ('never' as const) : null,
        cause: said.cause,
        source: flag.source,
      };
    });
  });
}

function ageAnswer(ageYears: number, today: string): ScreeningAnswer {
  return {
    flagId: 'minor',
    answer: ageYears < FULL_AGE ? 'yes' : 'no',
    answeredOn: today,
    regions: [],
    side: null,
  };
}

/**
 * All that speaks against a plan, by the answers of the patient and the planned sites. Every hit is listed, the strictest
 * level wins. A question that nobody has answered, that was answered with unknown, or whose answer has aged counts as a
 * warning for the techniques and substances it is about. `today` is the clinic's day.
 */
export function screen(
  reference: Reference,
  answers: readonly ScreeningAnswer[],
  plan: ScreeningPlan,
  today: string,
): Screening {
  const said = new Map(answers.map((answer) => [answer.flagId, answer]));
  if (plan.ageYears !== undefined && !said.has('minor')) said.set('minor', ageAnswer(plan.ageYears, today));
  const hits: ScreeningHit[] = [];
  const toAsk: Screening['toAsk'] = [];
  for (const flag of reference.flags.values()) {
    if (NOT_SCREENED.has(flag.id)) continue;
    const answer = said.get(flag.id);
    const state = standing(flag, answer, today);
    if (!state) continue;
    const found = [
      ...techniqueHits(reference, flag, plan, state),
      ...substanceHits(reference, flag, plan, state),
    ];
    if (found.length === 0) continue;
    hits.push(...found);
    const stale = answer?.answer === 'yes' && !answerStands(flag, answer.answeredOn, today);
    const cause = stale ? 'stale' : state.cause;
    if (flag.ask !== null && cause !== 'yes' && cause !== 'site')
      toAsk.push({ flagId: flag.id, question: flag.ask, cause });
  }
  hits.sort((a, b) => RANK[b.level] - RANK[a.level]);
  return { level: strictestLevel(hits.map(({ level }) => level)), hits, toAsk };
}

/** What a practitioner has written to go on in spite of a hit. */
export type ScreeningOverride = {
  flagId: string;
  targetId: string;
  reason: string;
  authorisedBy: string;
  document: string;
};

/** Routes that name a person and no paper: a doctor who looks, and the patient who changes their mind. */
const BY_WORD: ReadonlySet<OverrideRoute> = new Set(['doctor-review', 'patient-changes-mind']);

/** Whether the route names a document: a letter, or the guardian's consent. */
export function needsDocument(route: OverrideRoute): boolean {
  return route !== 'never' && !BY_WORD.has(route);
}

/**
 * Why the plan may not go on in spite of a hit, or null. A note needs nothing, a warning a reason, a block a reason, an
 * authoriser and the document that its route names; `never` cannot be overridden.
 */
export function overrideProblem(
  hit: ScreeningHit,
  override: ScreeningOverride | undefined,
): 'never' | 'reason' | 'authoriser' | 'document' | null {
  if (hit.level === 'note') return null;
  if (hit.level === 'block' && hit.override === 'never') return 'never';
  if (
    !override ||
    override.flagId !== hit.flagId ||
    override.targetId !== hit.target.id ||
    override.reason.trim().length < 3
  )
    return 'reason';
  if (hit.level === 'warn') return null;
  if (override.authorisedBy.trim() === '') return 'authoriser';
  return hit.override !== null && needsDocument(hit.override) && override.document.trim() === ''
    ? 'document'
    : null;
}

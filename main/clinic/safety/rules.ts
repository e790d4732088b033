import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import type { DisclosureClass, Side } from '../../../shared/contract/values.ts';
import {
  reachesRegion,
  reachesSubstance,
  reachesTechnique,
  traitsOf,
  type Limit,
} from '../../../shared/rules/limits.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import {
  overrideProblem,
  type Screening,
  type ScreeningAnswer,
  type ScreeningHit,
  type ScreeningOverride,
} from '../../../shared/rules/contraindications.ts';

/** One thing to know before treating: shown as an alert, and as an issue where signing must ask or refuse. */
export interface Alert {
  level: 'block' | 'warn' | 'note';
  /** The safety question, or `allergy`, `allergies-not-asked`, `safety-questions-open`. */
  code: string;
  text: string;
  source: string;
  /** The substance that it is about; null where it is about the techniques or the patient. */
  substanceId: string | null;
  /** Something was said, in contrast to a question that nobody has answered. */
  asked: boolean;
  issue: RecordIssue | null;
}

/** The answers as the screening reads them. Age is never asked; a whole round of asking makes every answer as fresh as the round. */
export function answersOf(
  safety: Pick<SafetyRecord, 'answers'>,
  dayOf: (instant: string) => string,
  confirmedOn: string | null,
): ScreeningAnswer[] {
  return safety.answers
    .filter(({ flagId }) => flagId !== 'minor')
    .map(({ flagId, answer, confirmedAt, regions, side }): ScreeningAnswer => {
      const day = dayOf(confirmedAt);
      return {
        flagId,
        answer,
        regions,
        side,
        answeredOn: confirmedOn !== null && confirmedOn > day ? confirmedOn : day,
      };
    });
}

const order = ['block', 'warn', 'note'] as const;

export function strictestFirst(alerts: readonly Alert[]): Alert[] {
  return alerts.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

function textOf({ name, why }: { name: string; why: string }, note: string): string {
  return [why === '' ? name : `${name}: ${why}`, note].filter((part) => part !== '').join('. ');
}

/** A block is refused until its own route opens it, and for ever where there is none; a warning asks for a reason, a note informs. */
function issueOf(
  hit: ScreeningHit,
  sites: readonly string[],
  overrides: readonly ScreeningOverride[],
): RecordIssue | null {
  if (hit.level === 'note') return null;
  const params = {
    name: hit.name,
    why: hit.why,
    source: hit.source.join(', '),
    ...(hit.target.kind === 'substance' ? { part: hit.target.id } : { technique: hit.target.id }),
    ...(sites.length === 0 ? {} : { sites: sites.join(', ') }),
  };
  const { flagId: fieldKey } = hit;
  if (hit.level === 'warn') return { level: 'ask', code: 'precaution', fieldKey, params };
  if (hit.override === null || hit.override === 'never')
    return { level: 'refuse', code: 'contraindicated', fieldKey, params };
  const written = overrides.find((one) => one.flagId === hit.flagId && one.targetId === hit.target.id);
  const missing = overrideProblem(hit, written);
  if (missing !== null || written === undefined)
    return {
      level: 'refuse',
      code: 'contraindicated',
      fieldKey,
      params: { ...params, override: hit.override, missing: missing ?? 'reason' },
    };
  const { authorisedBy } = written;
  return {
    level: 'note',
    code: 'overridden',
    fieldKey,
    params: { ...params, override: hit.override, authorisedBy },
  };
}

/**
 * One alert for each question and each substance, at its strictest; a block is one for each technique, because it is opened
 * for each. Questions that are open become one alert together.
 */
export function alertsOf(
  screening: Screening,
  safety: SafetyRecord,
  overrides: readonly ScreeningOverride[] = [],
): Alert[] {
  const spoken = screening.hits.filter(({ cause }) => cause === 'yes' || cause === 'site');
  const keyOf = ({ flagId, target }: ScreeningHit) => `${flagId} ${target.id}`;
  const blocked = new Set(spoken.filter(({ level }) => level === 'block').map(keyOf));
  const groups = Map.groupBy(spoken, (hit) =>
    hit.target.kind === 'substance' || blocked.has(keyOf(hit)) ? keyOf(hit) : hit.flagId,
  );
  const alerts = [...groups.values()].flatMap((group): Alert[] => {
    const strictest = group.toSorted(
      (a, b) =>
        order.indexOf(a.level) - order.indexOf(b.level) ||
        Number(b.override === 'never') - Number(a.override === 'never'),
    )[0];
    if (strictest === undefined) return [];
    const note = safety.answers.find(({ flagId }) => flagId === strictest.flagId)?.note ?? '';
    const sites = [
      ...new Set(group.filter(({ level }) => level === strictest.level).flatMap((hit) => hit.sites)),
    ];
    return [
      {
        level: strictest.level,
        code: strictest.flagId,
        text: textOf(strictest, note),
        source: strictest.source.join(', '),
        substanceId: strictest.target.kind === 'substance' ? strictest.target.id : null,
        asked: true,
        issue: issueOf(strictest, sites, overrides),
      },
    ];
  });
  return [...alerts, ...openQuestions(screening)];
}

/** As they are shown: what speaks against several techniques alike is said once. */
export function saidOnce(alerts: readonly Alert[]): Alert[] {
  const keyOf = ({ level, code, text, substanceId }: Alert) =>
    JSON.stringify([level, code, text, substanceId]);
  const first = new Map(alerts.toReversed().map((alert) => [keyOf(alert), alert]));
  return alerts.filter((alert) => first.get(keyOf(alert)) === alert);
}

function openQuestions({ toAsk }: Screening): Alert[] {
  if (toAsk.length === 0) return [];
  const params = { count: String(toAsk.length), flags: toAsk.map(({ flagId }) => flagId).join(', ') };
  const text = `${toAsk.length} safety ${toAsk.length === 1 ? 'question is' : 'questions are'} not answered, or the answer is too old.`;
  const issue: RecordIssue = { level: 'ask', code: 'safety-questions-open', fieldKey: 'safety', params };
  return [
    {
      level: 'warn',
      code: 'safety-questions-open',
      text,
      source: '',
      substanceId: null,
      asked: false,
      issue,
    },
  ];
}

/**
 * What the patient refuses, in their words; it blocks where the plan meets it. No issue comes with it: that nothing covers it
 * is told by the consent question.
 */
export function refusalAlerts(
  refusals: readonly (Limit & { name: string; words: string })[],
  plan: {
    techniques: readonly string[];
    sites: readonly { siteId: string; side: Side }[];
    substances: readonly string[];
  },
  { reference, classes }: { reference: Reference; classes: ReadonlyMap<string, DisclosureClass> },
): Alert[] {
  const told = new Map<string, Alert>();
  for (const refusal of refusals) {
    const met =
      plan.techniques.some((id) => reachesTechnique(refusal, id)) ||
      plan.sites.some(({ siteId, side }) => {
        const region = reference.sites.get(siteId)?.region;
        return region !== undefined && reachesRegion(refusal, region, side);
      }) ||
      plan.substances.some((id) => {
        const traits = traitsOf(reference, id, classes.get(id) ?? 'drug');
        return traits !== null && reachesSubstance(refusal, traits);
      });
    const words = refusal.words === '' ? '' : `: “${refusal.words}”`;
    const alert: Alert = {
      level: met ? 'block' : 'warn',
      code: 'refusal',
      text: `Patient refuses ${refusal.name}${words}`,
      source: '',
      substanceId: null,
      asked: true,
      issue: null,
    };
    const key = `${refusal.kind} ${refusal.refId}`;
    if (!told.has(key)) told.set(key, alert);
  }
  return [...told.values()];
}

/** Allergies as told; one to a substance that is about to be given closes the way. */
export function allergyAlerts(
  { allergyState, allergies }: SafetyRecord,
  planned: { substances: readonly string[]; injects: boolean },
): Alert[] {
  const told = allergies.map(({ substance, reaction, substanceId }): Alert => {
    const meant = substanceId !== null && planned.substances.includes(substanceId);
    const text = `Allergy: ${reaction === '' ? substance : `${substance} (${reaction})`}`;
    const issue: RecordIssue | null = meant
      ? {
          level: 'refuse',
          code: 'allergy',
          fieldKey: 'allergies',
          params: { part: substanceId, name: substance },
        }
      : null;
    return {
      level: meant ? 'block' : 'warn',
      code: 'allergy',
      text,
      source: '',
      substanceId: meant ? substanceId : null,
      asked: true,
      issue,
    };
  });
  if (allergyState !== 'not-asked' || !planned.injects) return told;
  const issue: RecordIssue = { level: 'ask', code: 'allergies-not-asked', fieldKey: 'allergies' };
  return [
    ...told,
    {
      level: 'warn',
      code: 'allergies-not-asked',
      text: 'Nobody has asked about allergies.',
      source: '',
      substanceId: null,
      asked: false,
      issue,
    },
  ];
}

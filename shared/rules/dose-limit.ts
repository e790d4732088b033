import type { Substance } from '../contract/reference.ts';
import { daysBetween, minutesBetween } from './calendar.ts';
import { add, compare, decimalOf, divide, multiply, smallest, type DecimalText } from './decimal.ts';
import { jurisdictionNames } from './disclosure.ts';
import type { Issue } from './issues.ts';
import { addRatios, compareRatio, greater, NO_PART, ratio, shown, type Ratio } from './ratio.ts';
import { entryOf, isLocalAnaesthetic, type Reference } from './reference.ts';

/** A dose that is about to be given; `regions` are those of its sites. */
export type PlannedDose = { substanceId: string; doseMg: DecimalText | null; regions: readonly string[] };
export type EarlierDose = PlannedDose & { at: string };

export type LimitPatient = {
  ageYears: number;
  /** Body weight in kg with its day; no older than 180 days for any local anaesthetic. */
  weight: { kg: DecimalText; measuredOn: string } | null;
  heightCm: DecimalText | null;
  /** Typed by the practitioner where the body mass index is 30 or more. */
  idealKg?: DecimalText | null;
  /** Flags answered with yes. */
  flags: ReadonlySet<string>;
  /** Weakness that no flag names. */
  frail?: boolean;
};

export type LimitQuestion = {
  planned: readonly PlannedDose[];
  /** Administrations of the last days that were not reversed. */
  earlier: readonly EarlierDose[];
  patient: LimitPatient;
  /** The clinic's; unset or unlisted takes the strictest caps. */
  jurisdiction: string;
  now: string;
  today: string;
  /** Limits typed by a prescriber with a reason, for patients below the age of automatic limits. */
  prescribed?: readonly { substanceId: string; limitMg: DecimalText; reason: string }[];
};

/** One figure that bounds the dose, in mg, with the hours over which doses are added. */
export type DoseBound = {
  kind: 'per-kg' | 'cap' | 'day-cap' | 'region-cap' | 'prescribed' | 'per-dose';
  mg: DecimalText;
  hours: number;
};

export type SubstanceLimit = {
  substanceId: string;
  doseMg: DecimalText;
  limitMg: DecimalText;
  fraction: DecimalText;
  /** What the limit was taken from; the least counts. */
  bounds: DoseBound[];
  /** The limit is two thirds of the least bound (vascular disease, diabetes with procaine). */
  reduced: boolean;
};

export type LimitVerdict = {
  level: 'ok' | 'warn' | 'block';
  /** Sum of the parts of all limits used up, 3 places for display; null when it could not be reckoned. */
  fraction: DecimalText | null;
  substances: SubstanceLimit[];
  issues: Issue[];
};

/** Days that a body weight counts (rule-la-weight). */
export const WEIGHT_DAYS = 180;
const WARN_FROM = '0.8';
const WARN_FRAIL_FROM = '0.5';
const FRAIL_AGE = 65;
/** Heart and liver flags under which a reduced dose is advised (rule dose-frail). */
const FRAIL_FLAGS = [
  'heart-rhythm',
  'heart-valve',
  'cardiac-implant',
  'vascular-disease',
  'liver-impairment',
];
const OBESE_BMI = '30';
const DEFAULT_WINDOW_HOURS = 24;

type Part = { limit: SubstanceLimit; used: Ratio };

/** The weight that counts: the lower of actual and ideal from a body mass index of 30 (rule dose-limit). */
export function dosingWeight(patient: LimitPatient): { kg: DecimalText | null; idealMissing: boolean } {
  const { weight, heightCm, idealKg } = patient;
  if (weight === null || compare(weight.kg, '0') <= 0) return { kg: null, idealMissing: false };
  if (heightCm === null || compare(heightCm, '0') <= 0) return { kg: weight.kg, idealMissing: false };
  const metres = multiply(heightCm, '0.01');
  const obeseFrom = multiply(OBESE_BMI, metres, metres);
  if (compare(weight.kg, obeseFrom) < 0) return { kg: weight.kg, idealMissing: false };
  // No ideal weight is above the weight at which the index is 30; until it is typed, that bound is reckoned with.
  if (!idealKg || compare(idealKg, '0') <= 0) return { kg: obeseFrom, idealMissing: true };
  return { kg: smallest(weight.kg, idealKg), idealMissing: false };
}

/** mg/kg and cap of the jurisdiction; the lowest of all known where it is unset or not listed. */
function figures(
  substance: Substance,
  jurisdiction: string,
): { perKg: DecimalText | null; caps: Pick<DoseBound, 'kind' | 'mg'>[] } {
  const limits = substance.maxDose;
  if (!limits) return { perKg: null, caps: [] };
  const table = limits.byJurisdiction ?? {};
  const name = jurisdictionNames(jurisdiction).find((one) => Object.hasOwn(table, one));
  const row = name === undefined ? undefined : table[name];
  const perKg = row?.perKg ?? limits.perKg;
  const lowest = [limits.default?.capMg, ...Object.values(table).map(({ capMg }) => capMg)];
  const caps = row ? [row.capMg] : lowest;
  return {
    perKg: perKg === undefined ? null : decimalOf(perKg),
    caps: [
      ...caps.map((cap) => ({ kind: 'cap' as const, cap })),
      { kind: 'day-cap' as const, cap: limits.capMgPer24h },
    ].flatMap(({ kind, cap }) => (cap === undefined ? [] : [{ kind, mg: decimalOf(cap) }])),
  };
}

function within(dose: EarlierDose, now: string, hours: number): boolean {
  return Math.abs(minutesBetween(dose.at, now)) <= hours * 60;
}

function sum(doses: readonly PlannedDose[]): DecimalText {
  return add(...doses.map(({ doseMg }) => doseMg ?? '0'));
}

/** Limit in mg and the part of it that is used up; null where no limit can be reckoned. */
function partOf(
  substance: Substance,
  question: LimitQuestion,
  kg: DecimalText,
  prescribed: DecimalText | null,
): Part | null {
  const limits = substance.maxDose;
  const { perKg, caps } = figures(substance, question.jurisdiction);
  const hours = limits?.windowHours ?? DEFAULT_WINDOW_HOURS;
  const bounds: DoseBound[] = [
    ...caps.map((cap) => ({ ...cap, hours })),
    ...(perKg === null ? [] : [{ kind: 'per-kg' as const, mg: multiply(perKg, kg), hours }]),
    ...(prescribed === null ? [] : [{ kind: 'prescribed' as const, mg: prescribed, hours }]),
  ];
  const [first, ...rest] = bounds.map(({ mg }) => mg);
  if (first === undefined) return null;
  const own = ({ substanceId }: PlannedDose) => substanceId === substance.id;
  const windowed = (span: number) =>
    [...question.planned, ...question.earlier.filter((dose) => within(dose, question.now, span))].filter(own);
  const reduced = limits?.reduceByThirdFor?.some((flag) => question.patient.flags.has(flag)) ?? false;
  const against = (dose: DecimalText, limit: DecimalText) =>
    reduced ? ratio(multiply(dose, '3'), multiply(limit, '2')) : ratio(dose, limit);
  const doses = windowed(hours);
  let limitMg = smallest(first, ...rest);
  let used = against(sum(doses), limitMg);
  for (const cap of limits?.regionCaps ?? []) {
    const inRegion = windowed(cap.windowHours).filter(({ regions }) =>
      regions.some((region) => cap.regions.includes(region)),
    );
    if (inRegion.length === 0) continue;
    bounds.push({ kind: 'region-cap', mg: decimalOf(cap.capMg), hours: cap.windowHours });
    limitMg = smallest(limitMg, decimalOf(cap.capMg));
    used = greater(used, against(sum(inRegion), decimalOf(cap.capMg)));
  }
  const shownLimit = reduced ? shown(ratio(multiply(limitMg, '2'), '3'), 2) : limitMg;
  return {
    used,
    limit: {
      substanceId: substance.id,
      doseMg: sum(doses),
      limitMg: shownLimit,
      fraction: shown(used, 3),
      bounds,
      reduced,
    },
  };
}

function refusal(code: string, params?: Record<string, string>): Issue {
  return { level: 'refuse', code, fieldKey: 'dose', ...(params && { params }) };
}

function asked(code: string, params?: Record<string, string>): Issue {
  return { level: 'ask', code, fieldKey: 'dose', ...(params && { params }) };
}

function weightIssue(patient: LimitPatient, today: string): Issue | null {
  if (patient.weight === null || compare(patient.weight.kg, '0') <= 0)
    return refusal('la-weight', { because: 'missing' });
  const age = daysBetween(patient.weight.measuredOn, today);
  if (age < 0)
    return refusal('la-weight', { because: 'in-the-future', measuredOn: patient.weight.measuredOn });
  if (age <= WEIGHT_DAYS) return null;
  return refusal('la-weight', {
    because: 'old',
    measuredOn: patient.weight.measuredOn,
    days: String(WEIGHT_DAYS),
  });
}

/** Limits typed where there is no automatic one: the patient is too young, or nobody has looked one up. `missing` names the substances without. */
function prescribedLimits(substances: readonly Substance[], question: LimitQuestion) {
  const { ageYears } = question.patient;
  const unlimited = substances.filter(
    ({ maxDose }) =>
      maxDose === undefined || (maxDose.minAgeYears !== undefined && ageYears < maxDose.minAgeYears),
  );
  const limits = new Map<string, DecimalText>();
  const missing: Issue[] = [];
  for (const { id, maxDose } of unlimited) {
    const typed = question.prescribed?.find(
      (one) => one.substanceId === id && one.reason.trim() !== '' && compare(one.limitMg, '0') > 0,
    );
    if (typed) limits.set(id, typed.limitMg);
    else if (maxDose === undefined) missing.push(refusal('no-limit-known', { part: id }));
    else
      missing.push(
        refusal('prescriber-limit-needed', { part: id, minAge: String(maxDose.minAgeYears ?? '') }),
      );
  }
  return { limits, missing };
}

/**
 * Whether local anaesthetics may be given in these doses. Limit of each: the least of mg/kg times dosing weight, cap of the
 * jurisdiction, cap of the region; parts of all limits used in the window are added. Above 1 blocks, from 0.8 warns
 * (from 0.5 with age 65, heart or liver disease, weakness), two anaesthetics together warn. A missing or old weight blocks,
 * as does an age for which labels give no limit until a prescriber has typed one.
 * Sources: lidous, lidoie, bupiuk, bupius, procde, mepius, lasecondary; the rules `dose-*` of substances.json.
 */
export function checkLocalAnaesthetics(reference: Reference, question: LimitQuestion): LimitVerdict {
  const anaesthetic = ({ substanceId }: PlannedDose) =>
    isLocalAnaesthetic(entryOf(reference.substances, substanceId));
  const planned = question.planned.filter(anaesthetic);
  if (planned.length === 0) return { level: 'ok', fraction: '0', substances: [], issues: [] };
  const earlier = question.earlier.filter(anaesthetic);
  const recent = earlier.filter((dose) => within(dose, question.now, DEFAULT_WINDOW_HOURS));
  const substances = [...new Set([...planned, ...recent].map(({ substanceId }) => substanceId))].map((id) =>
    entryOf(reference.substances, id),
  );
  const issues: Issue[] = [];
  for (const dose of [...planned, ...recent])
    if (dose.doseMg === null) issues.push(refusal('dose-unknown', { part: dose.substanceId }));
  const weight = weightIssue(question.patient, question.today);
  if (weight) issues.push(weight);
  const typed = prescribedLimits(substances, question);
  issues.push(...typed.missing);
  if (substances.length > 1)
    issues.push(asked('two-local-anaesthetics', { substances: substances.map(({ id }) => id).join(', ') }));
  const { kg, idealMissing } = dosingWeight(question.patient);
  if (idealMissing && kg !== null)
    issues.push(asked('ideal-weight-needed', { reckonedWith: divide(kg, '1', 4), unit: 'kg' }));
  if (kg === null || issues.some(({ level }) => level === 'refuse'))
    return { level: 'block', fraction: null, substances: [], issues };

  const parts = substances.map((substance) =>
    partOf(substance, { ...question, planned, earlier }, kg, typed.limits.get(substance.id) ?? null),
  );
  const unlimited = substances.filter((_, index) => parts[index] === null);
  issues.push(...unlimited.map(({ id }) => refusal('limit-unknown', { part: id })));
  const known = parts.filter((part) => part !== null);
  const used = known.reduce((total, part) => addRatios(total, part.used), NO_PART);
  const { patient } = question;
  const frail =
    patient.frail === true ||
    patient.ageYears >= FRAIL_AGE ||
    FRAIL_FLAGS.some((flag) => patient.flags.has(flag));
  const params = { fraction: shown(used, 3) };
  if (compareRatio(used, '1') > 0) issues.push(refusal('la-max', params));
  else if (compareRatio(used, WARN_FROM) >= 0)
    issues.push(asked('la-near-limit', { ...params, from: WARN_FROM }));
  else if (frail && compareRatio(used, WARN_FRAIL_FROM) >= 0)
    issues.push(asked('la-reduce-dose', { ...params, from: WARN_FRAIL_FROM }));
  const level = issues.some((issue) => issue.level === 'refuse')
    ? 'block'
    : issues.length > 0
      ? 'warn'
      : 'ok';
  return { level, fraction: params.fraction, substances: known.map((part) => part.limit), issues };
}

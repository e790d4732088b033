import type { AdministrationInput } from '../contract/administration.ts';
import type { Substance } from '../contract/reference.ts';
import { formOf, type FormField } from './block-form.ts';
import { addDays, isPlainDate } from './calendar.ts';
import { add, compare, multiply, parseDecimal, type DecimalText } from './decimal.ts';
import { notInjectable } from './disclosure.ts';
import { doseMg, strengthMgPerMl, totalVolume } from './dose.ts';
import { rangeProblem, valueProblem } from './field-check.ts';
import type { Issue } from './issues.ts';
import { isLocalAnaesthetic, type Reference } from './reference.ts';

export type AdministrationContext = {
  /** The day of the visit in the clinic. */
  sessionDate: string;
  patientId: string;
  /** Whose blood a collection is, by collection id. */
  collections?: ReadonlyMap<string, string>;
};

/** Days that an opened multi-dose vial may be used (rule-mdv). */
export const VIAL_DAYS = 28;
/** More products than this in one syringe is asked. */
const MANY_PRODUCTS = 3;

type Part = AdministrationInput['parts'][number];

export type AdministrationDose = {
  parts: { substanceId: string; totalVolumeMl: DecimalText; doseMg: DecimalText | null }[];
  /** mL at one point, all parts together, and in all. */
  volumePerPointMl: DecimalText;
  totalVolumeMl: DecimalText;
};

/** Volumes and doses of a syringe, exact. Throws for figures that are no decimal text. */
export function doseOf(administration: Pick<AdministrationInput, 'parts' | 'points'>): AdministrationDose {
  const points = String(administration.points);
  const parts = administration.parts.map((part) => {
    const volume = totalVolume(part.volumePerPoint, points);
    return {
      substanceId: part.substanceId,
      totalVolumeMl: volume,
      doseMg: doseMg(volume, part.strengthValue, part.strengthUnit),
    };
  });
  const perPoint = add(...administration.parts.map((part) => part.volumePerPoint));
  return { parts, volumePerPointMl: perPoint, totalVolumeMl: multiply(perPoint, points) };
}

/** Strengths of the catalogue in mg/mL, those that name a single figure. */
function catalogueStrengths(substance: Substance): DecimalText[] {
  return substance.strengths.flatMap((text) => {
    const match = /^(\d+(?:\.\d+)?) (%|mg\/mL|ug\/mL)(?= with |$)/.exec(text);
    const strength = match ? strengthMgPerMl(match[1] ?? '', match[2] ?? '') : null;
    return strength === null ? [] : [strength];
  });
}

type Add = (level: Issue['level'], code: string, fieldKey: string, params?: Record<string, string>) => void;

function dateIssues(part: Part, context: AdministrationContext, add: Add): void {
  if (part.expiryDate < context.sessionDate)
    add('refuse', 'expired', 'expiryDate', { value: part.expiryDate });
  if (part.containerType !== 'multi-dose-vial') return;
  const opened = part.firstOpenedOn;
  if (opened === null || !isPlainDate(opened)) add('refuse', 'required', 'firstOpenedOn');
  else if (opened > context.sessionDate) add('refuse', 'in-the-future', 'firstOpenedOn', { value: opened });
  else if (addDays(opened, VIAL_DAYS) < context.sessionDate)
    add('ask', 'mdv', 'firstOpenedOn', { value: opened, days: String(VIAL_DAYS) });
}

function identityIssues(part: Part, substance: Substance, context: AdministrationContext, add: Add): void {
  if (part.productName.trim() === '') add('refuse', 'required', 'productName');
  if (!substance.autologous) {
    if (part.lotNumber.trim() === '') add('refuse', 'required', 'lotNumber');
    return;
  }
  if (part.collectionId.trim() === '') return add('refuse', 'required', 'collectionId');
  const owner = context.collections?.get(part.collectionId);
  if (owner === undefined) add('ask', 'autologous-identity', 'collectionId', { value: part.collectionId });
  else if (owner !== context.patientId)
    add('refuse', 'autologous', 'collectionId', { value: part.collectionId });
}

function strengthIssues(part: Part, substance: Substance, add: Add): void {
  const known = catalogueStrengths(substance);
  // Water and own blood have no strength to state; whatever has one must state it.
  const measured = known.length > 0 || substance.maxDose !== undefined;
  const reading = parseDecimal(part.strengthValue);
  if (!reading.ok || compare(reading.value, '0') < 0 || (measured && reading.value === '0')) {
    return add('refuse', 'not-positive', 'strengthValue', { value: part.strengthValue });
  }
  const strength = strengthMgPerMl(part.strengthValue, part.strengthUnit);
  if (strength === null) {
    if (measured) add('refuse', 'strength-not-a-mass', 'strengthUnit', { value: part.strengthUnit });
    return;
  }
  if (known.length > 0 && !known.some((one) => compare(one, strength) === 0)) {
    add('ask', 'strength-not-in-catalogue', 'strengthValue', {
      value: part.strengthValue,
      unit: part.strengthUnit,
      known: substance.strengths.join(', '),
    });
  }
}

function optionIssue(field: FormField | undefined, value: string, add: Add): void {
  const problem = field ? valueProblem(field, value) : null;
  if (field && problem) add(problem.level, problem.code, field.key, problem.params);
}

function partIssues(
  reference: Reference,
  fields: ReadonlyMap<string, FormField>,
  part: Part,
  context: AdministrationContext,
  add: Add,
): void {
  const substance = reference.substances.get(part.substanceId);
  if (!substance) return add('refuse', 'unknown-substance', 'substanceId');
  const barred = notInjectable(substance);
  if (barred) add('refuse', 'not-injectable', 'substanceId', { because: barred });
  identityIssues(part, substance, context, add);
  dateIssues(part, context, add);
  strengthIssues(part, substance, add);
  optionIssue(fields.get('containerType'), part.containerType, add);
  optionIssue(fields.get('strengthUnit'), part.strengthUnit, add);
  if (!parseDecimal(part.volumePerPoint).ok || compare(part.volumePerPoint, '0') <= 0) {
    add('refuse', 'not-positive', 'volumePerPoint', { value: part.volumePerPoint });
  }
  if (substance.offLabelUsual && !part.offLabel) add('ask', 'off-label-expected', 'offLabel');
}

function mixtureIssues(reference: Reference, administration: AdministrationInput, add: Add): void {
  const ids = administration.parts.map((part) => part.substanceId);
  const anaesthetics = new Set(
    ids.filter((id) => {
      const substance = reference.substances.get(id);
      return substance !== undefined && isLocalAnaesthetic(substance);
    }),
  );
  const lots = administration.parts.map((part) =>
    JSON.stringify([part.substanceId, part.productName, part.lotNumber, part.collectionId]),
  );
  if (new Set(lots).size !== lots.length) add('refuse', 'part-twice', 'mixedWith');
  if (ids.length > MANY_PRODUCTS)
    add('ask', 'many-products', 'mixedWith', { count: String(ids.length), max: String(MANY_PRODUCTS) });
  if (anaesthetics.size > 1)
    add('ask', 'two-local-anaesthetics', 'mixedWith', { substances: [...anaesthetics].join(', ') });
  if (anaesthetics.size > 0 && administration.aspiration === 'not-done')
    add('ask', 'aspiration-expected', 'aspiration');
}

function volumeIssues(
  fields: ReadonlyMap<string, FormField>,
  administration: AdministrationInput,
  add: Add,
): void {
  const readable = administration.parts.every(
    (part) => parseDecimal(part.volumePerPoint).ok && compare(part.volumePerPoint, '0') > 0,
  );
  if (!readable) return;
  const dose = doseOf({
    points: administration.points,
    parts: administration.parts.map((part) => ({ ...part, strengthValue: '0' })),
  });
  for (const [key, value] of [
    ['volumePerPoint', dose.volumePerPointMl],
    ['points', String(administration.points)],
    ['totalVolume', dose.totalVolumeMl],
  ] as const) {
    const field = fields.get(key);
    const problem = field ? rangeProblem(field, value) : null;
    if (problem) add(problem.level, problem.code, key, problem.params);
  }
}

/**
 * What stands against giving this syringe, apart from consent, dose limits and screening: product identity, lot, expiry,
 * opened vials, strength and unit, volumes within the technique's limits, route, mixture. Issues stand at the block;
 * `params.part` names the substance.
 */
export function checkAdministration(
  reference: Reference,
  techniqueId: string,
  administration: AdministrationInput,
  context: AdministrationContext,
): Issue[] {
  const issues: Issue[] = [];
  const at = administration.blockId;
  const raise =
    (part?: string): Add =>
    (level, code, fieldKey, params) => {
      const all = part === undefined ? params : { ...params, part };
      issues.push({ level, code, at, fieldKey, ...(all && { params: all }) });
    };
  const technique = reference.techniques.get(techniqueId);
  if (technique?.delivers !== 'substance')
    return [{ level: 'refuse', code: 'technique-does-not-inject', at, params: { technique: techniqueId } }];
  const fields = new Map(formOf(reference, techniqueId).administration.map((field) => [field.key, field]));
  for (const part of administration.parts)
    partIssues(reference, fields, part, context, raise(part.substanceId));
  optionIssue(fields.get('route'), administration.route, raise());
  optionIssue(fields.get('aspiration'), administration.aspiration, raise());
  for (const { siteId } of administration.sites) {
    if (!reference.sites.has(siteId)) raise()('refuse', 'unknown-site', 'muscleOrSiteId', { site: siteId });
  }
  mixtureIssues(reference, administration, raise());
  volumeIssues(fields, administration, raise());
  return issues;
}

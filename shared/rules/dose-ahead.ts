import type { RecordIssue } from '../contract/errors.ts';
import type { DoseFacts } from '../contract/injection.ts';
import type { AdministrationInput } from '../contract/administration.ts';
import { doseOf } from './administration-check.ts';
import { daysBetween, minutesBetween } from './calendar.ts';
import { add, decimalOf, multiply, type DecimalText } from './decimal.ts';
import {
  checkLocalAnaesthetics,
  dosingWeight,
  type DoseBound,
  type LimitQuestion,
  type LimitVerdict,
} from './dose-limit.ts';
import {
  checkDoseCaps,
  checkProductUnits,
  checkSiteBlocks,
  checkSteroids,
  type SubstanceDose,
  type TreatedPlace,
} from './dose-rules.ts';
import { unitMark } from './dose.ts';
import { isLocalAnaesthetic, type Reference } from './reference.ts';

/** The next syringe, as far as its dose is concerned. */
export type DoseSyringe = Pick<
  AdministrationInput,
  'blockId' | 'parts' | 'points' | 'sites' | 'idealKg' | 'frail' | 'prescribed'
>;

/** mL and mg over a span; mg is null as soon as one dose in it is not known in mg. */
export interface Amount {
  ml: DecimalText;
  mg: DecimalText | null;
}

/** What a patient has had of one substance when this syringe is given: all points, parts and syringes added. */
export interface DoseTotal {
  substanceId: string;
  /** Units are those of one product; empty where the strength is not one of units. */
  units: { productName: string; unit: string; amount: DecimalText }[];
  syringe: Amount;
  visit: Amount;
  today: Amount;
  last24h: Amount;
  /** Figures of the catalogue that bound it, and the part of the strictest that is used up; null where it has no limit in mg. */
  bounds: DoseBound[];
  limitMg: DecimalText | null;
  fraction: DecimalText | null;
  /** Above the limit is asked, not refused. */
  warnOnly: boolean;
  sources: readonly string[];
}

/** Without a height nobody knows whether the ideal weight would count. */
type WeightBasis = 'actual' | 'no-height' | 'ideal' | 'bmi-30';

export interface DoseAhead {
  totals: DoseTotal[];
  anaesthetics: LimitVerdict;
  /** The weight that the limits are reckoned with; null without any. */
  weight: { kg: DecimalText; measuredOn: string; days: number; basis: WeightBasis } | null;
  issues: RecordIssue[];
}

/**
 * Doses of a syringe that is about to be given, with everything given before that counts, the limits they are held
 * against, and what stands against them. Screen and host reckon with this one function.
 */
export function doseAhead(reference: Reference, facts: DoseFacts, syringe: DoseSyringe): DoseAhead {
  const planned = plannedDoses(syringe);
  const { now, today, earlier } = facts;
  const { patient } = facts;
  const question: LimitQuestion = {
    planned: planned.map((dose) => withRegions(dose, reference)),
    earlier: earlier.map((dose) => ({ ...withRegions(dose, reference), at: dose.at })),
    patient: {
      ...patient,
      idealKg: syringe.idealKg ?? null,
      frail: syringe.frail === true,
      flags: new Set(patient.flags),
    },
    ...{ jurisdiction: facts.jurisdiction, now, today },
    ...(syringe.prescribed === undefined ? {} : { prescribed: syringe.prescribed }),
  };
  const verdict = checkLocalAnaesthetics(reference, question);
  const units = syringe.parts.map(({ substanceId, productName, strengthUnit }) => ({
    ...{ substanceId, productName, unit: strengthUnit },
  }));
  const issues = [
    ...withFigures(verdict, reference),
    ...checkDoseCaps(reference, planned, earlier, today, now),
    ...checkProductUnits(
      units,
      earlier.map(({ strengthUnit, ...dose }) => ({ ...dose, unit: strengthUnit })),
    ),
    ...checkSteroids(reference, planned, facts.steroids, today),
    ...checkSiteBlocks(reference, planned),
  ];
  return {
    totals: totalsOf(reference, facts, syringe, verdict),
    anaesthetics: verdict,
    weight: weightOf(question),
    issues: issues.map((issue) => withSource({ ...issue, at: syringe.blockId }, reference)),
  };
}

function plannedDoses(syringe: DoseSyringe): SubstanceDose[] {
  return doseOf(syringe).parts.map(({ substanceId, doseMg }) => ({
    ...{ substanceId, doseMg, sites: syringe.sites },
  }));
}

function withRegions(
  {
    substanceId,
    doseMg,
    sites,
  }: { substanceId: string; doseMg: DecimalText | null; sites: readonly TreatedPlace[] },
  reference: Reference,
) {
  const regions = new Set(sites.flatMap(({ siteId }) => reference.sites.get(siteId)?.region ?? []));
  return { substanceId, doseMg, regions: [...regions] };
}

function weightOf({ patient, today }: LimitQuestion): DoseAhead['weight'] {
  const { kg, idealMissing } = dosingWeight(patient);
  if (kg === null || patient.weight === null) return null;
  const { measuredOn } = patient.weight;
  const basis = (): WeightBasis => {
    if (idealMissing) return 'bmi-30';
    if (patient.heightCm === null) return 'no-height';
    return kg === patient.weight?.kg ? 'actual' : 'ideal';
  };
  return { kg, measuredOn, days: daysBetween(measuredOn, today), basis: basis() };
}

type Dose = { substanceId: string; mg: DecimalText | null; ml: DecimalText };

function amountOf(doses: readonly Dose[]): Amount {
  const isKnown = doses.every(({ mg }) => mg !== null);
  return {
    ml: add('0', ...doses.map(({ ml }) => ml)),
    mg: isKnown ? add('0', ...doses.map(({ mg }) => mg ?? '0')) : null,
  };
}

function totalsOf(
  reference: Reference,
  facts: DoseFacts,
  syringe: DoseSyringe,
  verdict: LimitVerdict,
): DoseTotal[] {
  const given = doseOf(syringe).parts.map(({ substanceId, doseMg, totalVolumeMl }) => ({
    ...{ substanceId, mg: doseMg, ml: totalVolumeMl },
  }));
  const isRecent = ({ at }: { at: string }) => Math.abs(minutesBetween(at, facts.now)) <= 24 * 60;
  const earlier = facts.earlier.map((dose) => ({ ...dose, mg: dose.doseMg, ml: dose.totalMl }));
  // Anaesthetics of the last day count against each other; of everything else only what is in this syringe is shown.
  const named = [
    ...given.map(({ substanceId }) => substanceId),
    ...verdict.substances.map((one) => one.substanceId),
  ];
  return [...new Set(named)].flatMap((id): DoseTotal[] => {
    const substance = reference.substances.get(id);
    if (substance === undefined) return [];
    const own = given.filter(({ substanceId }) => substanceId === id);
    const past = earlier.filter(({ substanceId }) => substanceId === id);
    const limit = verdict.substances.find(({ substanceId }) => substanceId === id);
    const { maxDose } = substance;
    const caps: DoseBound[] = [
      ...(maxDose?.perDoseMg === undefined
        ? []
        : [{ kind: 'per-dose' as const, mg: decimalOf(maxDose.perDoseMg), hours: 0 }]),
      ...(maxDose?.capMgPer24h === undefined
        ? []
        : [{ kind: 'day-cap' as const, mg: decimalOf(maxDose.capMgPer24h), hours: 24 }]),
    ];
    const bounds = isLocalAnaesthetic(substance) ? (limit?.bounds ?? []) : caps;
    return [
      {
        substanceId: id,
        units: unitsOf(id, syringe, past.filter(isRecent)),
        syringe: amountOf(own),
        visit: amountOf([...own, ...past.filter(({ inVisit }) => inVisit)]),
        today: amountOf([...own, ...past.filter(({ on }) => on === facts.today)]),
        last24h: amountOf([...own, ...past.filter(isRecent)]),
        bounds,
        limitMg: limit?.limitMg ?? null,
        fraction: limit?.fraction ?? null,
        warnOnly: maxDose?.warnOnly === true,
        sources: substance.source,
      },
    ];
  });
}

/** Units of the last day and this syringe, product by product. */
function unitsOf(
  substanceId: string,
  { parts, points }: DoseSyringe,
  past: readonly DoseFacts['earlier'][number][],
): DoseTotal['units'] {
  const doses = [
    ...parts
      .filter((part) => part.substanceId === substanceId && unitMark(part.strengthUnit) !== null)
      .map(({ productName, strengthUnit, strengthValue, volumePerPoint }) => ({
        ...{ productName, unit: strengthUnit },
        amount: multiply(strengthValue, volumePerPoint, String(points)),
      })),
    ...past.flatMap(({ productName, strengthUnit, units }) =>
      units === null ? [] : [{ productName, unit: strengthUnit, amount: units }],
    ),
  ];
  const byProduct = Map.groupBy(doses, ({ productName, unit }) => `${productName} ${unit}`);
  return [...byProduct.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ ...first, amount: add('0', ...all.map(({ amount }) => amount)) }];
  });
}

/** Dose and limit of each local anaesthetic, in mg, so that the refusal shows what it was reckoned from. */
function withFigures(verdict: LimitVerdict, reference: Reference): RecordIssue[] {
  const doses = verdict.substances
    .map(({ substanceId, doseMg, limitMg }) => `${substanceId} ${doseMg} / ${limitMg} mg`)
    .join('; ');
  const sources = [
    ...new Set(
      verdict.substances.flatMap(({ substanceId }) => reference.substances.get(substanceId)?.source ?? []),
    ),
  ].join(', ');
  return verdict.issues.map((issue) =>
    issue.code.startsWith('la-') && doses !== ''
      ? { ...issue, params: { ...issue.params, doses, sources } }
      : issue,
  );
}

/** Every other limit names the sources of its own substance. */
function withSource(issue: RecordIssue, reference: Reference): RecordIssue {
  const id = issue.params?.['part'] ?? issue.params?.['substance'];
  const sources = id === undefined ? undefined : reference.substances.get(id)?.source.join(', ');
  return sources === undefined ? issue : { ...issue, params: { ...issue.params, sources } };
}

import type { Finding } from '../contract/finding.ts';
import type { Side } from '../contract/values.ts';
import { showsSide } from './body-chart.ts';
import type { DecimalText } from './decimal.ts';
import { add, compare, divide, multiply, parseDecimal, round, subtract } from './decimal.ts';
import type { Issue } from './issues.ts';
import { entryOf, type Reference } from './reference.ts';

/** Pressure pain threshold in kgf/cm2 over a 1 cm2 tip (1 kgf/cm2 is 98.0665 kPa): outside `hard` refused, above `warn` asked. */
export const PPT = { unit: 'kgf/cm2', hard: ['0.1', '20'], warn: '12', readings: 3 } as const;

export type FindingDerived = {
  /** Region, segments (approximate) and cautions of the site. */
  region: string;
  segments: readonly string[];
  cautions: readonly string[];
  lungField: boolean;
  meetsTriggerPointCriteria: boolean;
  /** Which of the three kinds of the IMS description it is: 1 tender point, 2 taut band, 3 periosteal point. */
  seedKind: 1 | 2 | 3;
  pptMean: DecimalText | null;
  /** Mean of the other side minus mean of this side: how much lower the threshold is here. No universal norm exists. */
  pptDifference: DecimalText | null;
};

export type TriggerPointSign = 'band' | 'spot' | 'referral';

/** Whether the patient feels pressure elsewhere too: said in words, drawn, or chosen from the regions. */
export function refersPain({
  referredPain,
  referredArea = [],
  referredRegions = [],
}: Pick<Finding, 'referredPain' | 'referredArea' | 'referredRegions'>): boolean {
  return referredPain.trim() !== '' || referredArea.length > 0 || referredRegions.length > 0;
}

/** Those of the three signs that the finding has. A finding of the type `taut-band` has a band by definition; a spot is hypersensitive from tenderness grade 1. */
export function triggerPointSigns(finding: Finding): TriggerPointSign[] {
  const signs: TriggerPointSign[] = [];
  if (finding.band || finding.structureType === 'taut-band') signs.push('band');
  if ((finding.grade ?? 0) >= 1) signs.push('spot');
  if (refersPain(finding)) signs.push('referral');
  return signs;
}

/** Trigger point: at least two of taut band, hypersensitive spot and referred pain (expert consensus, delphi2018). Never typed. */
export function meetsTriggerPointCriteria(finding: Finding): boolean {
  return triggerPointSigns(finding).length >= 2;
}

/** The same pressure in kPa, one decimal: 1 kgf/cm2 is 98.0665 kPa by definition. */
export function inKilopascal(kgfPerCm2: DecimalText): DecimalText {
  return round(multiply(kgfPerCm2, '98.0665'), 1);
}

/** Mean of the pressure readings, rounded to 2 places; null without any. */
export function pptMean(readings: readonly DecimalText[] | undefined): DecimalText | null {
  if (!readings || readings.length === 0) return null;
  return round(divide(add(...readings), String(readings.length), 30), 2);
}

export function deriveFinding(reference: Reference, finding: Finding): FindingDerived {
  const site = entryOf(reference.sites, finding.siteId);
  const type = reference.data.techniques.findingTypes.find(({ id }) => id === finding.structureType);
  if (!type) throw new RangeError(`unknown finding type: ${finding.structureType}`);
  const [here, there] = [pptMean(finding.ppt), pptMean(finding.pptOtherSide)];
  return {
    region: site.region,
    segments: site.segments,
    cautions: site.cautions,
    lungField: site.lungField === true,
    meetsTriggerPointCriteria: meetsTriggerPointCriteria(finding),
    seedKind: type.seedKind,
    pptMean: here,
    pptDifference: here === null || there === null ? null : subtract(there, here),
  };
}

export type RegionSide = { region: string; side: Side };

/** Whether a side can be the same place: the midline belongs to both. */
export function sidesMeet(a: Side, b: Side): boolean {
  return a === b || a === 'midline' || b === 'midline';
}

/**
 * Whether the finding lies away from where it hurts: its region is none of the complaint's, or only on the other side.
 * Pain that comes from far is what the knee case of the IMS description is about. False while no complaint is recorded.
 */
export function remoteFromComplaint(
  reference: Reference,
  finding: Pick<Finding, 'siteId' | 'side'>,
  complaint: readonly RegionSide[],
): boolean {
  const { region } = entryOf(reference.sites, finding.siteId);
  return (
    complaint.length > 0 &&
    !complaint.some((place) => place.region === region && sidesMeet(place.side, finding.side))
  );
}

function pressureIssues(finding: Finding): Issue[] {
  const issues: Issue[] = [];
  for (const fieldKey of ['ppt', 'pptOtherSide'] as const) {
    const readings = finding[fieldKey];
    if (!readings || readings.length === 0) continue;
    if (readings.length !== PPT.readings)
      issues.push({ level: 'ask', code: 'ppt-three-readings', at: finding.id, fieldKey });
    for (const value of readings) {
      const params = { value, min: PPT.hard[0], max: PPT.hard[1], unit: PPT.unit };
      const outside =
        !parseDecimal(value).ok || compare(value, PPT.hard[0]) < 0 || compare(value, PPT.hard[1]) > 0;
      if (outside) issues.push({ level: 'refuse', code: 'out-of-range', at: finding.id, fieldKey, params });
      else if (compare(value, PPT.warn) > 0)
        issues.push({
          level: 'ask',
          code: 'unusual',
          at: finding.id,
          fieldKey,
          params: { ...params, max: PPT.warn },
        });
    }
  }
  const both = [finding.ppt, finding.pptOtherSide].filter(
    (readings) => readings && readings.length > 0,
  ).length;
  if (both === 1)
    issues.push({
      level: 'ask',
      code: 'ppt-other-side',
      at: finding.id,
      fieldKey: finding.ppt?.length ? 'pptOtherSide' : 'ppt',
    });
  return issues;
}

/** Lengths in mm that a finding may carry. */
function lengthIssues(finding: Finding): Issue[] {
  return (['bandLengthMm', 'noduleSizeMm', 'distanceToJointMm'] as const).flatMap((fieldKey): Issue[] => {
    const value = finding[fieldKey];
    return value === undefined || (parseDecimal(value).ok && compare(value, '0') > 0)
      ? []
      : [
          {
            level: 'refuse',
            code: 'not-positive',
            at: finding.id,
            fieldKey,
            params: { value },
          },
        ];
  });
}

/** A point stands on a figure of the chart, and on a view of one side only what is of that side. */
export function markIssues(
  reference: Reference,
  { mark, side }: Pick<Finding, 'mark' | 'side'>,
  at: string,
): Issue[] {
  if (mark === undefined) return [];
  const figure = reference.data.bodyChart.figures.find(({ id }) => id === mark.figure);
  if (figure === undefined) return [{ level: 'refuse', code: 'unknown-figure', at, fieldKey: 'mark' }];
  return showsSide(figure, side)
    ? []
    : [{ level: 'refuse', code: 'mark-of-other-side', at, fieldKey: 'mark' }];
}

/** Where pain goes lies on figures and in regions of the chart. */
function areaIssues(reference: Reference, finding: Finding): Issue[] {
  const { figures } = reference.data.bodyChart;
  const at = finding.id;
  const strange = (finding.referredArea ?? []).some(({ figure }) => !figures.some(({ id }) => id === figure));
  const nowhere = (finding.referredRegions ?? []).some(
    ({ region, side }) =>
      !figures.some(({ shapes }) => shapes.some((shape) => shape.region === region && shape.side === side)),
  );
  return [
    ...(strange ? [{ level: 'refuse', code: 'unknown-figure', at, fieldKey: 'referredArea' } as const] : []),
    ...(nowhere
      ? [{ level: 'refuse', code: 'unknown-region', at, fieldKey: 'referredRegions' } as const]
      : []),
  ];
}

/** Checks a finding against its site and itself; what contradicts is asked, what cannot be is refused. */
export function checkFinding(reference: Reference, finding: Finding, today: string): Issue[] {
  const at = finding.id;
  const site = reference.sites.get(finding.siteId);
  if (!site) return [{ level: 'refuse', code: 'unknown-site', at, fieldKey: 'siteId' }];
  const type = reference.data.techniques.findingTypes.find(({ id }) => id === finding.structureType);
  const issues: Issue[] = [...pressureIssues(finding), ...lengthIssues(finding)];
  if (!site.sided !== (finding.side === 'midline'))
    issues.push({ level: site.sided ? 'ask' : 'refuse', code: 'side-does-not-fit', at, fieldKey: 'side' });
  if (type && !type.siteKinds.includes(site.kind)) {
    issues.push({
      level: 'ask',
      code: 'site-kind',
      at,
      fieldKey: 'siteId',
      params: { kind: site.kind, type: type.id },
    });
  }
  const { grade } = finding;
  if (grade === undefined)
    issues.push({
      level: 'refuse',
      code: 'finding-without-grade',
      at,
      fieldKey: 'grade',
      params: { site: `${finding.siteId}:${finding.side}` },
    });
  if (finding.jumpSign && grade !== undefined && grade < 3)
    issues.push({ level: 'ask', code: 'jump-sign-without-grade', at, fieldKey: 'grade' });
  if (finding.activity === 'active' && finding.recognisedByPatient === false) {
    issues.push({ level: 'ask', code: 'active-not-recognised', at, fieldKey: 'activity' });
  }
  if (finding.resolved && (grade ?? 0) > 0)
    issues.push({ level: 'ask', code: 'resolved-but-tender', at, fieldKey: 'resolved' });
  if (finding.attachmentSiteId !== undefined && !reference.sites.has(finding.attachmentSiteId)) {
    issues.push({ level: 'refuse', code: 'unknown-site', at, fieldKey: 'attachmentSiteId' });
  }
  issues.push(...markIssues(reference, finding, at), ...areaIssues(reference, finding));
  if (finding.examinedOn > today)
    issues.push({ level: 'refuse', code: 'in-the-future', at, fieldKey: 'examinedOn' });
  return issues;
}

export type FindingChange = {
  /** Null where one of the two was not examined for tenderness. */
  grade: number | null;
  ppt: DecimalText | null;
  resolved: boolean;
  /** Active before and latent now, or the other way round; null where it was not assessed both times. */
  activity: { from: Finding['activity']; to: Finding['activity'] } | null;
};

/** What a later examination of the same finding changed: grade and threshold as new minus old. */
export function compareFindings(earlier: Finding, later: Finding): FindingChange {
  const [before, after] = [pptMean(earlier.ppt), pptMean(later.ppt)];
  return {
    grade: earlier.grade === undefined || later.grade === undefined ? null : later.grade - earlier.grade,
    ppt: before === null || after === null ? null : subtract(after, before),
    resolved: later.resolved && !earlier.resolved,
    activity:
      earlier.activity === later.activity ||
      [earlier.activity, later.activity].some((activity) => activity === 'not-assessed')
        ? null
        : { from: earlier.activity, to: later.activity },
  };
}

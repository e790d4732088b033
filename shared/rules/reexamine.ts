import type { EarlierVisit, OpenFinding } from '../contract/earlier.ts';
import type { Finding } from '../contract/finding.ts';

/** The same structure at the same place: two examinations of one finding, also where nobody linked them. */
function sameThing(a: Finding, b: Finding): boolean {
  return a.structureType === b.structureType && a.siteId === b.siteId && a.side === b.side;
}

/**
 * Each finding as last examined, where it was not resolved then. A finding goes on under another id when it says so, or when
 * the same kind is found at the same place.
 * @param visits newest first
 */
export function openFindings(visits: readonly Pick<EarlierVisit, 'startedAt' | 'findings'>[]): OpenFinding[] {
  const later: Finding[] = [];
  const open: OpenFinding[] = [];
  const rootOf = rootsOf(visits.flatMap(({ findings }) => findings));
  for (const { startedAt, findings } of visits) {
    const fresh = findings.filter(
      (finding) =>
        !later.some(
          (one) =>
            rootOf(one) === rootOf(finding) || (one.continues === undefined && sameThing(one, finding)),
        ),
    );
    for (const finding of fresh) if (!finding.resolved) open.push({ finding, startedAt });
    // A finding that was examined under another id hands that on to the visit before.
    later.push(...findings);
  }
  return open;
}

/**
 * The finding that each goes back to. Two visits may go on from the same one, where one of them was recorded late: they are
 * one finding all the same.
 */
function rootsOf(findings: readonly Finding[]): (finding: Finding) => string {
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return (finding) => {
    const seen = new Set<string>();
    let root = finding;
    while (root.continues !== undefined && !seen.has(root.id)) {
      seen.add(root.id);
      const before = known.get(root.continues);
      if (before === undefined) return root.continues;
      root = before;
    }
    return root.id;
  };
}

/** What of it this visit has neither examined nor left by choice. */
export function toReexamine(
  open: readonly OpenFinding[],
  content: { findings: readonly Finding[]; left?: readonly string[] | undefined },
): OpenFinding[] {
  return open.filter(({ finding }) => examinationOf(finding, content) === null && !isLeft(finding, content));
}

export function isLeft({ id }: Finding, { left = [] }: { left?: readonly string[] | undefined }): boolean {
  return left.includes(id);
}

/** Today's examination of an earlier finding. */
export function examinationOf(
  earlier: Finding,
  { findings }: { findings: readonly Finding[] },
): Finding | null {
  return (
    findings.find(({ continues }) => continues === earlier.id) ??
    findings.find((finding) => finding.continues === undefined && sameThing(finding, earlier)) ??
    null
  );
}

/** The earlier finding that one of today goes on from. */
export function earlierOf(finding: Finding, open: readonly OpenFinding[]): OpenFinding | null {
  return (
    open.find(({ finding: { id } }) => id === finding.continues) ??
    (finding.continues === undefined ? open.find((one) => sameThing(one.finding, finding)) : undefined) ??
    null
  );
}

/**
 * An examination of an earlier finding as it starts: the structure and its place, and nothing of how it was, because an
 * examination that copies is none.
 * @param fresh a new finding with the grade of today
 */
export function examinedAnew(earlier: Finding, fresh: Finding): Finding {
  const { structureType, siteId, side, mark, attachmentSiteId, nearestJoint, distanceToJointMm } = earlier;
  return {
    ...fresh,
    continues: earlier.id,
    structureType,
    siteId,
    side,
    band: structureType === 'taut-band',
    ...(mark && { mark }),
    ...(attachmentSiteId !== undefined && { attachmentSiteId }),
    ...(nearestJoint !== undefined && { nearestJoint }),
    ...(distanceToJointMm !== undefined && { distanceToJointMm }),
  };
}

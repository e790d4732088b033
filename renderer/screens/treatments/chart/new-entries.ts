import type { ChartMark } from '../../../../shared/contract/body-chart.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { BlockSite, ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import { isElectrical, wiredTo } from '../../../../shared/rules/electrodes.ts';
import { examinedAnew } from '../../../../shared/rules/reexamine.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';

/** A finding as it starts: of the type that the site's kind suggests, with nothing examined yet: how tender it is, is asked. */
export function newFinding(
  reference: Reference,
  siteId: string,
  side: Side,
  today: string,
  mark?: ChartMark,
): Finding {
  const kind = reference.sites.get(siteId)?.kind ?? 'muscle';
  const structureType =
    kind === 'periosteal' || kind === 'ligament'
      ? 'periosteal-tender-point'
      : kind === 'attachment'
        ? 'tender-point-attachment'
        : 'taut-band';
  return {
    id: crypto.randomUUID(),
    structureType,
    siteId,
    side,
    jumpSign: false,
    twitchOnPalpation: false,
    band: structureType === 'taut-band',
    nodule: false,
    referredPain: '',
    activity: 'not-assessed',
    resolved: false,
    examinedOn: today,
    note: '',
    ...(mark && { mark }),
  };
}

/** A finding called another structure: what is asked of the former alone goes with it. */
export function structureChange(structureType: Finding['structureType']): Change<Finding> {
  return {
    structureType,
    band: structureType === 'taut-band',
    ...(structureType !== 'taut-band' && { bandLengthMm: undefined, needleResistance: undefined }),
    ...(structureType !== 'tender-point-attachment' && { attachmentSiteId: undefined }),
    ...(structureType !== 'periosteal-tender-point' && {
      nearestJoint: undefined,
      distanceToJointMm: undefined,
    }),
  };
}

/** A sign ticked or unticked: a nodule that is none has no size. */
export function signChange(
  sign: 'jumpSign' | 'twitchOnPalpation' | 'band' | 'nodule' | 'resolved',
  is: boolean,
): Change<Finding> {
  return { [sign]: is, ...(sign === 'nodule' && !is && { noduleSizeMm: undefined }) };
}

/** The note with these blocks after its own; each site treats what was found at its place today. */
export function withBlocks(
  before: SessionContent,
  blocks: readonly (Omit<ProcedureBlock, 'id'> & { id: string })[],
): SessionContent {
  const linked = blocks.map((block) => ({
    ...block,
    sites: block.sites.map((site) => {
      const treated = before.findings.find(
        ({ siteId, side, resolved }) => siteId === site.siteId && side === site.side && !resolved,
      );
      return { ...site, ...(treated && { findingId: treated.id }) };
    }),
  }));
  return { ...before, blocks: [...before.blocks, ...linked] };
}

const areaOf = 'area:';

/** What the chart waits for while the pain of a finding is drawn. */
export function drawingOf(findingId: string): string {
  return areaOf + findingId;
}

/** The finding whose pain is drawn; null while places are added. */
export function drawnFor(placing: string): string | null {
  return placing.startsWith(areaOf) ? placing.slice(areaOf.length) : null;
}

/** The note with the finding in it, linked to the sites of its place that treat no finding yet. */
function withFinding(before: SessionContent, finding: Finding): SessionContent {
  return {
    ...before,
    findings: [...before.findings, finding],
    blocks: before.blocks.map((block) => ({
      ...block,
      sites: block.sites.map((site) =>
        site.findingId === undefined && site.siteId === finding.siteId && site.side === finding.side
          ? { ...site, findingId: finding.id }
          : site,
      ),
    })),
  };
}

/** The note with a finding changed. */
export function withFindingChanged(
  before: SessionContent,
  id: string,
  change: Change<Finding>,
): SessionContent {
  return {
    ...before,
    findings: before.findings.map((other) => (other.id === id ? changed(other, change) : other)),
  };
}

/** The note with an earlier finding examined today: its place, today's grade and nothing of how it was. */
export function reexamined(
  before: SessionContent,
  { finding }: OpenFinding,
  grade: number,
  reference: Reference,
  today: string,
): SessionContent {
  const fresh = { ...newFinding(reference, finding.siteId, finding.side, today), grade };
  return withFinding(leftAside(before, finding.id, false), examinedAnew(finding, fresh));
}

/** The note that leaves an earlier finding unexamined today, or no longer leaves it. */
export function leftAside(before: SessionContent, id: string, leaves: boolean): SessionContent {
  const { left = [], ...rest } = before;
  const others = left.filter((other) => other !== id);
  const now = leaves ? [...others, id] : others;
  return now.length === 0 ? rest : { ...rest, left: now };
}

/** How the next place is found and its skin prepared: as at the one before it; what is seen there is its own. */
function asBefore(site: BlockSite | undefined): BlockSite['values'] {
  return Object.fromEntries(
    ['guidance', 'skinPrep'].flatMap((key) => {
      const value = site?.values[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The note with one more place: a finding, or a site of the block that waits for one. */
export function placed(
  before: SessionContent,
  target: string,
  { siteId, side, mark }: Pick<BlockSite, 'siteId' | 'side' | 'mark'>,
  reference: Reference,
  today: string,
): SessionContent {
  if (target === 'finding') return withFinding(before, newFinding(reference, siteId, side, today, mark));
  // A finding at the same place is what the site treats, unless somebody says otherwise.
  const treated = before.findings.find(
    (finding) => finding.siteId === siteId && finding.side === side && !finding.resolved,
  );
  return {
    ...before,
    blocks: before.blocks.map((block) =>
      block.id !== target || block.sites.some((site) => site.siteId === siteId && site.side === side)
        ? block
        : {
            ...block,
            ...(isElectrical(reference, block.technique) && {
              values: wiredTo(block.values, { siteId, side }),
            }),
            sites: [
              ...block.sites,
              {
                ...{ siteId, side, values: asBefore(block.sites.at(-1)) },
                ...(mark && { mark }),
                ...(treated && { findingId: treated.id }),
              },
            ],
          },
    ),
  };
}

/** A change of some fields; one that is set to undefined is emptied. */
export type Change<T> = { [Field in keyof T]?: T[Field] | undefined };

/** Leaves out what was emptied: the contract knows absent, not undefined. */
export function changed<T extends object>(before: T, change: Change<T>): T {
  const parts = Object.entries({ ...before, ...change }).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts) as T;
}

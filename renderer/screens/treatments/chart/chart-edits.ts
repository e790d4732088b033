import type { ChartStroke } from '../../../../shared/contract/body-chart.ts';
import { areaStrokes } from '../../../../shared/contract/body-chart.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { BlockSite, ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import { ELECTRODES, unwired, wiresAt } from '../../../../shared/rules/electrodes.ts';
import { markId } from './marks.ts';

/** What was taken off the chart, so that it can be put back where it was. */
export type Removed =
  | { kind: 'finding'; finding: Finding; index: number; treatedBy: readonly string[] }
  | { kind: 'site'; blockId: string; site: BlockSite; index: number; wires: Wires }
  /** An electrode that is no treated site. */
  | { kind: 'electrode'; blockId: string; wires: Wires };

/** What fields of the block said that an electrode lies there. */
type Wires = ProcedureBlock['values'];

/** What stands under that mark; null where it is gone already. */
export function removedOf({ findings, blocks }: SessionContent, id: string): Removed | null {
  const index = findings.findIndex((finding) => finding.id === id);
  const finding = findings[index];
  if (finding !== undefined) {
    const treatedBy = blocks.flatMap((block) =>
      block.sites.filter(({ findingId }) => findingId === id).map((site) => markId(block.id, site)),
    );
    return { kind: 'finding', finding, index, treatedBy };
  }
  for (const block of blocks) {
    const at = block.sites.findIndex((site) => markId(block.id, site) === id);
    const site = block.sites[at];
    if (site !== undefined)
      return { kind: 'site', blockId: block.id, site, index: at, wires: wiresAt(block.values, site) };
    const field = ELECTRODES.find((_, end) => `${block.id}/${'AB'[end]}1` === id);
    const place = field && block.values[field];
    if (field !== undefined && place !== undefined)
      return { kind: 'electrode', blockId: block.id, wires: { [field]: place } };
  }
  return null;
}

function onSites(
  content: SessionContent,
  blockId: string | null,
  change: (sites: BlockSite[], blockId: string) => BlockSite[],
): SessionContent {
  return {
    ...content,
    blocks: content.blocks.map((block) =>
      blockId === null || block.id === blockId ? { ...block, sites: change(block.sites, block.id) } : block,
    ),
  };
}

function onValues(
  content: SessionContent,
  blockId: string,
  change: (values: ProcedureBlock['values']) => ProcedureBlock['values'],
): SessionContent {
  return {
    ...content,
    blocks: content.blocks.map((block) =>
      block.id === blockId ? { ...block, values: change(block.values) } : block,
    ),
  };
}

/** The note without that mark; sites that treated a finding stay, without it. */
export function without(content: SessionContent, removed: Removed): SessionContent {
  if (removed.kind !== 'finding') {
    const cut = onValues(content, removed.blockId, (values) => unwired(values, removed.wires));
    return removed.kind === 'electrode'
      ? cut
      : onSites(cut, removed.blockId, (sites) =>
          sites.filter((site) => markId(removed.blockId, site) !== markId(removed.blockId, removed.site)),
        );
  }
  const { id } = removed.finding;
  return onSites(
    { ...content, findings: content.findings.filter((finding) => finding.id !== id) },
    null,
    (sites) =>
      sites.map((site) => {
        const { findingId, ...rest } = site;
        return findingId === id ? rest : site;
      }),
  );
}

/** The note with it again, where it was; nothing is put twice. */
export function restored(content: SessionContent, removed: Removed): SessionContent {
  if (removed.kind !== 'finding') {
    // What was named in the meantime stands.
    const wired = onValues(content, removed.blockId, (values) => ({ ...removed.wires, ...values }));
    if (removed.kind === 'electrode') return wired;
    const mark = markId(removed.blockId, removed.site);
    return onSites(wired, removed.blockId, (sites) =>
      sites.some((site) => markId(removed.blockId, site) === mark)
        ? sites
        : sites.toSpliced(removed.index, 0, removed.site),
    );
  }
  const { finding, index, treatedBy } = removed;
  if (content.findings.some(({ id }) => id === finding.id)) return content;
  return onSites(
    { ...content, findings: content.findings.toSpliced(index, 0, finding) },
    null,
    (sites, blockId) =>
      sites.map((site) =>
        site.findingId === undefined && treatedBy.includes(markId(blockId, site))
          ? { ...site, findingId: finding.id }
          : site,
      ),
  );
}

/** The finding's drawn area after a change; one without lines has none. */
export function withArea(
  content: SessionContent,
  findingId: string,
  change: (strokes: ChartStroke[]) => ChartStroke[],
): SessionContent {
  return {
    ...content,
    findings: content.findings.map((finding) => {
      if (finding.id !== findingId) return finding;
      const { referredArea = [], ...rest } = finding;
      const strokes = change(referredArea).slice(0, areaStrokes);
      return strokes.length === 0 ? rest : { ...rest, referredArea: strokes };
    }),
  };
}

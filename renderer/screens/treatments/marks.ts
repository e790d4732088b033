import type { Finding } from '../../../shared/contract/finding.ts';
import type { Technique } from '../../../shared/contract/reference.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import { entryOf, type Reference } from '../../../shared/rules/reference.ts';
import type { Marked } from '../../parts/marking.ts';
import type { MarkKind } from '../../parts/MarkShape.tsx';

const ofFinding: Record<Finding['structureType'], MarkKind> = {
  'tender-point-soft-tissue': 'soft-tissue-point',
  'tender-point-attachment': 'attachment-point',
  'taut-band': 'taut-band',
  'periosteal-tender-point': 'periosteal-point',
};

export function markOfFinding(finding: Finding): MarkKind {
  return ofFinding[finding.structureType];
}

export function markOfTechnique(technique: Technique): MarkKind {
  switch (technique.delivers) {
    case 'substance':
      return 'injection';
    case 'light':
      return 'laser';
    case 'current':
      return 'electrode';
    case 'magnetic-field':
      return 'magnetic';
    case 'none':
      return 'needle';
  }
}

/** All signs of a visit; those of the visit before stand behind them, faint. */
export function marksOf(
  content: SessionContent,
  previous: SessionContent | null,
  reference: Reference,
): Marked[] {
  const name = (siteId: string) => reference.sites.get(siteId)?.name ?? siteId;
  const of = (from: SessionContent, faint: boolean): Marked[] => [
    ...from.findings.map((finding) => ({
      id: `${faint ? 'was-' : ''}${finding.id}`,
      kind: markOfFinding(finding),
      siteId: finding.siteId,
      side: finding.side,
      mark: finding.mark,
      label: `${name(finding.siteId)}, ${finding.side}`,
      faint,
    })),
    ...from.blocks.flatMap((block) =>
      block.sites.map((site) => ({
        id: `${faint ? 'was-' : ''}${block.id}/${site.siteId}:${site.side}`,
        kind: markOfTechnique(entryOf(reference.techniques, block.technique)),
        siteId: site.siteId,
        side: site.side,
        mark: site.mark,
        label: `${entryOf(reference.techniques, block.technique).name}: ${name(site.siteId)}, ${site.side}`,
        faint,
      })),
    ),
  ];
  return [...(previous === null ? [] : of(previous, true)), ...of(content, false)];
}

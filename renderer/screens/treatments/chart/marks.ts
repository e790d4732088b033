import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import {
  blockMarks,
  markOfFinding,
  type BlockMark,
  type ElectrodeEnd,
} from '../../../../shared/rules/chart-marks.ts';
import { siteKey } from '../../../../shared/rules/block-form.ts';
import { entryOf, type Reference } from '../../../../shared/rules/reference.ts';
import type { Marked, MarkedArea } from '../../../parts/marking.ts';

/** What of a visit stands on the chart. */
export interface Charted {
  findings: SessionContent['findings'];
  blocks: readonly Pick<ProcedureBlock, 'id' | 'technique' | 'values' | 'sites'>[];
}

/** A visit before, as it stands behind today's. */
export interface Ghost {
  visit: Charted;
  /** Said before each of its labels: the day of the visit. */
  date: string;
}

export interface MarkWords {
  site: (siteId: string, side: Side) => string;
  /** Which end of which channel, where the current goes to, and whether across the chest. */
  electrode: (end: ElectrodeEnd) => string;
  coil: (words: readonly string[]) => string;
  ghost: (date: string, name: string) => string;
}

/** The id of a treated site among the marks. */
export function markId(blockId: string, site: { siteId: string; side: Side }): string {
  return `${blockId}/${siteKey(site)}`;
}

function visitMarks(visit: Charted, reference: Reference, words: MarkWords, ghost?: Ghost): Marked[] {
  const said = (name: string) => (ghost === undefined ? name : words.ghost(ghost.date, name));
  const own = (id: string) => (ghost === undefined ? { id } : { id: `${ghost.date} ${id}`, faint: true });
  return [
    ...visit.findings.map((finding): Marked => ({
      ...own(finding.id),
      kind: markOfFinding(finding),
      siteId: finding.siteId,
      side: finding.side,
      mark: finding.mark,
      label: said(words.site(finding.siteId, finding.side)),
    })),
    ...visit.blocks.flatMap((block) => {
      const technique = entryOf(reference.techniques, block.technique);
      return blockMarks(reference, block).map((sign): Marked => {
        const { key, kind, siteId, side, mark, electrode } = sign;
        return {
          ...own(`${block.id}/${key}`),
          ...{ kind, siteId, side, mark },
          label: said([`${technique.name}: ${words.site(siteId, side)}`, ...further(sign, words)].join(', ')),
          ...(electrode && {
            channel: `${own(block.id).id} ${electrode.channel}`,
            crosses: electrode.crossesChest,
          }),
        };
      });
    }),
  ];
}

function further({ electrode, coil }: BlockMark, words: MarkWords): string[] {
  return [...(electrode ? [words.electrode(electrode)] : []), ...(coil ? [words.coil(coil)] : [])];
}

/** All signs of a visit; those of visits before stand behind them, faint. */
export function marksOf(
  content: Charted,
  ghosts: readonly Ghost[],
  reference: Reference,
  words: MarkWords,
): Marked[] {
  return [
    ...ghosts.flatMap((ghost) => visitMarks(ghost.visit, reference, words, ghost)),
    ...visitMarks(content, reference, words),
  ];
}

/** Where pressure on today's findings sends the pain, and where it did before. */
export function areasOf(content: Charted, ghosts: readonly Ghost[], words: MarkWords): MarkedArea[] {
  const of = (visit: Charted, date?: string) =>
    visit.findings
      .filter(
        ({ referredArea = [], referredRegions = [] }) => referredArea.length + referredRegions.length > 0,
      )
      .map(({ id, siteId, side, referredArea, referredRegions }): MarkedArea => ({
        id: date === undefined ? id : `${date} ${id}`,
        label: words.site(siteId, side),
        referredArea,
        referredRegions,
        ...(date !== undefined && { faint: true }),
      }));
  return [...ghosts.flatMap(({ visit, date }) => of(visit, date)), ...of(content)];
}

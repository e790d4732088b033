import type { ChartMark } from '../contract/body-chart.ts';
import type { Finding } from '../contract/finding.ts';
import type { Technique } from '../contract/reference.ts';
import { siteKey } from './block-form.ts';
import { channelsOf, type Channel, type ChartPlace, type Wired } from './electrodes.ts';
import type { MarkKind } from './mark-shapes.ts';
import { entryOf, isNeedleTechnique, type Reference } from './reference.ts';

const ofStructure: Record<Finding['structureType'], MarkKind> = {
  'tender-point-soft-tissue': 'soft-tissue-point',
  'tender-point-attachment': 'attachment-point',
  'taut-band': 'taut-band',
  'periosteal-tender-point': 'periosteal-point',
};

export function markOfFinding({ structureType }: Pick<Finding, 'structureType'>): MarkKind {
  return ofStructure[structureType];
}

const ofDelivery: Record<Technique['delivers'], MarkKind> = {
  substance: 'injection',
  light: 'laser',
  current: 'electrode',
  'magnetic-field': 'magnetic',
  none: 'needle',
};

export function markOfTechnique({ delivers }: Pick<Technique, 'delivers'>): MarkKind {
  return ofDelivery[delivers];
}

/** What of a block's values shows on the chart. */
export const CHARTED_VALUES: ReadonlySet<string> = new Set([
  'electrodeA',
  'electrodeB',
  'crossesChest',
  'coilType',
  'applicator',
  'coilOrientation',
]);

export interface ElectrodeEnd {
  channel: number;
  end: 'A' | 'B';
  /** Where the current goes to from here; null while that is not recorded. */
  other: ChartPlace | null;
  crossesChest: boolean;
}

/** A sign of a block: a treated site, or an electrode that lies elsewhere. */
export interface BlockMark extends ChartPlace {
  /** Names it within its block: `siteId:side`, or `A1` for an electrode that is no treated site. */
  key: string;
  kind: MarkKind;
  mark?: ChartMark | undefined;
  electrode?: ElectrodeEnd;
  /** Coil or applicator and how it was held, as recorded. */
  coil?: readonly string[];
}

/** Everything that a block puts on the chart, the same for screen and paper. Electrodes stand where they were recorded. */
export function blockMarks(reference: Reference, block: Wired): BlockMark[] {
  const kind = markOfTechnique(entryOf(reference.techniques, block.technique));
  const coil = coilOf(block);
  const ends = channelsOf(reference, block).flatMap(endsOf);
  // A needle that no current goes through is a needle.
  const without =
    kind === 'electrode' && ends.length > 0 && isNeedleTechnique(reference, block.technique)
      ? 'needle'
      : kind;
  const used = new Set<(typeof ends)[number]>();
  const sites = block.sites.map(({ siteId, side, mark }): BlockMark => {
    const key = siteKey({ siteId, side });
    const end = ends.find((one) => !used.has(one) && siteKey(one.place) === key);
    if (end !== undefined) used.add(end);
    return {
      ...{ key, siteId, side, mark, kind: end === undefined ? without : kind },
      ...(end !== undefined && { electrode: end.electrode }),
      ...(coil.length > 0 && { coil }),
    };
  });
  const elsewhere = ends
    .filter((end) => !used.has(end))
    .map(({ place, electrode }): BlockMark => ({
      ...place,
      key: `${electrode.end}${electrode.channel}`,
      kind,
      electrode,
    }));
  return [...sites, ...elsewhere];
}

function endsOf({
  number: channel,
  a,
  b,
  crossesChest,
}: Channel): { place: ChartPlace; electrode: ElectrodeEnd }[] {
  return [
    ...(a === null ? [] : [{ place: a, electrode: { channel, end: 'A' as const, other: b, crossesChest } }]),
    ...(b === null ? [] : [{ place: b, electrode: { channel, end: 'B' as const, other: a, crossesChest } }]),
  ];
}

function coilOf({ values }: Pick<Wired, 'values'>): string[] {
  return ['coilType', 'applicator', 'coilOrientation'].flatMap((field) => {
    const value = values[field];
    return typeof value === 'string' && value !== '' ? [value.replaceAll('-', ' ')] : [];
  });
}

/** Both marks of each channel; a channel of which one end is not recorded has no line. */
export function joinsOf<Mark extends Pick<BlockMark, 'electrode'>>(
  marks: readonly Mark[],
): { from: Mark; to: Mark; crossesChest: boolean }[] {
  return marks.flatMap((from) => {
    if (from.electrode?.end !== 'A') return [];
    const to = marks.find(
      ({ electrode }) => electrode?.end === 'B' && electrode.channel === from.electrode?.channel,
    );
    return to === undefined ? [] : [{ from, to, crossesChest: from.electrode.crossesChest }];
  });
}

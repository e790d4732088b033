import type { ChartMark } from '../contract/body-chart.ts';
import type { ProcedureBlock } from '../contract/treatment-block.ts';
import type { Side } from '../contract/values.ts';
import { isBlank, siteKey } from './block-form.ts';
import type { Reference } from './reference.ts';

/** Current flows between two places; each is a field of the block, `siteId:side`. */
export const ELECTRODES = ['electrodeA', 'electrodeB'] as const;
export type ElectrodeField = (typeof ELECTRODES)[number];

export interface ChartPlace {
  siteId: string;
  side: Side;
}

/** One way of the current as it was recorded. An end that was not recorded, or whose side was not, is null. */
export interface Channel {
  /** Counts the channels of the block from 1. */
  number: number;
  a: ChartPlace | null;
  b: ChartPlace | null;
  crossesChest: boolean;
}

type Values = ProcedureBlock['values'];
export type Wired = Pick<ProcedureBlock, 'technique' | 'values'> & {
  sites: readonly (ChartPlace & { values: Values; mark?: ChartMark | undefined })[];
};

/** A recorded place on the chart. A site of both sides that was named without one stands on neither: the side is never guessed. */
export function placeOf(reference: Reference, text: unknown): ChartPlace | null {
  if (typeof text !== 'string') return null;
  const [siteId = '', side = ''] = text.split(':');
  const site = reference.sites.get(siteId);
  if (site === undefined) return null;
  if (!site.sided) return { siteId, side: 'midline' };
  return side === 'left' || side === 'right' ? { siteId, side } : null;
}

export function isElectrical(reference: Reference, technique: string): boolean {
  return reference.techniques.get(technique)?.fieldGroups.includes('electrical') ?? false;
}

/** The channels of an electrical block: its own, and those of sites that name other electrodes. */
export function channelsOf(reference: Reference, block: Wired): Channel[] {
  if (!isElectrical(reference, block.technique)) return [];
  const recorded = [
    block.values,
    ...block.sites.map(({ values }) => ({ ...block.values, ...filled(values) })),
  ];
  const channels = new Map<string, Channel>();
  for (const values of recorded) {
    const [a, b] = ELECTRODES.map((field) => placeOf(reference, values[field]));
    if (!a && !b) continue;
    const key = ELECTRODES.map((field) => String(values[field])).join(' ');
    if (!channels.has(key))
      channels.set(key, {
        number: channels.size + 1,
        ...{ a: a ?? null, b: b ?? null, crossesChest: values['crossesChest'] === true },
      });
  }
  return [...channels.values()];
}

function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}

/** The values of an electrical block with one more place: the first two are its electrodes, unless others were named. */
export function wiredTo(values: Values, place: ChartPlace): Values {
  const key = siteKey(place);
  if (ELECTRODES.some((field) => values[field] === key)) return values;
  const free = ELECTRODES.find((field) => isBlank(values[field]));
  return free === undefined ? values : { ...values, [free]: key };
}

/** What of the values names that place as an electrode. */
export function wiresAt(values: Values, place: ChartPlace): Values {
  const key = siteKey(place);
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => isElectrodeField(field) && value === key),
  );
}

/** The values without what those fields held. */
export function unwired(values: Values, wires: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !Object.hasOwn(wires, field)));
}

export function isElectrodeField(field: string): field is ElectrodeField {
  return ELECTRODES.some((one) => one === field);
}

import type { AdministrationPart, Repeat, ToGive } from '../contract/block-repeat.ts';
import type { BlockValue, ProcedureBlock } from '../contract/treatment-block.ts';
import type { Administration } from '../contract/administration.ts';
import { formOf, type BlockForm, type FormField } from './block-form.ts';
import type { Reference } from './reference.ts';

/**
 * What each visit finds, counts, reads from the pack or does for safety: never taken over from another visit. Everything
 * else of a block is a setting or a place.
 */
const TAKEN_ANEW: ReadonlySet<string> = new Set([
  // Counted.
  'needlesIn',
  'needlesOut',
  'twitchCount',
  // Seen, felt, told.
  'localTwitch',
  'response',
  'sensation',
  'deQi',
  'tcmDiagnosis',
  'siteNote',
  // Read from the pack and the plate.
  'needleLot',
  'needleExpiry',
  'lastPowerCheck',
  // Done for safety, each time.
  'safeDirection',
  'eyeProtection',
  'hearingProtection',
  'skinChecked',
]);

/** Whether a value of the field may be taken over: settings and method, nothing that the day itself answers. */
export function isRepeated(field: Pick<FormField, 'key' | 'type' | 'scope'>): boolean {
  return (
    (field.scope === 'block' || field.scope === 'site') &&
    field.type !== 'derived' &&
    !TAKEN_ANEW.has(field.key)
  );
}

type Values = Readonly<Record<string, BlockValue>>;

function kept(fields: readonly FormField[], values: Values): Record<string, BlockValue> {
  const known = new Set(fields.filter(isRepeated).map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key)));
}

/** Of a block's own values and those at its sites, what may be taken over. */
export function repeatedValues(form: BlockForm, values: Values): Record<string, BlockValue> {
  return kept([...form.block, ...form.site.filter(({ inheritable }) => inheritable)], values);
}

export function repeatedSiteValues(form: BlockForm, values: Values): Record<string, BlockValue> {
  return kept(form.site, values);
}

/** A block as another visit starts with it: technique, settings and places; what it treats is found anew. */
export function repeatedBlock(
  reference: Reference,
  { technique, variant, values, sites }: Omit<ProcedureBlock, 'id'>,
): Omit<ProcedureBlock, 'id'> {
  const form = formOf(reference, technique);
  return {
    technique,
    ...(variant !== undefined && form.technique.variants?.includes(variant) && { variant }),
    values: repeatedValues(form, values),
    sites: sites.map(({ siteId, side, values: own, mark }) => ({
      siteId,
      side,
      values: repeatedSiteValues(form, own),
      ...(mark !== undefined && { mark }),
    })),
  };
}

/** One syringe as it may be drawn again: lot, expiry, opened vial and aspiration are of the day. */
export function toGiveAgain(techniqueId: string, syringe: readonly Administration[]): ToGive | null {
  const [first] = syringe;
  if (first === undefined || first.reversedAt !== null) return null;
  return {
    techniqueId,
    parts: syringe.map((part): AdministrationPart => ({
      substanceId: part.substanceId,
      productName: part.productName,
      containerType: part.containerType,
      strengthValue: part.strengthValue,
      strengthUnit: part.strengthUnit,
      volumePerPoint: part.volumePerPoint,
      offLabel: part.offLabel,
    })),
    points: first.points,
    sites: first.sites,
    route: first.route,
  };
}

/** What speaks against taking something over; null where nothing does. */
export type Fit = {
  technique: (techniqueId: string) => Objection | null;
  place: (
    techniqueId: string,
    siteId: string,
    side: ProcedureBlock['sites'][number]['side'],
  ) => Objection | null;
  device: (deviceId: string) => Objection | null;
  substance: (substanceId: string) => Objection | null;
};
export type Objection = Pick<Repeat['leftOut'][number], 'why' | 'says'>;

/** The device's own word about itself goes with the device. */
const OF_THE_DEVICE = ['deviceId', 'laserClass'] as const;

/**
 * What may be taken over from a visit, and what no longer fits. A block without a place left is left out; one whose device
 * may not be used any more comes without it.
 */
export function repeatOf(
  reference: Reference,
  last: { blocks: readonly ProcedureBlock[]; administrations: readonly Administration[] },
  fit: Fit,
): Pick<Repeat, 'blocks' | 'toGive' | 'leftOut'> {
  const leftOut: Repeat['leftOut'] = [];
  const blocks: Repeat['blocks'] = [];
  const toGive: ToGive[] = [];
  const out = (
    what: Repeat['leftOut'][number]['what'],
    id: string,
    techniqueId: string,
    objection: Objection,
  ): void => {
    if (!leftOut.some((one) => one.what === what && one.id === id && one.techniqueId === techniqueId))
      leftOut.push({ what, id, techniqueId, ...objection });
  };
  for (const before of last.blocks) {
    const { technique } = before;
    const against = reference.techniques.has(technique)
      ? fit.technique(technique)
      : ({ why: 'unknown', says: '' } as const);
    if (against !== null) {
      out('technique', technique, technique, against);
      continue;
    }
    const block = repeatedBlock(reference, before);
    const sites = block.sites.filter(({ siteId, side }) => {
      const objection = reference.sites.has(siteId)
        ? fit.place(technique, siteId, side)
        : ({ why: 'unknown', says: '' } as const);
      if (objection !== null) out('place', `${siteId}:${side}`, technique, objection);
      return objection === null;
    });
    if (sites.length === 0 && before.sites.length > 0) continue;
    const deviceId = block.values['deviceId'];
    const broken = typeof deviceId === 'string' && deviceId !== '' ? fit.device(deviceId) : null;
    if (broken !== null && typeof deviceId === 'string') out('device', deviceId, technique, broken);
    const values =
      broken === null
        ? block.values
        : Object.fromEntries(
            Object.entries(block.values).filter(([key]) => !OF_THE_DEVICE.some((own) => own === key)),
          );
    blocks.push({ ...block, values, sites });
    const syringes = Map.groupBy(
      last.administrations.filter(({ blockId }) => blockId === before.id),
      ({ syringeId }) => syringeId,
    );
    for (const syringe of syringes.values()) {
      const again = toGiveAgain(technique, syringe);
      if (again === null) continue;
      const against = again.parts.flatMap(({ substanceId }) => {
        const objection = reference.substances.has(substanceId)
          ? fit.substance(substanceId)
          : ({ why: 'unknown', says: '' } as const);
        return objection === null ? [] : [{ substanceId, objection }];
      });
      for (const { substanceId, objection } of against) out('substance', substanceId, technique, objection);
      const places = again.sites.filter((site) =>
        sites.some(({ siteId, side }) => siteId === site.siteId && side === site.side),
      );
      if (against.length === 0 && places.length > 0) toGive.push({ ...again, sites: places });
    }
  }
  return { blocks, toGive, leftOut };
}

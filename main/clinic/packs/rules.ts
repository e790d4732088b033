import type { PackBlock } from '../../../shared/contract/packs.ts';
import type { BlockValue, ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import { formOf, siteKey } from '../../../shared/rules/block-form.ts';
import { isRepeated, repeatedSiteValues, repeatedValues } from '../../../shared/rules/block-repeat.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

/** A block as a favourite keeps it, or null where its technique is not known: settings and places, no free words. */
export function packBlockOf(reference: Reference, block: PackBlock): PackBlock | null {
  if (!reference.techniques.has(block.technique)) return null;
  const form = formOf(reference, block.technique);
  const free = new Set(
    [...form.block, ...form.site].filter(({ type }) => type === 'text').map(({ key }) => key),
  );
  const without = (values: Record<string, BlockValue>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !free.has(key)));
  const places = new Map(block.sites.map((site) => [siteKey(site), site]));
  const sites = block.places === 'none' ? [] : [...places.values()];
  return {
    technique: block.technique,
    ...(block.variant !== undefined &&
      form.technique.variants?.includes(block.variant) && { variant: block.variant }),
    values: without(repeatedValues(form, block.values)),
    places: sites.length === 0 ? 'none' : block.places,
    sites: sites
      .filter(({ siteId }) => reference.sites.has(siteId))
      .map(({ siteId, side, values }) => ({
        siteId,
        side,
        values: without(repeatedSiteValues(form, values)),
      })),
    toGive:
      form.technique.delivers !== 'substance'
        ? []
        : block.toGive
            .filter(({ parts }) => parts.every(({ substanceId }) => reference.substances.has(substanceId)))
            .map((syringe) => ({ ...syringe, techniqueId: block.technique, sites: [] })),
  };
}

/** Groups of fields that are set on the unit itself. */
const ON_THE_UNIT = new Set(['laser', 'electrical', 'pemf-dose', 'rpms-dose']);
/** Of those groups, what belongs to the patient and the places: where the current goes and how many points are lit. */
const OF_THE_PATIENT = new Set([
  'electrodeA',
  'electrodeB',
  'crossesChest',
  'points',
  'deviceId',
  'laserClass',
]);

/** How the unit of a block was set: what another block with the same unit may start from. */
export function settingsOf(
  reference: Reference,
  { technique, values }: Pick<ProcedureBlock, 'technique' | 'values'>,
): ProcedureBlock['values'] {
  if (!reference.techniques.has(technique)) return {};
  const form = formOf(reference, technique);
  const kept = new Set(
    [...form.block, ...form.site]
      .filter((field) => ON_THE_UNIT.has(field.group) && isRepeated(field) && !OF_THE_PATIENT.has(field.key))
      .map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => kept.has(key) && value !== ''));
}

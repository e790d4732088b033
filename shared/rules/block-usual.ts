import type { ToGive } from '../contract/block-repeat.ts';
import type { PackBlock, PackPlaces } from '../contract/packs.ts';
import type { ProcedureBlock } from '../contract/treatment-block.ts';
import type { Side } from '../contract/values.ts';
import { isElectrodeField } from './electrodes.ts';

function otherSide(side: Side): Side {
  return side === 'left' ? 'right' : side === 'right' ? 'left' : 'midline';
}

/** The side that places speak of: of the first that has one; null where all lie in the middle. */
export function sideOf(places: readonly { side: Side }[]): 'left' | 'right' | null {
  const sided = places.find(({ side }) => side !== 'midline');
  return sided === undefined || sided.side === 'midline' ? null : sided.side;
}

type Values = ProcedureBlock['values'];

/** Electrodes are places too: they turn with the others. */
function turnedWires(values: Values): Values {
  const turn = (place: string) =>
    place.replace(/:(left|right)$/, (_, side: string) => `:${side === 'left' ? 'right' : 'left'}`);
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      isElectrodeField(field) && typeof value === 'string' ? turn(value) : value,
    ]),
  );
}

function unplaced(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !isElectrodeField(field)));
}

/** A block as a favourite holds it. Relative places are kept as if the left side were treated. */
export function asPackBlock(
  { technique, variant, values, sites }: ProcedureBlock,
  places: PackPlaces,
  toGive: readonly ToGive[],
): PackBlock {
  const turned = places === 'relative' && sideOf(sites) === 'right';
  return {
    technique,
    ...(variant !== undefined && { variant }),
    values: places === 'none' ? unplaced(values) : turned ? turnedWires(values) : values,
    places,
    sites:
      places === 'none'
        ? []
        : sites.map(({ siteId, side, values: own }) => ({
            siteId,
            side: turned ? otherSide(side) : side,
            values: turned ? turnedWires(own) : own,
          })),
    toGive: toGive.map((one) => ({ ...one, sites: [] })),
  };
}

/** Whether inserting it asks which side is treated. */
export function asksSide(blocks: readonly PackBlock[]): boolean {
  return blocks.some(({ places, sites }) => places === 'relative' && sideOf(sites) !== null);
}

/** Blocks as a visit starts with them; relative places lie on the treated side and, where they were so, on its other. */
export function fromPack(
  blocks: readonly PackBlock[],
  treated: 'left' | 'right',
): Omit<ProcedureBlock, 'id'>[] {
  return blocks.map(({ technique, variant, values, places, sites }) => {
    const turned = places === 'relative' && treated === 'right';
    return {
      technique,
      ...(variant !== undefined && { variant }),
      values: turned ? turnedWires(values) : values,
      sites: sites.map(({ siteId, side, values: own }) => ({
        siteId,
        side: turned ? otherSide(side) : side,
        values: turned ? turnedWires(own) : own,
      })),
    };
  });
}

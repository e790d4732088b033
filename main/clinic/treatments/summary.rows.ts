import type { Finding } from '../../../shared/contract/finding.ts';
import type { Administration } from '../../../shared/contract/administration.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import { inKilopascal, pptMean } from '../../../shared/rules/findings.ts';
import { placeName } from '../../../shared/rules/sites.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { letterOf } from './summary.chart.ts';
import { fieldsOf, readable } from './summary.settings.ts';
import type { SummaryWords } from './summary.words.ts';

/** The further signs of a finding, as one line of plain words. */
export function signsOf(finding: Finding, words: SummaryWords): string {
  const { signs } = words;
  const [own, other] = [pptMean(finding.ppt), pptMean(finding.pptOtherSide)];
  return [
    finding.resolved ? signs.resolved : '',
    signs.activity[finding.activity],
    finding.jumpSign ? signs.jumpSign : '',
    finding.twitchOnPalpation ? signs.twitchOnPalpation : '',
    finding.band && finding.structureType !== 'taut-band' ? signs.band : '',
    finding.bandLengthMm === undefined ? '' : signs.bandLength(finding.bandLengthMm),
    finding.needleResistance === undefined ? '' : signs.resistance[finding.needleResistance],
    finding.nodule
      ? finding.noduleSizeMm === undefined
        ? signs.nodule
        : signs.noduleSize(finding.noduleSizeMm)
      : '',
    finding.nearestJoint === undefined || finding.nearestJoint === ''
      ? ''
      : signs.joint(finding.nearestJoint, finding.distanceToJointMm),
    finding.referredPain === '' ? '' : signs.referred(finding.referredPain, finding.referredQuality),
    finding.recognisedByPatient ? signs.recognised : '',
    own === null
      ? ''
      : signs.pressure(
          { mean: own, kpa: inKilopascal(own), readings: finding.ppt ?? [] },
          other === null
            ? null
            : { mean: other, kpa: inKilopascal(other), readings: finding.pptOtherSide ?? [] },
        ),
    finding.note,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** Letters for the syringes that hold a mixture, in the order in which they were given. */
export function mixtureLetters(administrations: readonly Administration[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { syringeId } of administrations) counts.set(syringeId, (counts.get(syringeId) ?? 0) + 1);
  const mixed = [...counts].filter(([, parts]) => parts > 1).map(([syringeId]) => syringeId);
  return new Map(mixed.map((syringeId, index) => [syringeId, String(index + 1)]));
}

/**
 * What a reason was asked for, from its key `code@block.field#within`: the block's letter, the field's label, the place or
 * substance within it, and the matter.
 */
export function askedOf(reference: Reference, content: SessionContent, key: string): string {
  const [code = key, place = ''] = key.split('@');
  const [blockId = '', rest = ''] = place.split('.');
  const [fieldKey = '', within = ''] = rest.split('#');
  const index = content.blocks.findIndex(({ id }) => id === blockId);
  const block = content.blocks[index];
  const field = block && fieldsOf(reference, block).find((one) => one.key === fieldKey);
  const flag = block === undefined ? reference.flags.get(fieldKey)?.name : undefined;
  const about = placeName(reference, within) ?? reference.substances.get(within)?.name;
  const matter = readable(code);
  const head = [block ? letterOf(index) : '', field?.label ?? flag ?? '']
    .filter((part) => part !== '')
    .join(' ');
  const where = [head, about ?? ''].filter((part) => part !== '').join(', ');
  return where === '' ? matter : `${where} (${matter})`;
}

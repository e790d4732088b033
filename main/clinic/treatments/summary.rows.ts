import type { Finding } from '../../../shared/contract/finding.ts';
import type { FieldDefinition } from '../../../shared/contract/reference.ts';
import type { BlockValue, ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import type { Administration } from '../../../shared/contract/administration.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import {
  chargePerPhase,
  laserEnergy,
  laserFluence,
  laserIrradiance,
  magneticPulses,
  sessionEnergy,
} from '../../../shared/rules/dose.ts';
import { formOf } from '../../../shared/rules/block-form.ts';
import { placeName } from '../../../shared/rules/sites.ts';
import { inKilopascal, pptMean } from '../../../shared/rules/findings.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { letterOf } from './summary.chart.ts';
import type { SummaryWords } from './summary.words.ts';

type Values = Readonly<Record<string, BlockValue>>;
export interface Setting {
  readonly label: string;
  readonly value: string;
}

const units: Readonly<Record<string, string>> = {
  '1': '',
  '{count}': '',
  '{score}': '',
  '{pulses}': '',
  deg: '°',
  us: 'µs',
  uC: 'µC',
  cm2: 'cm²',
  'J/cm2': 'J/cm²',
  'mW/cm2': 'mW/cm²',
  'ug/mL': 'µg/mL',
  'ug/mL{ozone}': 'µg/mL ozone',
  '[iU]/mL': 'IU/mL',
  '{product_unit}/mL': 'units/mL',
  '{homeopathic_potency}': 'potency',
};

/** UCUM as people write it. */
export function unitText(ucum: string): string {
  return units[ucum] ?? ucum;
}

function withUnit(value: string, ucum: string | undefined): string {
  const unit = ucum === undefined ? '' : unitText(ucum);
  return unit === ''
    ? value
    : unit === '%' || unit === '°'
      ? `${value}${unit === '%' ? ' %' : unit}`
      : `${value} ${unit}`;
}

function readable(option: string): string {
  return option.replaceAll('-', ' ');
}

function valueText(
  field: FieldDefinition,
  value: BlockValue,
  names: Readonly<Record<string, string>>,
  reference: Reference,
  words: SummaryWords,
): string {
  const one = (text: string) =>
    names[text] ??
    placeName(reference, text) ??
    (field.type === 'enum' || field.type === 'multi-enum' ? readable(text) : text);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value !== 'string') return value.map(one).join(', ');
  return withUnit(one(value), field.unit);
}

/** Fields of the block's technique, in the order of the form; what another part of the page shows is left out. */
function fieldsOf(reference: Reference, block: ProcedureBlock): FieldDefinition[] {
  const technique = reference.techniques.get(block.technique);
  const groups = (technique?.fieldGroups ?? []).filter((id) => id !== 'session-common' && id !== 'injectate');
  // The box of the lung-field rule stands in the form only: the reference data names it in the rule.
  const safeDirection = technique
    ? formOf(reference, technique.id).site.filter(({ onlyAt }) => onlyAt !== undefined)
    : [];
  return [
    ...groups.flatMap((id) => reference.fieldGroups.get(id) ?? []),
    ...(technique?.extraFields ?? []),
    ...safeDirection,
  ];
}

const elsewhere = new Set(['muscleOrSiteId', 'side', 'findingId', 'needlesIn', 'needlesOut']);

export function settingsOf(
  reference: Reference,
  block: ProcedureBlock,
  values: Values,
  names: Readonly<Record<string, string>>,
  words: SummaryWords,
): Setting[] {
  return fieldsOf(reference, block).flatMap((field): Setting[] => {
    const value = values[field.key];
    if (value === undefined || value === '' || elsewhere.has(field.key) || field.type === 'derived')
      return [];
    return [{ label: field.label, value: valueText(field, value, names, reference, words) }];
  });
}

const numeral = /^(0|[1-9]\d*)(\.\d+)?$/;

function figures(values: Values, ...keys: string[]): string[] | null {
  const found = keys.map((key) => values[key]);
  return found.every((value): value is string => typeof value === 'string' && numeral.test(value))
    ? found
    : null;
}

/** What follows from the settings: light per point and area, charge per phase, pulses. Computed, never typed. */
export function derivedOf(reference: Reference, block: ProcedureBlock): Setting[] {
  const fields = new Map(fieldsOf(reference, block).map((field) => [field.key, field]));
  const shown = (key: string, value: string): Setting[] => {
    const field = fields.get(key);
    return field ? [{ label: field.label, value: withUnit(value, field.unit) }] : [];
  };
  const { values } = block;
  const power = figures(values, 'averagePower', 'timePerPoint');
  const area = figures(values, 'spotArea');
  const charge = figures(values, 'intensity', 'pulseWidth');
  const trains = figures(values, 'frequency', 'trainDuration', 'trains');
  const energy = power ? laserEnergy(power[0] ?? '0', power[1] ?? '0') : null;
  const sites = block.sites.map((site) => ({ ...values, ...site.values }));
  const parts = sites.flatMap((site) => {
    const set = figures(site, 'averagePower', 'timePerPoint', 'points');
    return set ? [{ energyJ: laserEnergy(set[0] ?? '0', set[1] ?? '0'), points: set[2] ?? '0' }] : [];
  });
  return [
    ...(energy ? shown('energyPerPoint', energy) : []),
    ...(energy && area?.[0] && area[0] !== '0' ? shown('fluence', laserFluence(energy, area[0])) : []),
    ...(power && area?.[0] && area[0] !== '0'
      ? shown('irradiance', laserIrradiance(power[0] ?? '0', area[0]))
      : []),
    ...(parts.length > 0 && parts.length === sites.length
      ? shown('sessionEnergy', sessionEnergy(parts))
      : []),
    ...(charge ? shown('chargePerPhase', chargePerPhase(charge[0] ?? '0', charge[1] ?? '0')) : []),
    ...(trains
      ? shown('totalPulses', magneticPulses(trains[0] ?? '0', trains[1] ?? '0', trains[2] ?? '0'))
      : []),
  ];
}

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

/** What a reason was asked for, from its key `code@block.field`: the block's letter, the field's label and the matter. */
export function askedOf(reference: Reference, content: SessionContent, key: string): string {
  const [code = key, place = ''] = key.split('@');
  const [blockId = '', rest = ''] = place.split('.');
  const fieldKey = rest.split('#')[0];
  const index = content.blocks.findIndex(({ id }) => id === blockId);
  const block = content.blocks[index];
  const field = block && fieldsOf(reference, block).find((one) => one.key === fieldKey);
  const matter = readable(code);
  const where = [block ? letterOf(index) : '', field?.label ?? ''].filter((part) => part !== '').join(' ');
  return where === '' ? matter : `${where} (${matter})`;
}

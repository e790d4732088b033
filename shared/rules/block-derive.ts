import type { BlockSite, ProcedureBlock } from '../contract/treatment-block.ts';
import { formOf, siteKey, valueAt, type BlockForm } from './block-form.ts';
import { compare, parseDecimal, type DecimalText } from './decimal.ts';
import {
  chargePerPhase,
  laserEnergy,
  laserFluence,
  laserIrradiance,
  magneticPulses,
  pulsedAveragePower,
  sessionEnergy,
} from './dose.ts';
import type { Reference } from './reference.ts';

/** Values that follow from what was typed, by field key; those whose parts are missing are absent. */
export type DerivedBlock = {
  block: Readonly<Record<string, DecimalText>>;
  /** By `siteId:side`. */
  sites: ReadonlyMap<string, Readonly<Record<string, DecimalText>>>;
};

type Figures = (key: string) => DecimalText | null;

/** The figure that holds at a site; null when it is missing, unreadable or negative. */
export function figuresAt(form: BlockForm, block: ProcedureBlock, site: BlockSite): Figures {
  return (key) => {
    const field = form.site.find((one) => one.key === key) ?? form.block.find((one) => one.key === key);
    if (!field) return null;
    const value = field.scope === 'site' ? valueAt(block, site, field) : block.values[key];
    if (typeof value !== 'string') return null;
    const reading = parseDecimal(value);
    return reading.ok && compare(reading.value, '0') >= 0 ? reading.value : null;
  };
}

function deriveAt(keys: ReadonlySet<string>, figure: Figures): Record<string, DecimalText> {
  const found: Record<string, DecimalText> = {};
  const put = (key: string, value: () => DecimalText | null) => {
    const result = keys.has(key) ? value() : null;
    if (result !== null) found[key] = result;
  };
  const [power, seconds, area] = [figure('averagePower'), figure('timePerPoint'), figure('spotArea')];
  const hasArea = area !== null && compare(area, '0') > 0;
  put('energyPerPoint', () => (power !== null && seconds !== null ? laserEnergy(power, seconds) : null));
  put('fluence', () =>
    power !== null && seconds !== null && hasArea ? laserFluence(laserEnergy(power, seconds), area) : null,
  );
  put('irradiance', () => (power !== null && hasArea ? laserIrradiance(power, area) : null));
  const [current, width] = [figure('intensity'), figure('pulseWidth')];
  put('chargePerPhase', () => (current !== null && width !== null ? chargePerPhase(current, width) : null));
  const [rate, train, trains] = [figure('frequency'), figure('trainDuration'), figure('trains')];
  put('totalPulses', () =>
    rate !== null && train !== null && trains !== null ? magneticPulses(rate, train, trains) : null,
  );
  return found;
}

/** Reckons every derived field of the block anew; a typed one is never trusted, only compared. */
export function deriveBlock(reference: Reference, block: ProcedureBlock): DerivedBlock {
  const form = formOf(reference, block.technique);
  const derived = (fields: BlockForm['site']) =>
    new Set(fields.filter(({ type }) => type === 'derived').map(({ key }) => key));
  const siteKeys = derived(form.site);
  const sites = new Map(
    block.sites.map((site) => [siteKey(site), deriveAt(siteKeys, figuresAt(form, block, site))]),
  );
  const total: Record<string, DecimalText> = {};
  if (derived(form.block).has('sessionEnergy') && block.sites.length > 0) {
    const parts = block.sites.map((site) => ({
      energyJ: sites.get(siteKey(site))?.['energyPerPoint'],
      points: figuresAt(form, block, site)('points'),
    }));
    const complete = parts.filter(
      (part): part is { energyJ: DecimalText; points: DecimalText } =>
        part.energyJ !== undefined && part.points !== null,
    );
    if (complete.length === parts.length) total['sessionEnergy'] = sessionEnergy(complete);
  }
  return { block: total, sites };
}

/** What the block's own values come to before any place is named: shown beside the fields while they are typed. */
export function deriveShared(
  reference: Reference,
  block: ProcedureBlock,
): Readonly<Record<string, DecimalText>> {
  const nowhere: BlockSite = { siteId: '', side: 'midline', values: {} };
  const { sites } = deriveBlock(reference, { ...block, sites: [nowhere] });
  return { ...sites.get(siteKey(nowhere)), ...deriveBlock(reference, block).block };
}

/** Average power of a pulsed laser in mW as its pulses make it; null for a continuous one or when a part is missing. */
export function averagePowerOfPulses(
  form: BlockForm,
  block: ProcedureBlock,
  site: BlockSite,
): DecimalText | null {
  const emission = block.values['emission'];
  if (emission !== 'pulsed' && emission !== 'super-pulsed') return null;
  const figure = figuresAt(form, block, site);
  const [peak, width, rate] = [figure('peakPower'), figure('pulseWidth'), figure('pulseFrequency')];
  return peak === null || width === null || rate === null ? null : pulsedAveragePower(peak, width, rate);
}

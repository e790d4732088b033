import type { DecimalText } from './decimal.ts';
import { add, compare, divide, multiply, round, subtract } from './decimal.ts';

/** Injected volume in mL: volume per point times points [gk]. */
export function totalVolume(volumePerPointMl: DecimalText, points: DecimalText): DecimalText {
  return multiply(volumePerPointMl, points);
}

/** Units of strength that name a mass in a volume; the factor turns them into mg/mL. 1 % w/v is 10 mg/mL [gk]. */
const MASS_STRENGTH: Readonly<Record<string, DecimalText>> = {
  'mg/mL': '1',
  '%': '10',
  'ug/mL': '0.001',
  'ug/mL{ozone}': '0.001',
};

/** Strength in mg/mL; null for units of activity, product units and homeopathic potencies, which are not a mass. */
export function strengthMgPerMl(value: DecimalText, unit: string): DecimalText | null {
  const factor = Object.hasOwn(MASS_STRENGTH, unit) ? MASS_STRENGTH[unit] : undefined;
  return factor === undefined ? null : multiply(value, factor);
}

/** Units of activity in a mL, where the strength is one of them: international, or the product's own [btx]. */
export function unitMark(unit: string): 'IU' | 'product-units' | null {
  return unit === '[iU]/mL' ? 'IU' : unit === '{product_unit}/mL' ? 'product-units' : null;
}

/** Dose in mg: total volume (mL) times strength; null where the strength is not a mass. Exact. */
export function doseMg(totalVolumeMl: DecimalText, strength: DecimalText, unit: string): DecimalText | null {
  const mgPerMl = strengthMgPerMl(strength, unit);
  return mgPerMl === null ? null : multiply(totalVolumeMl, mgPerMl);
}

/** `agrees` within 5 %, `off` above 5 %, `wrong` above 20 % of the computed value: rule-laser-dose-agree. */
export type Agreement = 'agrees' | 'off' | 'wrong';

/** Compares a typed value with the computed one; both are positive. A typed value against a computed zero is wrong. */
export function agreement(typed: DecimalText, computed: DecimalText): Agreement {
  const difference = subtract(typed, computed);
  const distance = compare(difference, '0') < 0 ? multiply(difference, '-1') : difference;
  if (compare(distance, multiply(computed, '0.2')) > 0) return 'wrong';
  return compare(distance, multiply(computed, '0.05')) > 0 ? 'off' : 'agrees';
}

/** How far a typed value lies from the computed one, in per cent with one place; null against nothing. */
export function percentOff(typed: DecimalText, computed: DecimalText): DecimalText | null {
  if (compare(computed, '0') === 0) return null;
  const share = divide(multiply(subtract(typed, computed), '100'), computed);
  return round(compare(share, '0') < 0 ? multiply(share, '-1') : share, 1);
}

/** Energy per point in J: average power (mW) / 1000 times time (s) [jenkins2011]. */
export function laserEnergy(averagePowerMw: DecimalText, seconds: DecimalText): DecimalText {
  return multiply(averagePowerMw, '0.001', seconds);
}

/** Fluence in J/cm2: energy (J) over the area at the skin (cm2), 6 significant digits; informative, never the only dose [thor]. */
export function laserFluence(energyJ: DecimalText, areaCm2: DecimalText): DecimalText {
  return divide(energyJ, areaCm2, 6);
}

/** Irradiance in mW/cm2: average power (mW) over the area at the skin (cm2), 6 significant digits [jenkins2011]. */
export function laserIrradiance(averagePowerMw: DecimalText, areaCm2: DecimalText): DecimalText {
  return divide(averagePowerMw, areaCm2, 6);
}

/** Average power in mW of a pulsed laser: peak (W) x width (us) x 1e-6 x frequency (Hz) x 1000 [pbmtable]. */
export function pulsedAveragePower(
  peakW: DecimalText,
  widthUs: DecimalText,
  frequencyHz: DecimalText,
): DecimalText {
  return multiply(peakW, widthUs, frequencyHz, '0.001');
}

/** Energy of the session in J: energy per point times points, over all sites [jenkins2011]. */
export function sessionEnergy(sites: readonly { energyJ: DecimalText; points: DecimalText }[]): DecimalText {
  return add(...sites.map(({ energyJ, points }) => multiply(energyJ, points)));
}

/** Charge per phase in uC: current (mA) times pulse width (us) / 1000 [gk]. */
export function chargePerPhase(currentMa: DecimalText, widthUs: DecimalText): DecimalText {
  return multiply(currentMa, widthUs, '0.001');
}

/** Pulses of a repetitive magnetic stimulation: frequency (Hz) x train (s) x trains [rpms2022]. */
export function magneticPulses(
  frequencyHz: DecimalText,
  trainSeconds: DecimalText,
  trains: DecimalText,
): DecimalText {
  return multiply(frequencyHz, trainSeconds, trains);
}

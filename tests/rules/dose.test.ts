import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compare, decimalOf, multiply } from '../../shared/rules/decimal.ts';
import {
  agreement,
  chargePerPhase,
  doseMg,
  laserEnergy,
  laserFluence,
  laserIrradiance,
  magneticPulses,
  pulsedAveragePower,
  sessionEnergy,
  strengthMgPerMl,
  totalVolume,
} from '../../shared/rules/dose.ts';
import { reference } from './reference-data.ts';

const vector = z.object({
  id: z.string(),
  input: z.record(z.string(), z.union([z.number(), z.string()])),
  expect: z.record(z.string(), z.number()),
});

type Inputs = (key: string) => string;

/** What each value of a test vector is reckoned from. */
const formulas: Record<string, (of: Inputs) => string | null> = {
  energyPerPoint: (of) => laserEnergy(of('averagePower'), of('timePerPoint')),
  fluence: (of) => laserFluence(laserEnergy(of('averagePower'), of('timePerPoint')), of('spotArea')),
  irradiance: (of) => laserIrradiance(of('averagePower'), of('spotArea')),
  averagePower: (of) => pulsedAveragePower(of('peakPower'), of('pulseWidth'), of('pulseFrequency')),
  chargePerPhase: (of) => chargePerPhase(of('intensity'), of('pulseWidth')),
  totalPulses: (of) => magneticPulses(of('frequency'), of('trainDuration'), of('trains')),
  totalVolume: (of) => totalVolume(of('volumePerPoint'), of('points')),
  dose: (of) =>
    doseMg(totalVolume(of('volumePerPoint'), of('points')), of('strengthValue'), of('strengthUnit')),
};

describe('the worked examples of the reference data', () => {
  const examples = reference.data.techniques.testVectors.map((entry) => vector.parse(entry));
  it('are all there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
  });
  it.each(examples)('$id comes out exactly', ({ input, expect: expected }) => {
    const of: Inputs = (key) => {
      const value = input[key];
      if (value === undefined) throw new Error(`no ${key}`);
      return typeof value === 'number' ? decimalOf(value) : value;
    };
    for (const [key, value] of Object.entries(expected)) expect(formulas[key]?.(of)).toBe(decimalOf(value));
  });
});

describe('strength', () => {
  it.each([
    ['1', '%', '10'],
    ['0.25', '%', '2.5'],
    ['10', 'mg/mL', '10'],
    ['500', 'ug/mL', '0.5'],
    ['100', '[iU]/mL', null],
    ['50', '{product_unit}/mL', null],
    ['6', '{homeopathic_potency}', null],
    ['1', 'toString', null],
  ])('%s %s is %s mg/mL', (value, unit, mgPerMl) => {
    expect(strengthMgPerMl(value, unit)).toBe(mgPerMl);
  });
});

describe('a typed value against the computed one', () => {
  it.each([
    ['10', '10', 'agrees'],
    ['10.5', '10', 'agrees'],
    ['9.5', '10', 'agrees'],
    ['10.500001', '10', 'off'],
    ['12', '10', 'off'],
    ['8', '10', 'off'],
    ['12.000001', '10', 'wrong'],
    ['100', '10', 'wrong'],
    ['1', '10', 'wrong'],
  ])('%s against %s %s', (typed, computed, answer) => {
    expect(agreement(typed, computed)).toBe(answer);
  });
});

describe('three lasers that give the same energy density', () => {
  it('still differ in energy, which is the dose shown first', () => {
    const lasers = [
      ['500', '0.25', '10'],
      ['200', '0.1', '4'],
      ['30', '0.015', '0.6'],
    ] as const;
    for (const [power, area, energy] of lasers) {
      expect(laserEnergy(power, '20')).toBe(energy);
      expect(laserFluence(energy, area)).toBe('40');
    }
    expect(sessionEnergy(lasers.map(([, , energyJ]) => ({ energyJ, points: '2' })))).toBe('29.2');
  });
});

const amount = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }))
  .map(([units]) => multiply(String(units), '0.0001'));

describe('dose', () => {
  it('is exact whichever way it is reckoned, and grows with volume and strength', () => {
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 1, max: 300 }),
        amount,
        amount,
        (volume, points, strength, more) => {
          const dose = doseMg(totalVolume(volume, String(points)), strength, '%');
          expect(dose).toBe(multiply(strength, '10', volume, String(points)));
          expect(dose).toBe(doseMg(totalVolume(volume, String(points)), multiply(strength, '10'), 'mg/mL'));
          const stronger = doseMg(totalVolume(volume, String(points)), multiply(strength, '2'), '%') ?? '0';
          expect(compare(stronger, dose ?? '0')).toBe(1);
          expect(
            compare(totalVolume(multiply(volume, '2'), String(points)), totalVolume(volume, String(points))),
          ).toBe(1);
          expect(more).not.toBe('0');
        },
      ),
    );
  });
});

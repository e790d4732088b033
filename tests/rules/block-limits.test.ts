import { describe, expect, it } from 'vitest';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { checkBlock } from '../../shared/rules/block-check.ts';
import { deriveBlock } from '../../shared/rules/block-derive.ts';
import { formOf } from '../../shared/rules/block-form.ts';
import { decimalOf } from '../../shared/rules/decimal.ts';
import { calfNeedling, heelInjection, heelLaser, usualBlock } from './blocks.ts';
import { reference } from './reference-data.ts';

function found(block: ProcedureBlock) {
  return checkBlock(reference, block, { sessionDate: '2026-03-10' }).map(({ level, code, fieldKey }) =>
    `${level} ${code} ${fieldKey ?? ''}`.trim(),
  );
}

describe('every technique', () => {
  const techniques = [...reference.techniques.values()];
  it.each(techniques.map(({ id }) => id))('%s is recorded as usual without a word against it', (id) => {
    expect(found(usualBlock(id))).toEqual([]);
  });

  it.each(techniques.map(({ id }) => id))(
    '%s refuses each required value that is missing, and each figure beyond its limits',
    (id) => {
      const block = usualBlock(id);
      const form = formOf(reference, id);
      for (const field of [...form.block, ...form.site]) {
        if (field.type === 'derived' || field.onlyAt) continue;
        const at = (value: string): ProcedureBlock =>
          field.scope === 'block' || field.inheritable
            ? { ...block, values: { ...block.values, [field.key]: value } }
            : {
                ...block,
                sites: block.sites.map((site) => ({
                  ...site,
                  values: { ...site.values, [field.key]: value },
                })),
              };
        if (field.required) expect(found(at('')), field.key).toContain(`refuse required ${field.key}`);
        if (!field.hard) continue;
        const [low, high] = field.hard;
        const beyond = [decimalOf(high + 1), ...(low > 0 ? ['0'] : []), '-1'];
        for (const value of beyond)
          expect(found(at(value)), `${field.key} ${value}`).toContain(`refuse out-of-range ${field.key}`);
        for (const value of [decimalOf(low), decimalOf(high)]) {
          expect(found(at(value)), `${field.key} ${value}`).not.toContain(`refuse out-of-range ${field.key}`);
        }
      }
    },
  );

  it('derives what follows from its figures', () => {
    const derived = (id: string) =>
      deriveBlock(reference, usualBlock(id)).sites.get('gastrocnemius-medialis:left');
    expect(derived('tens')).toEqual({ chargePerPhase: '1.5' });
    expect(derived('electro-needling')).toEqual({ chargePerPhase: '0.4' });
    expect(derived('magnetic-rpms')).toEqual({ totalPulses: '1000' });
    expect(derived('magnetic-pemf')).toEqual({});
  });
});

describe('figures exactly at a rule', () => {
  it.each<[string, ProcedureBlock, string[]]>([
    ['a needle in to the hub', calfNeedling({ insertionDepth: '30' }), ['ask shaft-visible insertionDepth']],
    ['an output check of today', heelLaser({ lastPowerCheck: '2026-03-10' }), []],
    [
      'an output check of tomorrow',
      heelLaser({ lastPowerCheck: '2026-03-11' }),
      ['refuse in-the-future lastPowerCheck'],
    ],
    ['an output check of a year ago', heelLaser({ lastPowerCheck: '2025-03-10' }), []],
    ['a needle of 21 gauge', heelInjection({ needleGauge: '21G' }), []],
    [
      'skin of which nothing is said',
      calfNeedling({}, { skinPrep: '' }),
      ['ask skin-prep-expected skinPrep'],
    ],
    ['a lot of 120 letters', calfNeedling({ needleLot: 'x'.repeat(120) }), []],
    ['a lot of 121 letters', calfNeedling({ needleLot: 'x'.repeat(121) }), ['refuse too-long needleLot']],
    ['a note of two lines', calfNeedling({}, { siteNote: 'first\nsecond' }), []],
    ['a lot of two lines', calfNeedling({ needleLot: 'first\nsecond' }), ['refuse broken-text needleLot']],
    [
      'a number as yes',
      { ...calfNeedling(), values: { ...calfNeedling().values, needlesIn: true } },
      ['refuse not-a-number needlesIn'],
    ],
  ])('%s', (_, block, issues) => {
    expect(found(block)).toEqual(issues);
  });
  it('a mesotherapy needle of 4 mm may go in whole, a longer one not', () => {
    const skin = (needleLength: string, insertionDepth: string) => {
      const block = usualBlock('mesotherapy');
      return found({ ...block, values: { ...block.values, needleLength, insertionDepth } });
    };
    expect(skin('4', '4')).toEqual([]);
    expect(skin('4', '4.1')).toEqual(['ask unusual insertionDepth', 'refuse depth-length insertionDepth']);
    expect(skin('6', '2')).toEqual(['ask shaft-visible insertionDepth']);
  });
  it('100 mW/cm2 at the Achilles tendon is not asked yet', () => {
    const heel = heelLaser({ averagePower: '50', timePerPoint: '80' });
    const achilles = {
      ...heel,
      sites: heel.sites.map((one) => ({ ...one, siteId: 'site-achilles-insertion' })),
    };
    expect(found(achilles)).toEqual([]);
  });
});

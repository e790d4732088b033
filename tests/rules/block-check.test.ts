import { describe, expect, it } from 'vitest';
import { procedureBlock, type ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { checkBlock } from '../../shared/rules/block-check.ts';
import { deriveBlock } from '../../shared/rules/block-derive.ts';
import { formOf, sessionFields, type BlockContext } from '../../shared/rules/block-form.ts';
import { hasReason, reasonKey, standing } from '../../shared/rules/issues.ts';
import { calfNeedling, dryNeedling, electroNeedling, heelInjection, heelLaser } from './blocks.ts';
import { reference } from './reference-data.ts';

const today: BlockContext = { sessionDate: '2026-03-10' };

function found(block: ProcedureBlock, context = today) {
  return checkBlock(reference, block, context).map(({ level, code, fieldKey }) =>
    `${level} ${code} ${fieldKey ?? ''}`.trim(),
  );
}

describe('the form of a technique', () => {
  it('exists for every technique, with each of its fields in exactly one place', () => {
    for (const technique of reference.techniques.values()) {
      const form = formOf(reference, technique.id);
      const keys = [form.session, form.block, form.site, form.administration].flat().map(({ key }) => key);
      expect(new Set(keys).size, technique.id).toBe(keys.length);
      expect(keys.length).toBeGreaterThan(8);
      expect(form.administration.length > 0).toBe(technique.delivers === 'substance');
    }
  });
  it('has the limits of the technique, not of its group', () => {
    const limit = (id: string, key: string) => {
      const form = formOf(reference, id);
      return [...form.site, ...form.administration].find((field) => field.key === key);
    };
    expect(limit('tens', 'intensity')).toMatchObject({ hard: [0.1, 120], warn: [0.5, 80], unit: 'mA' });
    expect(limit('electro-needling', 'intensity')).toMatchObject({
      hard: [0.1, 20],
      warn: [0.1, 6],
      unit: 'mA',
    });
    expect(limit('mesotherapy', 'route')?.options).toEqual(['intradermal', 'subcutaneous']);
    expect(limit('mesotherapy', 'pointSpacing')).toMatchObject({ hard: [2, 100] });
    expect(limit('biopuncture', 'volumePerPoint')).toMatchObject({ hard: [0.01, 10], warn: [0.05, 1] });
  });
  it('asks for the direction of the needle only where a needle goes in', () => {
    expect(formOf(reference, 'dry-needling').site.at(-1)).toMatchObject({
      key: 'safeDirection',
      onlyAt: 'lung-field',
    });
    expect(formOf(reference, 'tens').site.some(({ key }) => key === 'safeDirection')).toBe(false);
  });
  it('leaves out what is counted or stamped', () => {
    expect(sessionFields(reference).map(({ key }) => key)).toEqual([
      'endedAt',
      'painBefore',
      'painAfter',
      'patientPosition',
      'aftercareGiven',
      'observationMinutes',
      'fitToLeave',
    ]);
  });
});

describe('the acceptance cases', () => {
  it('case 1 at the lung field: depth is there, and 30 mm of needle is asked', () => {
    expect(found(dryNeedling())).toEqual([
      'note lung-field safeDirection',
      'ask lung-field-length needleLength',
    ]);
  });
  it('case 1 with three needles out of four cannot be signed', () => {
    expect(found(calfNeedling({ needlesOut: '3' }))).toEqual(['refuse needle-count needlesOut']);
  });
  it('case 2 away from the lung has nothing against it', () => {
    expect(found(calfNeedling())).toEqual([]);
  });
  it('case 3 gives 4 J per point, 8 J/cm2 and 8 J in all', () => {
    expect(found(heelInjection())).toEqual([]);
    expect(found(heelLaser())).toEqual([]);
    const derived = deriveBlock(reference, heelLaser());
    expect(derived.block).toEqual({ sessionEnergy: '8' });
    expect(derived.sites.get('site-calcaneus-medial-process:right')).toEqual({
      energyPerPoint: '4',
      fluence: '8',
      irradiance: '200',
    });
  });
  it('case 3 without goggles is refused', () => {
    expect(found(heelLaser({ eyeProtection: 'staff-only' }))).toEqual(['refuse laser-eyes eyeProtection']);
    expect(found(heelLaser({ eyeProtection: '' }))).toEqual([
      'refuse required eyeProtection',
      'refuse laser-eyes eyeProtection',
    ]);
    expect(found(heelLaser({ eyeProtection: 'none', laserClass: '2' }))).toEqual([]);
  });
});

/** Every rule of the reference data that a block can break, with a block that breaks it. */
const broken: [rule: string, ProcedureBlock, string][] = [
  ['rule-needle-count', calfNeedling({ needlesOut: '5' }), 'refuse needle-count needlesOut'],
  ['rule-depth-length', calfNeedling({ insertionDepth: '30.5' }), 'refuse depth-length insertionDepth'],
  ['rule-shaft-visible', calfNeedling({ insertionDepth: '25.5' }), 'ask shaft-visible insertionDepth'],
  ['rule-lung-field', dryNeedling({}, { safeDirection: false }), 'ask lung-field safeDirection'],
  ['rule-expired', calfNeedling({ needleExpiry: '2026-03-09' }), 'refuse expired needleExpiry'],
  ['rule-laser-eyes', heelLaser({ eyeProtection: 'none' }), 'refuse laser-eyes eyeProtection'],
  ['rule-laser-dose-agree', heelLaser({ energyPerPoint: '4.3' }), 'ask laser-dose-agree energyPerPoint'],
  ['rule-needle-dc', electroNeedling({ waveform: 'direct-current' }), 'refuse needle-dc waveform'],
  ['rule-chest-current', electroNeedling({ crossesChest: true }), 'ask chest-current crossesChest'],
  ['rule-tcm-separate', calfNeedling({ pointNames: ['LI4'] }), 'refuse tcm-separate pointNames'],
];

describe('the rules of the reference data', () => {
  it.each(broken)('%s is caught', (_, block, issue) => {
    expect(found(block)).toContain(issue);
  });
  it('are all executed, here or in the checks of the visit and the administration', () => {
    const elsewhere = [
      'rule-both-chest-sides',
      'rule-first-visit-lying',
      'rule-mdv',
      'rule-la-max',
      'rule-la-weight',
      'rule-autologous',
    ];
    const all = reference.data.techniques.rules.map(({ id }) => id);
    expect([...broken.map(([rule]) => rule), ...elsewhere].sort()).toEqual(all.sort());
  });
  it('keep to their limits: what is just inside passes', () => {
    expect(found(calfNeedling({ insertionDepth: '25', needleExpiry: '2026-03-10' }))).toEqual([]);
    expect(found(calfNeedling({ needleLength: '15', insertionDepth: '10' }))).toEqual([]);
    expect(found(heelLaser({ energyPerPoint: '4.2' }))).toEqual([]);
  });
});

describe('a site over the lung', () => {
  it('needs a depth, whatever the block says elsewhere', () => {
    expect(found(dryNeedling({ insertionDepth: '' }))).toContain('refuse lung-field-depth insertionDepth');
    expect(found(dryNeedling({ insertionDepth: '' }, { insertionDepth: '12' }))).not.toContain(
      'refuse lung-field-depth insertionDepth',
    );
  });
  it('asks a second time from 20 mm of needle', () => {
    expect(found(dryNeedling({ needleLength: '20', insertionDepth: '10' }))).toContain(
      'ask lung-field-length needleLength',
    );
    expect(found(dryNeedling({ needleLength: '19', insertionDepth: '10' }))).toEqual([
      'note lung-field safeDirection',
    ]);
  });
  it('does not ask for a direction away from it', () => {
    expect(found(calfNeedling({}, { safeDirection: true }))).toEqual([]);
  });
});

describe('values', () => {
  it.each<[string, ProcedureBlock, string[]]>([
    ['a missing needle', calfNeedling({ needleDiameter: ' ' }), ['refuse required needleDiameter']],
    ['a word for a number', calfNeedling({ needleLength: 'thirty' }), ['refuse not-a-number needleLength']],
    ['an exponent', calfNeedling({ needleLength: '3e1' }), ['refuse not-a-number needleLength']],
    ['half an insertion', calfNeedling({ insertions: '1.5' }), ['refuse not-whole insertions']],
    [
      'a length below the hard limit',
      calfNeedling({ needleLength: '4', insertionDepth: '2' }),
      ['refuse out-of-range needleLength', 'ask shaft-visible insertionDepth'],
    ],
    ['a thick needle', calfNeedling({ needleDiameter: '0.36' }), ['ask unusual needleDiameter']],
    ['a needle of the hard limit', calfNeedling({ needleDiameter: '0.5' }), ['ask unusual needleDiameter']],
    [
      'a needle beyond it',
      calfNeedling({ needleDiameter: '0.500001' }),
      ['refuse out-of-range needleDiameter'],
    ],
    [
      'more digits than are kept',
      calfNeedling({ needleDiameter: '0.2500001' }),
      ['refuse too-precise needleDiameter'],
    ],
    [
      'an option that does not exist',
      calfNeedling({ localTwitch: 'huge' }),
      ['refuse not-an-option localTwitch'],
    ],
    [
      'text where yes or no belongs',
      electroNeedling({ skinChecked: 'yes' }),
      ['refuse wrong-type skinChecked'],
    ],
    [
      'a date that does not exist',
      calfNeedling({ needleExpiry: '2026-02-30' }),
      ['refuse not-a-date needleExpiry'],
    ],
    [
      'a response twice',
      calfNeedling({}, { response: ['local-twitch', 'local-twitch'] }),
      ['refuse twice-in-list response'],
    ],
    [
      'a response that does not exist',
      calfNeedling({}, { response: ['healed'] }),
      ['refuse not-an-option response'],
    ],
    [
      'a field of another technique',
      calfNeedling({ wavelength: '808' }),
      ['refuse unknown-field wavelength'],
    ],
    ['a device per site', heelLaser({}, { deviceId: 'x' }), ['refuse not-per-site deviceId']],
    ['skin not prepared', calfNeedling({}, { skinPrep: 'none' }), ['ask skin-prep-expected skinPrep']],
    ['a control character', calfNeedling({ needleLot: 'A\u0000B' }), ['refuse broken-text needleLot']],
    ['a needle of 18 gauge', heelInjection({ needleGauge: '18G' }), ['ask thick-needle needleGauge']],
    [
      'too much current for needles',
      electroNeedling({ intensity: '20.1' }),
      ['refuse out-of-range intensity'],
    ],
    ['much current for needles', electroNeedling({ intensity: '7' }), ['ask unusual intensity']],
    [
      'a laser stronger than class 3B',
      heelLaser({ averagePower: '501', timePerPoint: '20' }),
      ['refuse out-of-range averagePower'],
    ],
    [
      'an old output check',
      heelLaser({ lastPowerCheck: '2025-03-09' }),
      ['ask power-check-old lastPowerCheck'],
    ],
    [
      'an energy far from power and time',
      heelLaser({ energyPerPoint: '40' }),
      ['refuse laser-dose-agree energyPerPoint'],
    ],
    [
      'too much energy by power and time',
      heelLaser({ averagePower: '500', timePerPoint: '401' }),
      [
        'ask unusual timePerPoint',
        'refuse out-of-range energyPerPoint',
        'ask unusual fluence',
        'ask unusual sessionEnergy',
      ],
    ],
    [
      'pulses that do not make the power',
      heelLaser({ emission: 'super-pulsed', peakPower: '20', pulseWidth: '0.2', pulseFrequency: '5000' }),
      ['refuse laser-dose-agree averagePower'],
    ],
  ])('%s', (_, block, issues) => {
    expect(found(block).sort()).toEqual(issues.sort());
  });

  it('of the class 4 profile are allowed only where the clinic has switched it on', () => {
    const strong = heelLaser({ laserClass: '4', averagePower: '2000', timePerPoint: '5', spotArea: '5' });
    expect(found(strong)).toContain('refuse class-4-off laserClass');
    expect(found(strong)).toContain('refuse out-of-range averagePower');
    expect(found(strong, { ...today, class4Laser: true })).toEqual([
      'ask unusual averagePower',
      'ask unusual timePerPoint',
    ]);
  });

  it('of a site stand before those of the block', () => {
    const block = calfNeedling({ insertionDepth: '90', needleLength: '100' });
    const own = {
      ...block,
      sites: block.sites.map((site) => ({ ...site, values: { ...site.values, insertionDepth: '20' } })),
    };
    expect(found(block)).toEqual(['ask unusual insertionDepth']);
    expect(deriveBlock(reference, own).block).toEqual({});
  });
});

describe('a reason', () => {
  it('answers what is asked, for that site only, and never what is refused', () => {
    const block = dryNeedling({ needlesOut: '3' }, { safeDirection: false });
    const issues = checkBlock(reference, block, today);
    const keys = issues.map(reasonKey);
    expect(keys).toContain('lung-field@b1.safeDirection#trapezius-descendens:right');
    const reasons = Object.fromEntries(keys.map((key) => [key, 'pincer grip, needle along the muscle']));
    expect(
      standing(issues, {})
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['lung-field', 'lung-field-length', 'needle-count']);
    expect(standing(issues, reasons).map(({ code }) => code)).toEqual(['needle-count']);
    expect(hasReason({ level: 'ask', code: 'lung-field' }, { 'lung-field': ' ' })).toBe(false);
    expect(hasReason({ level: 'ask', code: 'constructor' }, {})).toBe(false);
  });
  it('lets an energy stand that differs by more than 20 %', () => {
    const block = heelLaser({ energyPerPoint: '6' });
    const [issue] = checkBlock(reference, block, today);
    if (!issue) throw new Error('no issue');
    expect(issue.level).toBe('refuse');
    const reasons = { [reasonKey(issue)]: 'display of the device, output measured today' };
    const again = checkBlock(reference, block, { ...today, reasons });
    expect(again.map(({ level }) => level)).toEqual(['ask']);
    expect(standing(again, reasons)).toEqual([]);
  });
});

describe('a block from outside', () => {
  it('is refused with keys and shapes that do not exist', () => {
    expect(procedureBlock.safeParse(heelLaser()).success).toBe(true);
    expect(procedureBlock.safeParse({ ...heelLaser(), dose: '4' }).success).toBe(false);
    expect(procedureBlock.safeParse(heelLaser({ 'energy per point': '4' })).success).toBe(false);
    expect(procedureBlock.safeParse({ ...heelLaser(), values: { averagePower: 100 } }).success).toBe(false);
    const crafted = procedureBlock.parse(
      JSON.parse('{"id":"x","technique":"tens","values":{"__proto__":{"frequency":"2"}},"sites":[]}'),
    );
    expect(crafted.values['frequency']).toBeUndefined();
  });
});

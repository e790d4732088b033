import type { BlockSite, ProcedureBlock } from '../contract/treatment-block.ts';
import type { DerivedBlock } from './block-derive.ts';
import { averagePowerOfPulses, figuresAt } from './block-derive.ts';
import { siteKey, valueAt, type BlockContext, type BlockForm } from './block-form.ts';
import { addMonths, isPlainDate } from './calendar.ts';
import { compare, subtract } from './decimal.ts';
import { agreement } from './dose.ts';
import { placeOf } from './electrodes.ts';
import type { Issue } from './issues.ts';
import { isNeedleTechnique, type Reference } from './reference.ts';
import { needleCountIssues } from './needle-count.ts';
import { isLungField, placeName } from './sites.ts';

/** Where irradiance above 100 mW/cm2 is asked: Achilles tendon, iliotibial band, lateral elbow [walt2010]. */
const IRRADIANCE_SITES = new Set([
  'site-achilles-insertion',
  'site-lateral-femoral-epicondyle',
  'site-lateral-epicondyle',
]);
const IRRADIANCE_ASK = '100';

/** Needles of this length have reached the lung [rhomboid2025]; shaft that stays out of the skin in mm [tpi]. */
const LUNG_LENGTH_MM = '20';
const SHAFT_MM = '5';
/** Mesotherapy needles up to this length go in whole (rule-shaft-visible). */
const WHOLE_NEEDLE_MM = '4';
/** Hollow needles thicker than this gauge are asked (field needleGauge). */
const THICK_GAUGE = 21;
const POWER_CHECK_MONTHS = 12;

/** Level of a rule as the reference data has it; a rule that is gone from the data still refuses. */
function levelOf(reference: Reference, rule: string): 'refuse' | 'ask' {
  return reference.data.techniques.rules.find(({ id }) => id === rule)?.level === 'warn' ? 'ask' : 'refuse';
}

type Raise = (
  rule: string,
  fieldKey: string,
  params?: Record<string, string>,
  level?: Issue['level'],
) => void;

function raiser(reference: Reference, block: ProcedureBlock, issues: Issue[], site?: BlockSite): Raise {
  return (rule, fieldKey, params, level) => {
    const all = site ? { ...params, site: siteKey(site) } : params;
    issues.push({
      level: level ?? levelOf(reference, `rule-${rule}`),
      code: rule,
      at: block.id,
      fieldKey,
      ...(all && { params: all }),
    });
  };
}

function pastDate(value: unknown): string | null {
  return typeof value === 'string' && isPlainDate(value) ? value : null;
}

function laserRules(block: ProcedureBlock, context: BlockContext, raise: Raise): void {
  const laserClass = block.values['laserClass'];
  const eyes = block.values['eyeProtection'];
  if ((laserClass === '3B' || laserClass === '4') && eyes !== 'patient-and-staff') {
    raise('laser-eyes', 'eyeProtection', { laserClass, eyeProtection: typeof eyes === 'string' ? eyes : '' });
  }
  if (laserClass === '4' && !context.class4Laser) raise('class-4-off', 'laserClass', undefined, 'refuse');
  const checked = pastDate(block.values['lastPowerCheck']);
  if (checked === null) return;
  if (checked > context.sessionDate) raise('in-the-future', 'lastPowerCheck', { value: checked }, 'refuse');
  else if (addMonths(checked, POWER_CHECK_MONTHS) < context.sessionDate) {
    raise('power-check-old', 'lastPowerCheck', { value: checked, months: String(POWER_CHECK_MONTHS) }, 'ask');
  }
}

/** Rules that hold for the block as one: needle count, expiry, laser safety. */
export function blockRules(
  reference: Reference,
  form: BlockForm,
  block: ProcedureBlock,
  context: BlockContext,
): Issue[] {
  const issues: Issue[] = [];
  const raise = raiser(reference, block, issues);
  issues.push(
    ...needleCountIssues(block, {
      sessionDate: context.sessionDate,
      staysPossible: form.technique.fieldGroups.includes('needle-filiform'),
    }),
  );
  const expiry = pastDate(block.values['needleExpiry']);
  if (expiry !== null && expiry < context.sessionDate) raise('expired', 'needleExpiry', { value: expiry });
  if (form.technique.fieldGroups.includes('laser')) laserRules(block, context, raise);
  return issues;
}

function needleRules(
  reference: Reference,
  form: BlockForm,
  block: ProcedureBlock,
  site: BlockSite,
  raise: Raise,
): void {
  const at = figuresAt(form, block, site);
  const [depth, length] = [at('insertionDepth'), at('needleLength')];
  if (depth !== null && length !== null) {
    const whole = form.technique.id === 'mesotherapy' && compare(length, WHOLE_NEEDLE_MM) <= 0;
    if (compare(depth, length) > 0) raise('depth-length', 'insertionDepth', { depth, length, unit: 'mm' });
    else if (!whole && compare(depth, subtract(length, SHAFT_MM)) > 0) {
      raise('shaft-visible', 'insertionDepth', { depth, length, shaft: SHAFT_MM, unit: 'mm' });
    }
  }
  if (isLungField(reference, site.siteId)) {
    if (depth === null) raise('lung-field-depth', 'insertionDepth', undefined, 'refuse');
    // Always shown; the ticked box is its answer.
    raise(
      'lung-field',
      'safeDirection',
      undefined,
      site.values['safeDirection'] === true ? 'note' : undefined,
    );
    if (length !== null && compare(length, LUNG_LENGTH_MM) >= 0) {
      raise('lung-field-length', 'needleLength', { length, from: LUNG_LENGTH_MM, unit: 'mm' }, 'ask');
    }
  }
  const field = (key: string) => form.site.find((one) => one.key === key);
  const [gauge, prep] = [field('needleGauge'), field('skinPrep')];
  const bore = gauge ? valueAt(block, site, gauge) : undefined;
  if (typeof bore === 'string' && /^\d+G$/.test(bore) && Number.parseInt(bore, 10) < THICK_GAUGE) {
    raise('thick-needle', 'needleGauge', { value: bore, from: `${THICK_GAUGE}G` }, 'ask');
  }
  const prepared = prep ? valueAt(block, site, prep) : undefined;
  if (prep && (prepared === undefined || prepared === '' || prepared === 'none'))
    raise('skin-prep-expected', 'skinPrep', undefined, 'ask');
}

function currentRules(
  reference: Reference,
  form: BlockForm,
  block: ProcedureBlock,
  site: BlockSite,
  raise: Raise,
  needles: boolean,
): void {
  const value = (key: string) => {
    const field = form.site.find((one) => one.key === key);
    return field ? valueAt(block, site, field) : undefined;
  };
  const waveform = value('waveform');
  if (needles && waveform === 'direct-current') raise('needle-dc', 'waveform');
  if (needles && waveform === 'monophasic-pulsed') raise('not-charge-balanced', 'waveform', undefined, 'ask');
  for (const electrode of ['electrodeA', 'electrodeB']) {
    const place = value(electrode);
    if (typeof place !== 'string' || place === '') continue;
    if (placeName(reference, place) === null) raise('unknown-site', electrode, undefined, 'refuse');
    // Both sides of the body have it, and nobody said which.
    else if (placeOf(reference, place) === null)
      raise('electrode-without-side', electrode, undefined, 'refuse');
  }
  if (value('crossesChest') === true) raise('chest-current', 'crossesChest');
  if (value('skinChecked') === false) raise('skin-not-checked', 'skinChecked', undefined, 'ask');
}

/** Rules that hold at each site: needle depth, lung field, current, irradiance. */
export function siteRules(
  reference: Reference,
  form: BlockForm,
  block: ProcedureBlock,
  site: BlockSite,
  derived: DerivedBlock,
): Issue[] {
  const issues: Issue[] = [];
  const raise = raiser(reference, block, issues, site);
  const needles = isNeedleTechnique(reference, block.technique);
  if (needles) needleRules(reference, form, block, site, raise);
  if (form.technique.fieldGroups.includes('electrical'))
    currentRules(reference, form, block, site, raise, needles);
  if (form.technique.fieldGroups.includes('laser')) {
    const irradiance = derived.sites.get(siteKey(site))?.['irradiance'];
    if (
      irradiance !== undefined &&
      IRRADIANCE_SITES.has(site.siteId) &&
      compare(irradiance, IRRADIANCE_ASK) > 0
    ) {
      raise(
        'irradiance-at-tendon',
        'irradiance',
        { value: irradiance, max: IRRADIANCE_ASK, unit: 'mW/cm2' },
        'ask',
      );
    }
    const [typed, computed] = [
      figuresAt(form, block, site)('averagePower'),
      averagePowerOfPulses(form, block, site),
    ];
    if (typed !== null && computed !== null) {
      const verdict = agreement(typed, computed);
      if (verdict !== 'agrees') {
        raise(
          'laser-dose-agree',
          'averagePower',
          { typed, computed, unit: 'mW' },
          verdict === 'off' ? 'ask' : 'refuse',
        );
      }
    }
  }
  return issues;
}

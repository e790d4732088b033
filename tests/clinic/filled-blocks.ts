import type { AdministrationInput } from '../../shared/contract/administration.ts';
import type { Finding } from '../../shared/contract/finding.ts';
import type { FieldDefinition } from '../../shared/contract/reference.ts';
import type { BlockValue, ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { deriveBlock } from '../../shared/rules/block-derive.ts';
import { formOf, siteKey, type FormField } from '../../shared/rules/block-form.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { add, decimalOf, subtract } from '../../shared/rules/decimal.ts';
import { usualBlock } from '../rules/blocks.ts';
import { reference } from '../support/clinic.ts';
import { firstDay } from './case-clinic.ts';

// Blocks with a value in every field of the file, and figures around every limit, made from the file itself.

export const calf = { siteId: 'gastrocnemius-medialis', side: 'left' } as const;

/** UCUM as screen and paper write it, where they write it otherwise. */
export const unitWords: Record<string, string> = {
  ...{ '1': '', '{count}': '', '{pulses}': '', '{score}': '', deg: '°', us: 'µs', uC: 'µC', cm2: 'cm²' },
  ...{ 'J/cm2': 'J/cm²', 'mW/cm2': 'mW/cm²' },
};

/** A pulsed light whose pulses make the power that is typed. */
const pulsed = {
  ...{ emission: 'pulsed', peakPower: '20', pulseWidth: '0.2', pulseFrequency: '5000', dutyCycle: '0.1' },
  ...{ averagePower: '20', lastPowerCheck: '2026-09-01' },
};

/** A value that nothing speaks against: the usual one, or one that the field itself suggests. */
function valueFor(field: FieldDefinition, usual: BlockValue | undefined): BlockValue {
  if (usual !== undefined) return usual;
  switch (field.type) {
    case 'number':
    case 'integer':
      return decimalOf((field.warn ?? field.hard ?? [1])[0]);
    case 'enum':
      return field.options?.[0] ?? '';
    case 'multi-enum':
      return [...(field.options ?? [])];
    case 'boolean':
      return true;
    case 'date':
      return addDays(firstDay, 300);
    case 'string-list':
      return ['BL57', 'LI4'];
    default:
      return `Said of ${field.key}`;
  }
}

const siteFields = (fields: readonly FormField[]) => fields.filter(({ inheritable }) => !inheritable);

/** A block with a value in every field that its technique asks for. */
export function filled(technique: string, devices: Readonly<Record<string, string>>): ProcedureBlock {
  const form = formOf(reference, technique);
  const base = usualBlock(technique);
  const laser = technique === 'low-level-laser' ? pulsed : {};
  const usual: Record<string, BlockValue> = {
    ...base.values,
    ...base.sites[0]?.values,
    ...laser,
    ...{
      deviceId: devices[form.technique.delivers] ?? '',
      electrodeA: 'soleus:left',
      electrodeB: 'soleus:right',
    },
    response: ['local-twitch', 'pain-reduced'],
  };
  const valued = (fields: readonly FormField[]) =>
    Object.fromEntries(
      fields
        .filter(({ type, onlyAt }) => type !== 'derived' && onlyAt === undefined)
        .map((field) => [field.key, valueFor(field, usual[field.key])]),
    );
  const block: ProcedureBlock = {
    ...{ id: `block-${technique}`, technique },
    ...(form.technique.variants?.[0] !== undefined && { variant: form.technique.variants[0] }),
    values: valued([...form.block, ...form.site.filter(({ inheritable }) => inheritable)]),
    sites: [{ ...calf, findingId: 'point', values: valued(siteFields(form.site)) }],
  };
  const derived = deriveBlock(reference, block);
  return {
    ...block,
    values: { ...block.values, ...derived.sites.get(siteKey(calf)), ...derived.block },
  };
}

export const common = {
  ...{ painBefore: '6', painAfter: '4', patientPosition: 'prone', aftercareGiven: 'printed' },
  ...{ observationMinutes: '20', fitToLeave: 'yes-not-driving' },
};

export const finding: Finding = {
  ...calf,
  ...{ id: 'point', structureType: 'tender-point-soft-tissue', grade: 3, jumpSign: true },
  ...{ twitchOnPalpation: false, band: false, nodule: false, referredPain: '', recognisedByPatient: true },
  ...{ activity: 'active', resolved: false, examinedOn: firstDay, note: '' },
};

/** Of two products in one syringe, as many points as places take; within the limits of every technique. */
export function syringeFor(technique: string, blockId: string): AdministrationInput {
  const part = {
    ...{ productName: 'Invented lidocaine 1 %', lotNumber: 'LD-77 X', expiryDate: addDays(firstDay, 200) },
    ...{ substanceId: 'lidocaine', strengthValue: '1', strengthUnit: '%', volumePerPoint: '0.05' },
    ...{
      containerType: 'multi-dose-vial',
      firstOpenedOn: addDays(firstDay, -3),
      offLabel: true,
      collectionId: '',
    },
  };
  const salt = {
    ...{
      substanceId: 'sodium-chloride-0-9',
      productName: 'Invented saline',
      lotNumber: 'SA-1',
      strengthValue: '0.9',
    },
    ...{ containerType: 'single-dose-ampoule', firstOpenedOn: null },
  };
  return {
    ...{ blockId, parts: [part, { ...part, ...salt }], points: 4, sites: [calf] },
    ...{ route: technique === 'mesotherapy' ? 'intradermal' : 'intramuscular', aspiration: 'negative' },
    reasons: {},
  };
}

/** The least that a figure can be off: one in the last place that is kept, or one of what is counted. */
const step = (field: FieldDefinition) => (field.type === 'integer' ? '1' : '0.000001');
type Expected = 'out-of-range' | 'unusual' | null;

/** Figures at, just below and just above each limit of the field, and what is said of each. */
export function aroundLimits(field: FieldDefinition): [value: string, said: Expected][] {
  const { hard, warn } = field;
  if (hard === undefined) return [];
  const [low, high] = [decimalOf(hard[0]), decimalOf(hard[1])];
  const within = (value: number): Expected =>
    warn !== undefined && (value < warn[0] || value > warn[1]) ? 'unusual' : null;
  return [
    [low, within(hard[0])],
    [high, within(hard[1])],
    [subtract(low, step(field)), 'out-of-range'],
    [add(high, step(field)), 'out-of-range'],
    ...(warn === undefined
      ? []
      : ([
          [decimalOf(warn[0]), null],
          [decimalOf(warn[1]), null],
          ...(warn[0] > hard[0] ? [[subtract(decimalOf(warn[0]), step(field)), 'unusual']] : []),
          ...(warn[1] < hard[1] ? [[add(decimalOf(warn[1]), step(field)), 'unusual']] : []),
        ] as [string, Expected][])),
  ];
}

import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { fold } from '../../../shared/rules/names.ts';
import { Refusal } from '../refusal.ts';

export const nothingAsked: SafetyRecord = {
  allergyState: 'not-asked',
  allergies: [],
  medicineState: 'not-asked',
  medicines: [],
  answers: [],
  weight: null,
  heightCm: null,
  version: 1,
};

type SafetyInput = Omit<SafetyRecord, 'answers'> & {
  answers: readonly { flagId: string; regions: readonly string[] }[];
};

/** Largest figures that a scale and a rod show; no clinical limit. */
const heaviestKg = 700;
const tallestCm = 300;

/** Refuses lists that contradict what was said about them, ids that the reference data does not know, and impossible measures. */
export function assertSafety(
  reference: Reference,
  safety: SafetyInput,
  birthDate: string,
  today: string,
): void {
  assertListed('allergies', safety.allergyState, safety.allergies.length);
  assertListed('medicines', safety.medicineState, safety.medicines.length);
  for (const [at, { substanceId }] of safety.allergies.entries()) {
    if (substanceId !== null && !reference.substances.has(substanceId))
      throw invalid(`allergies.${at}.substanceId`, 'unknown');
  }
  const regions = new Set(reference.data.muscles.entries.map(({ region }) => region));
  const seen = new Set<string>();
  for (const [at, answer] of safety.answers.entries()) {
    if (!reference.flags.has(answer.flagId)) throw invalid(`answers.${at}.flagId`, 'unknown');
    if (seen.has(answer.flagId)) throw invalid(`answers.${at}.flagId`, 'twice');
    seen.add(answer.flagId);
    if (!answer.regions.every((region) => regions.has(region)))
      throw invalid(`answers.${at}.regions`, 'unknown');
  }
  const { weight, heightCm } = safety;
  if (weight !== null) {
    assertMeasure('weight.kg', weight.kg, heaviestKg);
    if (weight.measuredOn > today) throw invalid('weight.measuredOn', 'future');
    if (weight.measuredOn < birthDate) throw invalid('weight.measuredOn', 'before-birth');
  }
  if (heightCm !== null) assertMeasure('heightCm', heightCm, tallestCm);
}

/** An empty list means nothing until somebody has said that there is nothing. */
function assertListed(
  field: 'allergies' | 'medicines',
  state: SafetyRecord['allergyState'],
  entries: number,
): void {
  if (state === 'listed' && entries === 0) throw invalid(field, 'listed-but-empty');
  if (state !== 'listed' && entries > 0) throw invalid(field, 'not-listed');
}

function assertMeasure(field: string, text: string, largest: number): void {
  const value = Number(text);
  if (!(value > 0 && value <= largest)) throw invalid(field, 'out-of-range');
}

function invalid(field: string, problem: string): Refusal<'INVALID'> {
  return new Refusal('INVALID', { field: `safety.${field}`, problem });
}

/** Flags that the talk itself settles, or that no answer gives. */
const settledByTalk = new Set(['minor', 'no-valid-consent']);

/** What a change of the safety record says for the first time and a consent must know. */
export interface NewlyKnown {
  why: 'flag' | 'pregnancy' | 'capacity' | 'allergy' | 'medicine';
  /** The flag's id, or the allergy or medicine as it was written. */
  what: string;
}

/**
 * An answer that blocks or warns of a technique, a pregnancy, a doubt whether the patient can decide, an allergy or a
 * medicine that was not listed. A flag that speaks against substances alone is refused at its syringe.
 */
export function newlyKnown(
  reference: Reference,
  before: Pick<SafetyRecord, 'answers' | 'allergies' | 'medicines'>,
  after: Pick<SafetyRecord, 'answers' | 'allergies' | 'medicines'>,
): NewlyKnown[] {
  const said = new Set(before.answers.filter(({ answer }) => answer === 'yes').map(({ flagId }) => flagId));
  const weighs = (flagId: string) =>
    reference.flags.get(flagId)?.effects.some(({ level }) => level === 'block' || level === 'warn') === true;
  const flags = after.answers
    .filter(({ flagId, answer }) => answer === 'yes' && !said.has(flagId) && !settledByTalk.has(flagId))
    .filter(({ flagId }) => flagId === 'pregnancy' || weighs(flagId))
    .map(({ flagId }): NewlyKnown => ({ why: reasonOf[flagId] ?? 'flag', what: flagId }));
  const allergyKey = ({ substanceId, substance }: SafetyRecord['allergies'][number]) =>
    substanceId ?? fold(substance);
  const allergies = new Set(before.allergies.map(allergyKey));
  const medicines = new Set(before.medicines.map(({ name }) => fold(name)));
  return [
    ...flags,
    ...after.allergies
      .filter((one) => !allergies.has(allergyKey(one)))
      .map(({ substance }): NewlyKnown => ({ why: 'allergy', what: substance })),
    ...after.medicines
      .filter(({ name }) => !medicines.has(fold(name)))
      .map(({ name }): NewlyKnown => ({ why: 'medicine', what: name })),
  ];
}

const reasonOf: Readonly<Record<string, NewlyKnown['why']>> = {
  pregnancy: 'pregnancy',
  'lacks-capacity': 'capacity',
};

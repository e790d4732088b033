import type { Inputs } from '../../../shared/contract/index.ts';
import type { SafetyAnswer, SafetyRecord } from '../../../shared/contract/patients.ts';
import type { ScreeningFlag } from '../../../shared/contract/reference.ts';
import { daysBetween } from '../../../shared/rules/calendar.ts';

export type SafetyForm = Inputs['patients']['recordSafety']['safety'];

const emptyRecord: Omit<SafetyRecord, 'answers'> = {
  allergyState: 'not-asked',
  allergies: [],
  medicineState: 'not-asked',
  medicines: [],
  weight: null,
  heightCm: null,
  version: 1,
};

/** Answers start empty: each one given here counts as asked today. */
export function formOf(record: SafetyRecord | null): SafetyForm {
  const { allergyState, allergies, medicineState, medicines, weight, heightCm, version } =
    record ?? emptyRecord;
  return { allergyState, allergies, medicineState, medicines, weight, heightCm, version, answers: [] };
}

/** Questions in the order in which they are asked; those that a planned site answers are left out. */
export function questionsByKind(flags: readonly ScreeningFlag[]): [ScreeningFlag['kind'], ScreeningFlag[]][] {
  const order: ScreeningFlag['kind'][] = [
    'state',
    'medication',
    'condition',
    'device',
    'allergy',
    'site',
    'preference',
  ];
  const asked = flags.filter((flag) => flag.ask !== null && flag.id !== 'minor');
  return order
    .map((kind): [ScreeningFlag['kind'], ScreeningFlag[]] => [
      kind,
      asked.filter((flag) => flag.kind === kind),
    ])
    .filter(([, list]) => list.length > 0);
}

/** Whether an answer is older than its question allows. */
export function isStale(flag: ScreeningFlag, answer: SafetyAnswer, today: string): boolean {
  const days = flag.reviewDays ?? 365;
  return daysBetween(answer.confirmedAt.slice(0, 10), today) >= days;
}

/** Flags whose effect depends on where: a yes to them names regions. */
export function needsPlace(flag: ScreeningFlag): boolean {
  return flag.effects.some((effect) =>
    ['over-site', 'near-site', 'same-limb', 'over-device', 'over-joint'].includes(effect.where),
  );
}

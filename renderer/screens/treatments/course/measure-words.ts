import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeMeasure } from '../../../../shared/contract/course-record.ts';
import { placeOf } from '../../../../shared/rules/course-outcomes.ts';

export type Measurement = { measure: OutcomeMeasure; item: string };

/** Measures that are chosen from steps in words instead of typed as a number. */
export const inSteps = { 'global-change': 7, stairs: 3, aid: 3, work: 2 } as const;
export type SteppedMeasure = keyof typeof inSteps;

export function isStepped(measure: OutcomeMeasure): measure is SteppedMeasure {
  return measure in inSteps;
}

export interface MeasureWords {
  /** `Pain (NPRS)` */
  name: (measure: OutcomeMeasure) => string;
  /** The place by name and side, the activity, the medicine; words for a mean. */
  item: (one: Measurement) => string;
  /** A step in its words, any other value as it is. */
  value: (measure: OutcomeMeasure, value: string) => string;
  /** How a change is read: never as cured. */
  band: (band: string) => string;
  steps: (measure: SteppedMeasure) => { value: string; label: string }[];
}

export function useMeasureWords(regionNames: ReadonlyMap<string, string>): MeasureWords {
  const { t } = useTranslation(['courses', 'treatments']);
  const item = useCallback(
    ({ measure, item: of }: Measurement) => {
      if (measure === 'psfs' && of === '') return t('measure.mean');
      if (measure !== 'nprs' && measure !== 'vas') return of;
      const { region, side } = placeOf(of);
      const name = regionNames.get(region) ?? region;
      return side === null ? name : `${name}, ${t(`treatments:side.${side}`)}`;
    },
    [t, regionNames],
  );
  const word = (measure: SteppedMeasure, value: string) =>
    t(`measure.words.${measure}.${value}` as 'measure.words.stairs.0', { defaultValue: value });
  return {
    name: (measure) => t(`measure.names.${measure}`),
    item,
    value: (measure, value) => (isStepped(measure) ? word(measure, value) : value),
    band: (band) => t(`measure.bands.${band as 'none'}`, { defaultValue: band }),
    steps: (measure) =>
      Array.from({ length: inSteps[measure] + 1 }, (_, step) => String(step))
        .filter((step) => measure !== 'global-change' || step !== '0')
        .map((value) => ({ value, label: word(measure, value) })),
  };
}

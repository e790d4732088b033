import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredChange, OutcomeMeasure } from '../../../../shared/contract/course-record.ts';
import { differenceText, placeOf } from '../../../../shared/rules/course-outcomes.ts';

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
  /** `9 → 2 (−7): much better: above meaningful change` */
  change: (change: MeasuredChange) => string;
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
  const value = (measure: OutcomeMeasure, said: string) => (isStepped(measure) ? word(measure, said) : said);
  const band = (reading: string) => t(`measure.bands.${reading as 'none'}`, { defaultValue: reading });
  return {
    name: (measure) => t(`measure.names.${measure}`),
    item,
    value,
    change: (change) => {
      const difference = differenceText(change);
      const { measure, from, to, band: reading } = change;
      return t('plot.fromTo', {
        from: value(measure, from),
        to: `${value(measure, to)}${difference === null ? '' : ` (${difference})`}`,
        reading: band(reading),
      });
    },
    band,
    steps: (measure) =>
      Array.from({ length: inSteps[measure] + 1 }, (_, step) => String(step))
        .filter((step) => measure !== 'global-change' || step !== '0')
        .map((value) => ({ value, label: word(measure, value) })),
  };
}

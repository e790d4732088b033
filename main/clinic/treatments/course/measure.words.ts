import type {
  MeasuredChange,
  OutcomeDetails,
  OutcomeMeasure,
} from '../../../../shared/contract/course-record.ts';
import { differenceText, placeOf } from '../../../../shared/rules/course-outcomes.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';

/** Names of measures, steps and readings on paper; none says cured. */
export const en = {
  measures: {
    nprs: 'Pain, 0 to 10 (NPRS)',
    psfs: 'Own activity, 10 = as before (PSFS)',
    vas: 'Pain line, 0 to 100 mm (VAS)',
    'global-change': 'Global change',
    'analgesic-days': 'Days with pain medicine in 7 days',
    'walking-minutes': 'Walking, minutes',
    stairs: 'Stairs',
    aid: 'Walking aid',
    work: 'Work',
    questionnaire: 'Questionnaire, total score',
  } satisfies Record<OutcomeMeasure, string>,
  steps: {
    'global-change': [
      '',
      'very much worse',
      'much worse',
      'a little worse',
      'as at the start',
      'a little better',
      'much better',
      'very much better',
    ],
    stairs: [
      'not possible',
      'one step at a time, with the rail',
      'step over step, with the rail',
      'step over step, freely',
    ],
    aid: ['none', 'one stick or crutch', 'two crutches or a frame', 'wheelchair'],
    work: ['not at work because of it', 'fewer hours or lighter duties', 'usual work'],
  } as Readonly<Partial<Record<OutcomeMeasure, readonly string[]>>>,
  bands: {
    'much-better': 'much better: above meaningful change',
    'better-by-share': 'one point, at least 30 % of the start: meaningful as a share, below 2 points',
    'slightly-better': 'slight change, below 2 points',
    'no-change': 'no change',
    'slightly-worse': 'slightly worse, below 2 points',
    'much-worse': 'much worse: above meaningful change',
    large: 'large change',
    medium: 'medium change',
    small: 'small change: above smallest meaningful change',
    none: 'below meaningful change',
    'worse-large': 'large change for the worse',
    'worse-medium': 'medium change for the worse',
    'worse-small': 'small change for the worse',
    'reaches-line': 'better by 20 mm or more',
    'worse-reaches-line': 'worse by 20 mm or more',
    'below-line': 'below 20 mm: below meaningful change',
    measured: 'no limit of meaningful change is known',
  } as Readonly<Record<string, string>>,
  mean: 'mean of all activities',
  side: { left: 'left', right: 'right', midline: 'midline' },
  opioid: 'opioid',
} as const;

export type MeasureNames = typeof en;

/** What a measure is about: the place by name and side, the activity, the medicine. */
export function itemText(
  reference: Reference,
  { measure, item }: { measure: OutcomeMeasure; item: string },
  words: MeasureNames = en,
): string {
  if (measure === 'psfs' && item === '') return words.mean;
  if (measure !== 'nprs' && measure !== 'vas') return item;
  const { region, side } = placeOf(item);
  const shapes = reference.data.bodyChart.figures.flatMap((figure) => figure.shapes);
  const name =
    shapes.find((shape) => shape.region === region)?.label.replace(/,? ?(left|right|midline)$/i, '') ??
    region.replaceAll('-', ' ');
  return [name, side === null ? '' : words.side[side]].filter((part) => part !== '').join(', ');
}

/** A step in its words, any other value as it is. */
export function valueText(measure: OutcomeMeasure, value: string, words: MeasureNames = en): string {
  return words.steps[measure]?.[Number(value)] ?? value;
}

export function bandText({ band }: Pick<MeasuredChange, 'band'>, words: MeasureNames = en): string {
  return words.bands[band] ?? band.replaceAll('-', ' ');
}

/** `7 to 2 (−5): much better: above meaningful change` */
export function changeText(change: MeasuredChange, words: MeasureNames = en): string {
  const { measure, from, to } = change;
  const difference = differenceText(change);
  return `${valueText(measure, from, words)} to ${valueText(measure, to, words)}${difference === null ? '' : ` (${difference})`}: ${bandText(change, words)}`;
}

/** Dose, opioid and version, as far as they were taken down. */
export function detailText({ dose, opioid, version }: OutcomeDetails, words: MeasureNames = en): string {
  return [dose, opioid === true ? words.opioid : '', version]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

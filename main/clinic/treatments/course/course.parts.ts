import type { CourseEvent, MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { PaperWords } from '../../../paper/words/en.ts';
import { en, type CourseWords } from './course.words.ts';
import { changeText, itemText } from './measure.words.ts';

// What the summary of a course and letters about it say alike.

/** The areas of the complaint, as the body chart names them. */
export function regionsText({ data }: Reference, words: PaperWords, regions: Course['regions']): string {
  const labels = new Map(
    data.bodyChart.figures.flatMap(({ shapes }) =>
      shapes.map((shape) => [`${shape.region} ${shape.side}`, shape.label]),
    ),
  );
  return regions
    .map(({ region, side }) => labels.get(`${region} ${side}`) ?? `${region}, ${words.side[side]}`)
    .join('; ');
}

/** What was decided about the course as a whole, without its reason. */
export function eventText(event: CourseEvent, { events: said }: CourseWords = en): string {
  switch (event.kind) {
    case 'plan':
      return said.plan(event.plannedFrom, event.plannedTo);
    case 'review':
      return said.review(said.decisions[event.decision]);
    case 'ended':
      return said.ended(said.reasons[event.why]);
    case 'reopened':
      return said.reopened;
  }
}

/** One result in figures: what was measured, from where to where, and how that is read. */
export function resultText(reference: Reference, change: MeasuredChange, words: CourseWords = en): string {
  const what = [words.measures[change.measure], itemText(reference, change)];
  return `${what.filter((part) => part !== '').join(', ')}: ${changeText(change)}`;
}

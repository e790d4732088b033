import type { CourseView } from '../../main/clinic/treatments/course/course.pdf.ts';
import type { Measured } from '../../shared/contract/treatments.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { changesOf } from '../../shared/rules/course-outcomes.ts';
import { at, course } from './samples.ts';

const first = '2026-08-03';
const by = 'Dr. Nokuthula van der Merwe';
const week = (count: number) => addDays(first, count * 7);
const scores = ['9', '8', '7', '6', '6', '4', '2'];

function measured(): Measured[] {
  const own = (walk: string, stairs: string, weight: string, on: string): Measured[] =>
    (
      [
        ['Walk for ten minutes', walk],
        ['Climb stairs', stairs],
        ['Bear weight on the left leg', weight],
      ] as const
    ).map(([item, value]) => ({ measure: 'psfs', item, moment: 'review', value, measuredOn: on }));
  return [
    ...scores.map((value, at): Measured => ({
      ...{ measure: 'nprs', item: 'knee:left', value, measuredOn: week(at < 3 ? at : at + 1) },
      moment: at === 0 ? 'baseline' : 'before',
    })),
    { measure: 'nprs', item: 'knee:left', moment: 'after', value: '7', measuredOn: first },
    ...own('0', '0', '1', first),
    ...own('8', '7', '9', week(8)),
    ...['7', '5', '2', '0', '0', '0'].map((value, at): Measured => ({
      ...{
        measure: 'analgesic-days',
        item: 'Paracetamol',
        moment: 'before',
        value,
        measuredOn: week(at + 1),
      },
      details: { dose: '1 g, three times a day', opioid: false },
    })),
    { measure: 'global-change', item: '', moment: 'review', value: '6', measuredOn: week(8) },
    { measure: 'stairs', item: '', moment: 'review', value: '3', measuredOn: week(8) },
    {
      ...{ measure: 'questionnaire', item: 'ODI', moment: 'review', value: '18', measuredOn: week(8) },
      details: { version: '2.1a' },
    },
  ];
}

/** What a course of seven visits and a look back has brought, with one visit missed. */
export function courseFigures(): Pick<
  CourseView,
  'outcomes' | 'changes' | 'pending' | 'missed' | 'events' | 'analgesicStoppedOn' | 'given' | 'needles'
> {
  const taken = measured().toSorted((a, b) => (a.measuredOn < b.measuredOn ? -1 : 1));
  const outcomes = taken.map(({ details = {}, ...one }, index) => ({
    ...{ ...one, details },
    ...{ id: `o${index}`, courseId: course().id, sessionId: null, recordedBy: by, voided: null },
  }));
  const changes = changesOf(outcomes);
  return {
    ...{ outcomes, changes, pending: [], analgesicStoppedOn: '2026-08-25' },
    missed: [{ on: week(3), status: 'did-not-attend' }],
    events: [
      {
        ...{ id: 'e1', kind: 'plan', at: at('08:00'), by, visits: 4 },
        ...{ plannedFrom: 6, plannedTo: 8, reason: 'Walks further every week' },
      },
      {
        ...{ id: 'e2', kind: 'ended', at: at('09:00'), by, visits: 7, why: 'goal-reached' },
        ...{ reason: 'Climbs stairs', advice: 'Walk every day', result: changes, analgesicStoppedOn: null },
      },
    ],
    given: [
      {
        ...{ name: 'Lidocaine (lignocaine) plain', disclosureClass: 'drug', visits: 2 },
        ...{ volumeMl: '4', doseMg: '40', lots: ['LD-24 117', 'LD-25 003'] },
      },
    ],
    needles: { used: 56, out: 56, left: 0 },
  };
}

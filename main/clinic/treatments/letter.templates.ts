import type { Finding } from '../../../shared/contract/finding.ts';
import type { Course } from '../../../shared/contract/treatments.ts';
import type { LetterTemplate } from '../../../shared/contract/documents.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { remoteFromComplaint } from '../../../shared/rules/findings.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { dateText } from '../../paper/dates.ts';
import type { PaperWords } from '../../paper/words/en.ts';
import type { CourseView } from './course.pdf.ts';
import { en as courseWords } from './course.words.ts';
import { bandText, itemText, valueText } from './measure.words.ts';
import { kindOf, siteName } from './summary.chart.ts';
import { en as summaryWords } from './summary.words.ts';

// What a letter starts from. Only what belongs to the course is in it: notes of the desk and of visits never are.

interface LetterFacts {
  patient: string;
  complaint: string;
  since: string;
  started: string;
  visits: number;
  planned: number;
  techniques: string;
  findings: string;
  changes: string;
  stopped: string;
  given: string;
  surgery: string;
  ending: string;
}

type Paragraph = string | false;

const word = {
  since: (since: string) => (since === '' ? '' : ` (since ${since})`),
  visits: (count: number, planned: number) =>
    `${count} ${count === 1 ? 'visit' : 'visits'} of ${planned} planned`,
};

const texts: Readonly<Record<LetterTemplate, (facts: LetterFacts) => Paragraph[]>> = {
  referrer: (facts) => [
    `Thank you for sending ${facts.patient} with the following complaint: ${facts.complaint}${word.since(facts.since)}.`,
    ...whatWasDone(facts),
    'Please let me know if you see it otherwise, or if anything changes on your side.',
  ],
  surgeon: (facts) => [
    `I am treating ${facts.patient} for the following complaint: ${facts.complaint}${word.since(facts.since)}.`,
    facts.surgery !== '' && `About an operation: ${facts.surgery}.`,
    ...whatWasDone(facts),
    'I would be grateful for your view on whether and when an operation should be considered.',
  ],
  'family-doctor': (facts) => [
    `For your records: ${facts.patient} is being treated here for ${facts.complaint}${word.since(facts.since)}.`,
    ...whatWasDone(facts),
    facts.surgery !== '' && `About an operation: ${facts.surgery}.`,
  ],
  patient: (facts) => [
    `This letter sums up the treatment of your complaint: ${facts.complaint}.`,
    `Since ${facts.started} you have had ${word.visits(facts.visits, facts.planned)}${facts.techniques === '' ? '' : ` (${facts.techniques})`}.`,
    facts.changes !== '' && `What you told us, first and last: ${facts.changes}.`,
    facts.stopped !== '' && `You have been without pain medicine since ${facts.stopped}.`,
    facts.given !== '' && `You were given by injection: ${facts.given}.`,
    facts.ending !== '' && facts.ending,
    'Figures are what you reported. A change alone does not show what caused it. Call us early if anything gets worse.',
  ],
};

function whatWasDone(facts: LetterFacts): Paragraph[] {
  return [
    `Since ${facts.started} there have been ${word.visits(facts.visits, facts.planned)}${facts.techniques === '' ? '' : `: ${facts.techniques}`}.`,
    facts.findings !== '' && `Findings, first and last: ${facts.findings}.`,
    facts.changes !== '' && `Measured, first and last: ${facts.changes}.`,
    facts.stopped !== '' && `No pain medicine since ${facts.stopped}.`,
    facts.given === '' ? 'Nothing was injected.' : `Injected: ${facts.given}.`,
    facts.ending !== '' && facts.ending,
  ];
}

const greetings: Readonly<Record<LetterTemplate, string>> = {
  referrer: 'Dear colleague,',
  surgeon: 'Dear colleague,',
  'family-doctor': 'Dear colleague,',
  patient: '',
};

/** A text to be read and changed before it is sent; paragraphs are parted by empty lines. */
export function letterText(
  template: LetterTemplate,
  view: CourseView,
  reference: Reference,
  { words, zone }: { words: PaperWords; zone: string },
): string {
  const greeting = template === 'patient' ? `Dear ${view.patient.name},` : greetings[template];
  const paragraphs = texts[template](factsOf(view, reference, words, zone));
  return [greeting, ...paragraphs].filter((one) => one !== false && one !== '').join('\n\n');
}

function factsOf(view: CourseView, reference: Reference, words: PaperWords, zone: string): LetterFacts {
  const { course, patient } = view;
  const day = (date: string) => dateText(words, date);
  const visits = view.sessions.filter(({ status }) => status !== 'entered-in-error');
  return {
    patient: patient.name,
    complaint: course.complaint.trim().replace(/\.$/, ''),
    since: course.since,
    started: day(course.startedOn),
    visits: course.sessionsSoFar,
    planned: course.plannedSessions,
    techniques: [...new Set(visits.flatMap(({ techniques }) => techniques))].join(', '),
    findings: findingsOf(view, reference, words, course),
    changes: view.changes
      .map((change) => {
        const item = itemText(reference, change);
        const what = [courseWords.measures[change.measure], item].filter((part) => part !== '').join(', ');
        return `${what}: ${valueText(change.measure, change.from)} to ${valueText(change.measure, change.to)} (${bandText(change)})`;
      })
      .join('; '),
    stopped: view.analgesicStoppedOn === null ? '' : day(view.analgesicStoppedOn),
    given: view.given
      .map(
        ({ name, disclosureClass, doseMg, volumeMl, visits: times }) =>
          `${name}, ${doseMg === null ? courseWords.ml(volumeMl) : courseWords.mg(doseMg)} in ${times} ${times === 1 ? 'visit' : 'visits'} (${summaryWords.classes[disclosureClass].toLowerCase()})`,
      )
      .join('; '),
    surgery: course.surgeryDecisions
      .map(
        ({ state, on, reason, reviewedBy }) =>
          `${courseWords.surgeryLine(courseWords.surgeryStates[state], day(on), reviewedBy)}${reason === '' ? '' : `, ${reason}`}`,
      )
      .join('; '),
    ending: endingOf(view, (at) => day(dateAt(at, zone))),
  };
}

function findingsOf(view: CourseView, reference: Reference, words: PaperWords, course: Course): string {
  return view.findings
    .map(({ first, last }) => {
      const away = remoteFromComplaint(reference, first, course.regions) ? `, ${courseWords.remote}` : '';
      const then =
        last === null ? '' : last.resolved ? ', then no longer there' : `, then ${gradeOf(last, '')}`;
      const kind = summaryWords.kinds[kindOf(first)].toLowerCase();
      return `${siteName(reference, words, first.siteId, first.side)} (${kind}${away}): ${gradeOf(first, ' of 4')}${then}`;
    })
    .join('; ');
}

function gradeOf({ grade }: Finding, of: string): string {
  return grade === undefined ? 'tenderness not examined' : `grade ${grade}${of}`;
}

function endingOf({ events, course }: CourseView, day: (instant: string) => string): string {
  if (course.endedOn === null) return '';
  const end = events.findLast((event) => event.kind === 'ended');
  if (end?.kind !== 'ended') return '';
  const said = [
    `The course ended on ${day(end.at)}: ${courseWords.events.reasons[end.why]}`,
    end.reason,
    end.advice === '' ? '' : courseWords.events.advice(end.advice),
  ];
  return said
    .filter((part) => part !== '')
    .map((part) => part.trim().replace(/\.$/, ''))
    .join('. ')
    .concat('.');
}

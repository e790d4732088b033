import type { Finding } from '../../../../shared/contract/finding.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { remoteFromComplaint } from '../../../../shared/rules/findings.ts';
import type { LetterFacts } from '../../../../shared/rules/letter-text.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { dateText } from '../../../paper/dates.ts';
import type { PaperWords } from '../../../paper/words/en.ts';
import { eventText, regionsText, resultText } from '../course/course.parts.ts';
import type { CourseView } from '../course/course.pdf.ts';
import { en as courseWords } from '../course/course.words.ts';
import { kindOf, siteName } from '../summary/summary.chart.ts';
import { en as summaryWords } from '../summary/summary.words.ts';

// What a letter can say. Only what belongs to the course is in it: notes of the desk and of visits never are.

interface Sheet {
  reference: Reference;
  words: PaperWords;
  zone: string;
}

/** To whom, by whom and from where. */
export type LetterEnds = Pick<LetterFacts, 'recipient' | 'author' | 'clinic' | 'today'>;

export function letterFacts(view: CourseView, ends: LetterEnds, sheet: Sheet): LetterFacts {
  const { course, patient, given } = view;
  const { words } = sheet;
  const day = (date: string) => dateText(words, date);
  const visits = view.sessions.filter(({ status }) => status !== 'entered-in-error');
  return {
    ...ends,
    today: day(ends.today),
    patient: patient.name,
    born: day(patient.birthDate),
    number: patient.number,
    complaint: `${sentence(course.complaint)}${course.since === '' ? '' : ` (since ${course.since})`}`,
    areas: regionsText(sheet.reference, words, course.regions),
    goal: sentence(course.goal),
    ...pastOf(view, sheet),
    started: day(course.startedOn),
    visits: `${course.sessionsSoFar} ${course.sessionsSoFar === 1 ? 'visit' : 'visits'} of ${course.plannedSessions} planned`,
    techniques: listed(visits.flatMap(({ techniques }) => techniques)) || 'no procedure recorded',
    findings: findingsOf(view, sheet),
    measured: view.changes.map((change) => resultText(sheet.reference, change)).join('; '),
    stopped: view.analgesicStoppedOn === null ? '' : day(view.analgesicStoppedOn),
    injected:
      given
        .map(
          ({ name, disclosureClass, doseMg, volumeMl, visits: times }) =>
            `${name}, ${doseMg === null ? courseWords.ml(volumeMl) : courseWords.mg(doseMg)} in ${times} ${times === 1 ? 'visit' : 'visits'} (${summaryWords.classes[disclosureClass].toLowerCase()})`,
        )
        .join('; ') || 'nothing',
    surgery: course.surgeryDecisions
      .map(
        ({ state, on, reason, reviewedBy }) =>
          `${courseWords.surgeryLine(courseWords.surgeryStates[state], day(on), reviewedBy)}${reason === '' ? '' : `, ${sentence(reason)}`}`,
      )
      .join('; '),
    decisions: view.events
      .filter(({ kind }) => kind !== 'ended')
      .map((event) => `${day(dateAt(event.at, sheet.zone))}: ${eventText(event)}`)
      .join('; '),
    ending: endingOf(view, (at) => day(dateAt(at, sheet.zone))),
  };
}

/** Earlier findings and care by their kind, with the files that show them by name. */
function pastOf(
  { course, files }: CourseView,
  { words, reference }: Sheet,
): Pick<LetterFacts, 'imaging' | 'injury' | 'earlier' | 'medicines' | 'operations'> {
  const of = (kind: Course['history'][number]['kind']) =>
    course.history
      .filter((entry) => entry.kind === kind)
      .map((entry) => {
        const names = files.filter(({ entryId }) => entryId === entry.id).map(({ name }) => name);
        const substance =
          entry.substanceId === null ? '' : (reference.substances.get(entry.substanceId)?.name ?? '');
        const what = [sentence(entry.text), substance].filter((part) => part !== '').join(', ');
        const more = [
          entry.on === null ? '' : dateText(words, entry.on),
          entry.result === '' ? '' : `result: ${sentence(entry.result)}`,
          names.length === 0 ? '' : courseWords.files(names),
        ].filter((part) => part !== '');
        return more.length === 0 ? what : `${what} (${more.join('; ')})`;
      })
      .join('; ');
  return {
    imaging: of('imaging'),
    injury: of('injury'),
    earlier: of('treatment'),
    medicines: of('medicine'),
    operations: of('surgery'),
  };
}

function findingsOf({ findings, course }: CourseView, { reference, words }: Sheet): string {
  return findings
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
  return [
    `The course ended on ${day(end.at)}: ${courseWords.events.reasons[end.why]}`,
    end.reason,
    end.advice === '' ? '' : courseWords.events.advice(end.advice),
  ]
    .filter((part) => part !== '')
    .map(sentence)
    .join('. ')
    .concat('.');
}

/** Typed words without their last full stop, because the letter sets its own. */
function sentence(text: string): string {
  return text.trim().replace(/\.$/, '');
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].join(', ');
}

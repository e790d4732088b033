import type { Finding } from '../../../../shared/contract/finding.ts';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { SessionLine } from '../../../../shared/contract/treatments.ts';
import type { DisclosureClass } from '../../../../shared/contract/values.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { differenceText } from '../../../../shared/rules/course-outcomes.ts';
import type { PlotSource } from '../../../../shared/rules/course-plot.ts';
import { remoteFromComplaint } from '../../../../shared/rules/findings.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { facts, heading, list, notice, paragraph, title } from '../../../paper/blocks.ts';
import { dateText } from '../../../paper/dates.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { closePaper, openPaper } from '../../../paper/page.ts';
import type { Stationery } from '../../../paper/stationery.ts';
import { table, tableUnder } from '../../../paper/table.ts';
import { eventText, regionsText, resultText } from './course.parts.ts';
import { en, type CourseWords } from './course.words.ts';
import { drawPlot } from './course.plot.ts';
import { bandText, detailText, itemText, valueText } from './measure.words.ts';
import { kindOf, siteName } from '../summary/summary.chart.ts';
import { en as summaryWords } from '../summary/summary.words.ts';

/** All of one substance in a course, in the class in which it was told. */
export interface GivenInCourse {
  readonly name: string;
  readonly disclosureClass: DisclosureClass;
  readonly visits: number;
  readonly volumeMl: string;
  /** null where a strength was no mass. */
  readonly doseMg: string | null;
  readonly lots: readonly string[];
}

export interface CourseView extends Omit<Outputs['treatments']['courseProgress'], 'sessions'> {
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly practitioner: string;
  /** Oldest first. */
  readonly sessions: readonly SessionLine[];
  /** A finding as first seen, and as seen at its last re-examination; null where it was seen once. */
  readonly findings: readonly { readonly first: Finding; readonly last: Finding | null }[];
  /** Pictures and papers that lie with the course, those entered in error left out. */
  readonly files: readonly { readonly entryId: string | null; readonly name: string }[];
  readonly given: readonly GivenInCourse[];
  readonly needles: { readonly used: number; readonly out: number; readonly left: number };
}

export interface CoursePrint {
  readonly documentId: string;
  /** A visit of the course is not signed yet. */
  readonly draft: boolean;
  readonly copy: boolean;
  /** Which copy it is, and when it was printed. */
  readonly copied?: { readonly number: number; readonly at: string };
  readonly drawnAt: string;
}

/** A course from its first visit to its last. Never says cured: a change stands beside what patients call meaningful. */
export function coursePdf(
  stationery: Stationery,
  reference: Reference,
  view: CourseView,
  print: CoursePrint,
  words: CourseWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { course } = view;
  const paper = openPaper(stationery, {
    title: words.title,
    subject: view.patient,
    documentId: print.documentId,
    contentHash: null,
    state: print.draft ? 'draft' : print.copy ? 'copy' : 'final',
    dated: print.drawnAt,
    ...(print.copied === undefined ? {} : { copied: print.copied }),
  });
  const day = (date: string) => dateText(paper.words, date);
  title(
    paper,
    words.title,
    words.period(day(course.startedOn), course.endedOn === null ? null : day(course.endedOn)),
  );
  drawCourse(paper, reference, view, words);
  drawChanges(paper, reference, view, words);
  drawPlot(paper, reference, plotSource(paper, view), view.changes, words);
  drawEvents(paper, reference, view, words);
  drawFindings(paper, reference, view, words);
  drawGiven(paper, view, words);
  drawVisits(paper, view, words);
  drawOutcomes(paper, reference, view, words);
  return closePaper(paper);
}

function drawCourse(
  paper: Paper,
  reference: Reference,
  { course, patient, practitioner, files }: CourseView,
  words: CourseWords,
): void {
  const day = (date: string) => dateText(paper.words, date);
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: day(patient.birthDate) },
      { label: words.number, value: patient.number },
      { label: words.practitioner, value: practitioner || paper.words.none, span: 2 },
      { label: words.visits, value: words.visitsOf(course.sessionsSoFar, course.plannedSessions) },
      { label: words.since, value: course.since || paper.words.none },
      { label: words.complaint, value: course.complaint || paper.words.none, span: 2 },
      {
        label: words.regions,
        value: regionsText(reference, paper.words, course.regions),
        span: 2,
      },
      ...(course.dermatomes === undefined || course.dermatomes.length === 0
        ? []
        : [{ label: words.dermatomes, value: course.dermatomes.join(', ') }]),
      ...(course.goal === '' ? [] : [{ label: words.goal, value: course.goal, span: 2 }]),
      ...(course.stopRule === '' ? [] : [{ label: words.stopRule, value: course.stopRule, span: 2 }]),
    ],
    4,
  );
  if (course.history.length > 0) {
    const { historyColumns: head } = words;
    tableUnder(
      paper,
      1,
      words.history,
      [
        { header: head.on, width: 84 },
        { header: head.kind, width: 60 },
        { header: head.text, share: 3 },
        { header: head.result, share: 2 },
      ],
      course.history.map(({ id, on, kind, text, result }) => ({
        cells: [
          on === null ? '' : day(on),
          words.kinds[kind],
          [{ text }, { text: filesOf(files, id ?? null, words), face: 'italic' }],
          result,
        ],
      })),
    );
    const rest = filesOf(files, null, words);
    if (rest !== '') paragraph(paper, rest.trim(), { style: 'smallItalic' });
  }
  if (course.surgeryDecisions.length > 0) {
    heading(paper, 2, words.surgery);
    list(
      paper,
      course.surgeryDecisions.map(({ state, on, reason, reviewedBy }) => ({
        text: [
          { text: words.surgeryLine(words.surgeryStates[state], day(on), reviewedBy), face: 'semibold' },
          { text: reason === '' ? '' : `. ${reason}` },
        ],
      })),
    );
  }
}

/** On a line of its own: by name, the pictures and papers that show an entry, or that lie with the course as a whole. */
function filesOf(files: CourseView['files'], entry: string | null, words: CourseWords): string {
  const names = files.filter(({ entryId }) => entryId === entry).map(({ name }) => name);
  return names.length === 0 ? '' : `\n${words.files(names)}`;
}

/** The measurements that stand, with the visits and what was missed. */
function plotSource(paper: Paper, view: CourseView): PlotSource {
  return {
    from: view.course.startedOn,
    outcomes: view.outcomes.filter(({ voided }) => voided === null),
    pending: view.pending,
    missed: view.missed,
    stoppedOn: view.analgesicStoppedOn,
    visits: view.sessions
      .filter(({ status }) => status !== 'entered-in-error')
      .map(({ startedAt, techniques }) => ({ on: dateAt(startedAt, paper.zone), techniques })),
  };
}

function drawChanges(paper: Paper, reference: Reference, view: CourseView, words: CourseWords): void {
  heading(paper, 1, words.changes, 60);
  if (view.changes.length === 0) paragraph(paper, words.noChanges);
  else {
    const { changeColumns: head } = words;
    table(
      paper,
      [
        { header: head.measure, share: 5 },
        { header: head.from, width: 62, align: 'end' },
        { header: head.to, width: 62, align: 'end' },
        { header: head.difference, width: 46, align: 'end' },
        { header: head.change, share: 4 },
      ],
      view.changes.map((change) => {
        const { measure, from, to } = change;
        const item = itemText(reference, change);
        return {
          cells: [
            [{ text: words.measures[measure], face: 'semibold' }, { text: item === '' ? '' : `, ${item}` }],
            valueText(measure, from),
            { text: valueText(measure, to), style: 'smallStrong' },
            differenceText(change) ?? '',
            bandText(change),
          ],
        };
      }),
      { after: 3 },
    );
  }
  if (view.analgesicStoppedOn !== null)
    notice(paper, [words.stopped(dateText(paper.words, view.analgesicStoppedOn))]);
  paragraph(paper, words.honest, { style: 'smallItalic' });
}

function drawFindings(
  paper: Paper,
  reference: Reference,
  { findings, course }: CourseView,
  words: CourseWords,
): void {
  heading(paper, 1, words.findings, 60);
  if (findings.length === 0) {
    paragraph(paper, words.noFindings);
    return;
  }
  const day = (date: string) => dateText(paper.words, date);
  const { findingColumns: head } = words;
  table(
    paper,
    [
      { header: head.site, share: 4 },
      { header: head.kind, share: 3 },
      { header: head.first, share: 2 },
      { header: head.last, share: 2 },
    ],
    findings.map(({ first, last }) => {
      const remote = remoteFromComplaint(reference, first, course.regions);
      return {
        cells: [
          [
            { text: siteName(reference, paper.words, first.siteId, first.side), face: 'semibold' },
            { text: remote ? `\n${words.remote}` : '', face: 'italic' },
          ],
          summaryWords.kinds[kindOf(first)],
          words.graded(first.grade, day(first.examinedOn)),
          last === null
            ? words.notAgain
            : last.resolved
              ? words.resolvedOn(day(last.examinedOn))
              : words.graded(last.grade, day(last.examinedOn)),
        ],
      };
    }),
  );
}

function drawVisits(paper: Paper, { sessions }: CourseView, words: CourseWords): void {
  if (sessions.length === 0) {
    heading(paper, 1, words.visitsHeading, 40);
    paragraph(paper, words.noVisits);
    return;
  }
  const { visitColumns: head } = words;
  tableUnder(
    paper,
    1,
    words.visitsHeading,
    [
      { header: head.number, width: 26, align: 'end' },
      { header: head.on, share: 3 },
      { header: head.techniques, share: 4 },
      { header: head.substances, share: 3 },
      { header: head.before, width: 46, align: 'end' },
      { header: head.after, width: 46, align: 'end' },
      { header: head.by, share: 3 },
    ],
    sessions.map((session, index) => ({
      cells: [
        String(index + 1),
        [
          { text: dateText(paper.words, dateAt(session.startedAt, paper.zone)) },
          {
            text: words.states[session.status] === '' ? '' : `\n${words.states[session.status]}`,
            face: 'semibold',
          },
        ],
        session.techniques.join(', '),
        session.substances.join(', ') || paper.words.none,
        session.painBefore ?? '',
        { text: session.painAfter ?? '', style: 'smallStrong' },
        session.practitionerName,
      ],
    })),
  );
}

function drawOutcomes(paper: Paper, reference: Reference, view: CourseView, words: CourseWords): void {
  const outcomes = view.outcomes.filter(({ voided }) => voided === null);
  if (outcomes.length === 0) return;
  const { outcomeColumns: head } = words;
  tableUnder(
    paper,
    1,
    words.outcomes,
    [
      { header: head.on, width: 84 },
      { header: head.measure, share: 4 },
      { header: head.item, share: 4 },
      { header: head.moment, share: 2 },
      { header: head.value, width: 104, align: 'end' },
    ],
    outcomes.map((outcome, index) => ({
      cells: [
        // The day is said once, for all that was measured on it.
        outcome.measuredOn === outcomes[index - 1]?.measuredOn
          ? ''
          : dateText(paper.words, outcome.measuredOn),
        words.measures[outcome.measure],
        [itemText(reference, outcome), detailText(outcome.details)].filter((part) => part !== '').join('; '),
        words.moments[outcome.moment],
        { text: valueText(outcome.measure, outcome.value), style: 'smallStrong' },
      ],
    })),
  );
}

/** What was decided about the course as a whole, oldest first. */
function drawEvents(paper: Paper, reference: Reference, { events }: CourseView, words: CourseWords): void {
  if (events.length === 0) return;
  const { events: said } = words;
  heading(paper, 1, said.heading, 40);
  list(
    paper,
    events.map((event) => {
      const day = dateText(paper.words, dateAt(event.at, paper.zone));
      const rest =
        event.kind === 'ended'
          ? [
              event.reason,
              event.advice === '' ? '' : said.advice(event.advice),
              event.result.length === 0
                ? ''
                : said.result(event.result.map((change) => resultText(reference, change, words)).join('; ')),
            ]
          : [event.reason];
      return {
        text: [
          { text: said.line(day, eventText(event, words), event.by, event.visits), face: 'semibold' },
          ...rest.filter((part) => part !== '').map((part) => ({ text: `. ${part}` })),
        ],
      };
    }),
  );
}

function drawGiven(paper: Paper, { given, needles }: CourseView, words: CourseWords): void {
  if (given.length > 0) {
    const { givenColumns: head } = words;
    tableUnder(
      paper,
      1,
      words.given,
      [
        { header: head.substance, share: 4 },
        { header: head.class, share: 3 },
        { header: head.visits, width: 34, align: 'end' },
        { header: head.volume, width: 52, align: 'end' },
        { header: head.dose, width: 58, align: 'end' },
        { header: head.lots, share: 3 },
      ],
      given.map(({ name, disclosureClass, visits, volumeMl, doseMg, lots }) => ({
        cells: [
          [{ text: name, face: 'semibold' }],
          summaryWords.classes[disclosureClass],
          String(visits),
          words.ml(volumeMl),
          doseMg === null ? paper.words.none : words.mg(doseMg),
          lots.join(', '),
        ],
      })),
    );
  }
  if (needles.used > 0)
    paragraph(paper, words.needles(needles.used, needles.out, needles.left), { style: 'small' });
}

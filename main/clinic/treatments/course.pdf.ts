import type { Finding } from '../../../shared/contract/finding.ts';
import type { Course, Outcome, SessionLine } from '../../../shared/contract/treatments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { facts, heading, list, notice, paragraph, title } from '../../paper/blocks.ts';
import { dateText } from '../../paper/dates.ts';
import type { Paper } from '../../paper/canvas.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table, tableUnder } from '../../paper/table.ts';
import { en, type CourseWords } from './course.words.ts';
import { kindOf, siteName } from './summary.chart.ts';
import { en as summaryWords } from './summary.words.ts';

export interface CourseView {
  readonly course: Course;
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly practitioner: string;
  /** Oldest first. */
  readonly sessions: readonly SessionLine[];
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly {
    readonly measure: string;
    readonly item: string;
    readonly from: string;
    readonly to: string;
    readonly band: string;
  }[];
  readonly analgesicStoppedOn: string | null;
  /** A finding as first seen, and as seen at its last re-examination; null where it was seen once. */
  readonly findings: readonly { readonly first: Finding; readonly last: Finding | null }[];
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
  drawChanges(paper, view, words);
  drawFindings(paper, reference, view, words);
  drawVisits(paper, view, words);
  drawOutcomes(paper, view, words);
  return closePaper(paper);
}

function drawCourse(
  paper: Paper,
  reference: Reference,
  { course, patient, practitioner }: CourseView,
  words: CourseWords,
): void {
  const day = (date: string) => dateText(paper.words, date);
  const labels = new Map(
    reference.data.bodyChart.figures.flatMap(({ shapes }) =>
      shapes.map((shape) => [`${shape.region} ${shape.side}`, shape.label]),
    ),
  );
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: day(patient.birthDate) },
      { label: words.number, value: patient.number },
      { label: words.practitioner, value: practitioner, span: 2 },
      { label: words.visits, value: words.visitsOf(course.sessionsSoFar, course.plannedSessions) },
      { label: words.since, value: course.since || paper.words.none },
      { label: words.complaint, value: course.complaint || paper.words.none, span: 2 },
      {
        label: words.regions,
        value: course.regions
          .map(
            ({ region, side }) => labels.get(`${region} ${side}`) ?? `${region}, ${paper.words.side[side]}`,
          )
          .join('; '),
        span: 2,
      },
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
      course.history.map(({ on, kind, text, result }) => ({
        cells: [on === null ? '' : day(on), words.kinds[kind], text, result],
      })),
    );
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

function drawChanges(paper: Paper, view: CourseView, words: CourseWords): void {
  heading(paper, 1, words.changes, 60);
  if (view.changes.length === 0) paragraph(paper, words.noChanges);
  else {
    const { changeColumns: head } = words;
    table(
      paper,
      [
        { header: head.measure, share: 5 },
        { header: head.from, width: 48, align: 'end' },
        { header: head.to, width: 48, align: 'end' },
        { header: head.change, share: 4 },
      ],
      view.changes.map(({ measure, item, from, to, band }) => ({
        cells: [
          [
            { text: words.measures[measure] ?? measure, face: 'semibold' },
            { text: item === '' ? '' : `, ${item}` },
          ],
          from,
          { text: to, style: 'smallStrong' },
          words.bands[band] ?? band.replaceAll('-', ' '),
        ],
      })),
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
  const near = new Set<string>(course.regions.map(({ region }) => region));
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
      const remote = !near.has(reference.sites.get(first.siteId)?.region ?? '');
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

function drawOutcomes(paper: Paper, { outcomes }: CourseView, words: CourseWords): void {
  if (outcomes.length === 0) return;
  const { outcomeColumns: head } = words;
  tableUnder(
    paper,
    1,
    words.outcomes,
    [
      { header: head.on, width: 96 },
      { header: head.measure, share: 4 },
      { header: head.item, share: 3 },
      { header: head.moment, share: 2 },
      { header: head.value, width: 46, align: 'end' },
    ],
    outcomes.map(({ measuredOn, measure, item, moment, value }) => ({
      cells: [
        dateText(paper.words, measuredOn),
        words.measures[measure] ?? measure,
        item,
        words.moments[moment],
        { text: value, style: 'smallStrong' },
      ],
    })),
  );
}

import type { OutcomeMeasure } from '../contract/course-record.ts';
import { addDays, daysBetween } from './calendar.ts';
import { activityDays, firstAndLastOf, seriesOf, type Taken } from './course-outcomes.ts';
import { silencesOf, type Silence } from './course-gaps.ts';
import { stripHeight, stripMeasures, stripsOf, type PlotStrip } from './course-strips.ts';
import { meaningfulPain, psfsMean } from './outcomes.ts';

// One geometry for screen and paper: whoever draws it chooses inks and letters, never places. Lengths are in units of a
// drawing that is 720 wide; figures are read into numbers here only to be drawn, judged they are elsewhere.

export interface PlotVisit {
  on: string;
  techniques: readonly string[];
}

export interface PlotSource {
  from: string;
  /** Last day to be shown, where several pictures share one row of dates. */
  to?: string;
  /** In the order in which they were measured, without those taken back. */
  outcomes: readonly Taken[];
  /** Of visits whose note is not signed yet. */
  pending: readonly Taken[];
  /** Oldest first. */
  visits: readonly PlotVisit[];
  /** Booked and not held. */
  missed: readonly { on: string; status: string }[];
  /** First clear day, once pain medicine is stopped. */
  stoppedOn: string | null;
}

export interface PlotMark {
  x: number;
  y: number;
  on: string;
  value: string;
  /** `rest`: joined with its neighbours; `after`: minutes after a treatment; `pending`: not signed yet. */
  kind: 'rest' | 'after' | 'pending';
}

export interface PlotLevel {
  y: number;
  value: string;
}

export interface PlotPanel {
  measure: OutcomeMeasure;
  /** The place, activity, medicine or questionnaire; empty for the mean of all activities. */
  item: string;
  /** Upper and lower edge of its field; its heading stands in the 22 above. */
  top: number;
  bottom: number;
  scale: readonly PlotLevel[];
  /** Paths of stretches without a gap: no missed visit and no silence lies in them. */
  lines: readonly string[];
  /** Paths between values of a measure that is taken now and then, where visits lie between them without it. */
  faint: readonly string[];
  /** A path from each value to the one minutes after the treatment. */
  drops: string;
  marks: readonly PlotMark[];
  start: PlotLevel | null;
  /** Where a meaningful change for the better begins; null where none is known or it lies off the scale. */
  change: PlotLevel | null;
  /** Where pain medicine was stopped. */
  stopped: { x: number; on: string } | null;
}

export interface CoursePlot {
  width: number;
  height: number;
  /** Of the field in which values stand. */
  left: number;
  right: number;
  /** Radius of a mark: smaller where many visits stand close. */
  radius: number;
  panels: readonly PlotPanel[];
  missed: readonly { x: number; on: string; status: string }[];
  /** Where nobody came for longer than the course's own rhythm: the middle of each stretch. */
  silences: readonly { x: number; from: string; to: string }[];
  /** States in words, below the fields. */
  strips: readonly PlotStrip[];
  /** A row for each technique, with a stroke at each visit that used it. */
  lanes: readonly { y: number; technique: string; strokes: string }[];
  dates: readonly { x: number; on: string }[];
  /** Where the row of dates stands. */
  foot: number;
}

const WIDTH = 720;
const LEFT = 30;
const RIGHT = 708;
const HEADING = 22;
const FIELD = 72;
const GAP = 12;
const LANE = 23;
const INSET = 6;

const order: readonly OutcomeMeasure[] = [
  'nprs',
  'vas',
  'psfs',
  'analgesic-days',
  'walking-minutes',
  'global-change',
  'questionnaire',
];

/** What counts as a meaningful change for the better, added to the start: the line 20 mm, PSFS 1.3 (smallest). */
const steps: Partial<Record<OutcomeMeasure, number>> = { vas: -20, psfs: 1.3 };

const grids: Partial<Record<OutcomeMeasure, readonly number[]>> = {
  nprs: [0, 5, 10],
  psfs: [0, 5, 10],
  vas: [0, 50, 100],
  'global-change': [1, 4, 7],
  'analgesic-days': [0, 7],
};

/** The course as a picture; null where nothing that can be drawn was measured. */
export function plotCourse(source: PlotSource): CoursePlot | null {
  const series = drawable(source);
  const stated = source.outcomes.filter(({ measure }) => stripMeasures.includes(measure));
  if (series.length === 0 && stated.length === 0) return null;
  const days = [
    source.from,
    ...(source.to === undefined ? [] : [source.to]),
    ...series.flatMap(({ points }) => points.map(({ measuredOn }) => measuredOn)),
    ...stated.map(({ measuredOn }) => measuredOn),
    ...source.visits.map(({ on }) => on),
    ...source.missed.map(({ on }) => on),
  ].toSorted();
  const from = days[0] ?? source.from;
  const span = Math.max(7, daysBetween(from, days.at(-1) ?? from));
  const x = (on: string) =>
    rounded(LEFT + INSET + (daysBetween(from, on) / span) * (RIGHT - LEFT - 2 * INSET));
  const missed = source.missed.map((one) => ({ ...one, x: x(one.on) }));
  const silences = silencesOf(source.visits.map(({ on }) => on));
  const widest = Math.max(0, ...series.map(({ points }) => points.length), source.visits.length);
  const panels = series.map((one, at) =>
    panelOf(one, HEADING + at * (HEADING + FIELD + GAP), x, { ...source, silences }, widest > 100),
  );
  const strips = stripsOf(stated, { top: series.length * (HEADING + FIELD + GAP), x, right: RIGHT });
  const under = series.length * (HEADING + FIELD + GAP) + strips.length * stripHeight;
  const techniques = [...new Set(source.visits.flatMap(({ techniques: used }) => used))];
  const lanes = techniques.map((technique, at) => ({
    technique,
    y: under + at * LANE,
    strokes: source.visits
      .filter(({ techniques: used }) => used.includes(technique))
      .map(({ on }) => `M${x(on)} ${under + at * LANE + 13}v8`)
      .join(''),
  }));
  const foot = under + lanes.length * LANE + 2;
  return {
    ...{ width: WIDTH, left: LEFT, right: RIGHT, panels, missed, strips, lanes, foot, height: foot + 16 },
    silences: silences.map(({ from: since, to }) => ({
      ...{ from: since, to, x: rounded((x(since) + x(to)) / 2) },
    })),
    radius: widest > 100 ? 1.5 : widest > 40 ? 2.2 : 3.2,
    dates: datesOf(from, span).map((on) => ({ on, x: x(on) })),
  };
}

interface Series {
  measure: OutcomeMeasure;
  item: string;
  points: (Taken & { pending: boolean })[];
}

function drawable({ outcomes, pending }: PlotSource): Series[] {
  const all = [
    ...outcomes.map((one) => ({ ...one, pending: false })),
    ...pending.map((one) => ({ ...one, pending: true })),
  ].filter(({ measure }) => order.includes(measure));
  const single = seriesOf(all.filter(({ measure }) => measure !== 'psfs')).flatMap((points): Series[] => {
    const [first] = points;
    return first === undefined ? [] : [{ measure: first.measure, item: first.item, points }];
  });
  const means = activityMeans(all.filter(({ measure }) => measure === 'psfs'));
  const found: Series[] =
    means.length > 0 ? [...single, { measure: 'psfs', item: '', points: means }] : single;
  return found.toSorted((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure));
}

/** Means of the days on which the same activities were rated as on the first: only those can be set side by side. */
function activityMeans(ratings: Series['points']): Series['points'] {
  const days = activityDays(ratings);
  const names = (day: (typeof days)[number]) => JSON.stringify(day.ratings.map(({ activity }) => activity));
  const [first] = days;
  if (first === undefined) return [];
  return days.flatMap((day) => {
    const value = names(day) === names(first) ? psfsMean(day.ratings) : null;
    const [one] = ratings.filter(({ measuredOn }) => measuredOn === day.on);
    return value === null || one === undefined ? [] : [{ ...one, item: '', value }];
  });
}

function panelOf(
  { measure, item, points }: Series,
  top: number,
  x: (on: string) => number,
  { missed, silences, visits, stoppedOn }: PlotSource & { silences: readonly Silence[] },
  dense: boolean,
): PlotPanel {
  const figures = points.map(({ value }) => Number(value));
  const grid = grids[measure] ?? [0, roundUp(Math.max(1, ...figures))];
  const [low = 0, high = 1] = [grid[0], grid.at(-1)];
  const y = (value: number) => rounded(top + FIELD - ((value - low) / (high - low)) * FIELD);
  const marks = points.map(({ measuredOn: on, value, moment, pending }): PlotMark => ({
    ...{ x: x(on), y: y(Number(value)), on, value },
    kind: pending ? 'pending' : moment === 'after' ? 'after' : 'rest',
  }));
  const signed = points.filter(({ pending }) => !pending);
  const start = startOf(measure, signed);
  const goal = start === null ? null : goalOf(measure, start);
  return {
    ...{ measure, item, top, bottom: top + FIELD },
    scale: grid.map((value) => ({ y: y(value), value: String(value) })),
    ...joined(
      marks.filter(({ kind }) => kind === 'rest'),
      {
        missed: missed.map(({ on }) => on),
        silences,
        held: visits.map(({ on }) => on),
        eachVisit: atEachVisit.has(measure),
      },
    ),
    drops: dropsOf(marks),
    marks: dense ? marks.filter(({ kind }) => kind !== 'after') : marks,
    start: start === null ? null : { y: y(start), value: textOf(start) },
    change: goal === null || goal < low || goal > high ? null : { y: y(goal), value: textOf(goal) },
    stopped: measure === 'analgesic-days' && stoppedOn !== null ? { x: x(stoppedOn), on: stoppedOn } : null,
  };
}

/** Where a meaningful change for the better begins; null where none is known. */
function goalOf(measure: OutcomeMeasure, start: number): number | null {
  if (measure === 'global-change') return 6;
  if (measure === 'nprs') return meaningfulPain(start);
  const step = steps[measure];
  return step === undefined ? null : start + step;
}

/** What the last value is read against; global change stands against the middle of its own scale. */
function startOf(measure: OutcomeMeasure, points: Series['points']): number | null {
  if (measure === 'global-change') return 4;
  const first = firstAndLastOf(points)?.[0] ?? points[0];
  return first === undefined ? null : Number(first.value);
}

/** Asked at every visit: a visit without it lacks a value. The others are taken now and then. */
const atEachVisit: ReadonlySet<OutcomeMeasure> = new Set(['nprs', 'vas', 'analgesic-days']);

interface Between {
  missed: readonly string[];
  silences: readonly Silence[];
  /** Days on which visits took place. */
  held: readonly string[];
  eachVisit: boolean;
}

/**
 * A line for each stretch without a gap in it: what was not measured is not drawn. A gap is a visit that was booked and not
 * held, a silence of the course in which nothing was measured either, or a visit that lacks a value asked at each.
 */
function joined(
  marks: readonly PlotMark[],
  { missed, silences, held, eachVisit }: Between,
): Pick<PlotPanel, 'lines' | 'faint'> {
  const [lines, faint]: [PlotMark[][], PlotMark[][]] = [[], []];
  for (const [at, mark] of marks.entries()) {
    const last = marks[at - 1];
    if (last === undefined) {
      lines.push([mark]);
      continue;
    }
    const unseen = held.some((on) => on > last.on && on < mark.on);
    const gap =
      missed.some((on) => on > last.on && on <= mark.on) ||
      silences.some(({ from, to }) => last.on <= from && mark.on >= to) ||
      (eachVisit && unseen);
    if (!gap && !unseen) lines.at(-1)?.push(mark);
    else {
      if (!gap) faint.push([last, mark]);
      lines.push([mark]);
    }
  }
  return { lines: lines.filter(({ length }) => length > 1).map(pathOf), faint: faint.map(pathOf) };
}

function pathOf(line: readonly PlotMark[]): string {
  return line.map((mark, at) => `${at === 0 ? 'M' : 'L'}${mark.x} ${mark.y}`).join('');
}

function dropsOf(marks: readonly PlotMark[]): string {
  return marks
    .filter(({ kind }) => kind === 'after')
    .flatMap((after) => {
      const before = marks.findLast((mark) => mark.kind === 'rest' && mark.on === after.on);
      return before === undefined || before.y === after.y ? [] : [`M${after.x} ${before.y}V${after.y}`];
    })
    .join('');
}

/** At most six dates, as far apart as whole days, weeks or quarters. */
function datesOf(from: string, span: number): string[] {
  const apart = [1, 2, 3, 7, 14, 28, 56, 91, 182, 364, 728, 3640].find((days) => span / days <= 5) ?? span;
  return Array.from({ length: Math.floor(span / apart) + 1 }, (_, at) => addDays(from, at * apart));
}

function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => value <= step * size) ?? 10) * size;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function textOf(value: number): string {
  return String(Math.round(value * 100) / 100);
}

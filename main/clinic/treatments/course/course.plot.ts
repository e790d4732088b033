import type { MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { Taken } from '../../../../shared/rules/course-outcomes.ts';
import {
  plotCourse,
  type CoursePlot,
  type PlotPanel,
  type PlotSource,
} from '../../../../shared/rules/course-plot.ts';
import { stripMeasures, type PlotStrip } from '../../../../shared/rules/course-strips.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { gap, heading, paragraph } from '../../../paper/blocks.ts';
import { drawLine, element, lines, type Paper, startOf, unturned, variant } from '../../../paper/canvas.ts';
import { dateText } from '../../../paper/dates.ts';
import { need, room } from '../../../paper/page.ts';
import { accent, hairline, ink, soft } from '../../../paper/style.ts';
import type { TextStyle } from '../../../paper/text.ts';
import { changeText, itemText, valueText } from './measure.words.ts';
import type { CourseWords } from './course.words.ts';

const small = variant('label', { size: 6.4, leading: 8 });
const name = variant('smallStrong', { size: 7.4, leading: 9 });
const reading = variant('small', { size: 7, leading: 9 });
/** The course as it is drawn on the screen, from the same geometry; parted over pages where there are many measures. */
export function drawPlot(
  paper: Paper,
  reference: Reference,
  source: PlotSource,
  changes: readonly MeasuredChange[],
  words: CourseWords,
): void {
  const whole = plotCourse(source);
  if (whole === null) return;
  const level = unturned(paper);
  const scale = paper.width / whole.width;
  const foot = (whole.height - (whole.panels.at(-1)?.bottom ?? 0)) * scale;
  const each = (whole.panels[0]?.bottom ?? 0) * scale + 12;
  heading(paper, 1, words.plot.title, foot + Math.min(2, whole.panels.length) * each);
  let rest: readonly PlotPanel[] = whole.panels;
  do {
    need(paper, foot + each);
    const here = Math.max(1, Math.floor((room(paper) - foot) / each));
    const plot = plotCourse(only(source, rest.slice(0, here), rest.length <= here));
    rest = rest.slice(here);
    if (plot === null) continue;
    const top = paper.y;
    const spoken = [
      ...plot.panels.map(
        (panel) => `${titleOf(reference, panel, words)}: ${readingOf(panel, changes, words)}`,
      ),
      ...plot.strips.map(
        ({ measure, marks }) =>
          `${words.measures[measure]}: ${marks.map(({ value }) => valueText(measure, value)).join(', ')}`,
      ),
    ].join('; ');
    const figure = element(paper, 'Figure', { alt: words.plot.alt(spoken) });
    figure.add(() => {
      const at = { paper: level, scale, top, left: startOf(paper, paper.left, paper.width) };
      for (const panel of plot.panels) drawPanel(at, plot, panel, reference, changes, words);
      for (const strip of plot.strips) drawStrip(at, plot, strip, words);
      drawFoot(at, plot, words);
    });
    figure.end();
    paper.y = top + plot.height * scale + 6;
  } while (rest.length > 0);
  paragraph(
    paper,
    words.plot.legend({
      missed: whole.missed.length > 0,
      silent: whole.silences.length > 0,
      faint: whole.panels.some(({ faint }) => faint.length > 0),
    }),
    {
      style: 'smallItalic',
      after: 2,
    },
  );
  paragraph(paper, words.plot.sources, { style: 'smallItalic' });
  gap(paper, 2);
}

/** What these panels show, over the same days as the whole; states in words stand under the last of them. */
function only(source: PlotSource, panels: readonly PlotPanel[], last: boolean): PlotSource {
  const shown = ({ measure, item }: Taken) =>
    (last && stripMeasures.includes(measure)) ||
    panels.some((panel) => panel.measure === measure && (measure === 'psfs' || panel.item === item));
  const days = [...source.outcomes, ...source.pending].map(({ measuredOn }) => measuredOn);
  return {
    ...source,
    to: days.toSorted().at(-1) ?? source.from,
    outcomes: source.outcomes.filter(shown),
    pending: source.pending.filter(shown),
  };
}

interface At {
  paper: Paper;
  scale: number;
  top: number;
  left: number;
}

function titleOf(reference: Reference, panel: PlotPanel, words: CourseWords): string {
  return [words.measures[panel.measure], itemText(reference, panel)].filter((part) => part !== '').join(', ');
}

function readingOf(
  { measure, item, marks }: PlotPanel,
  changes: readonly MeasuredChange[],
  words: CourseWords,
): string {
  const change = changes.find((one) => one.measure === measure && one.item === item);
  if (change === undefined) return words.plot.once(valueText(measure, marks.at(-1)?.value ?? ''));
  return changeText(change);
}

function write(
  { paper, scale, top, left }: At,
  text: string,
  style: TextStyle,
  x: number,
  y: number,
  align: 'start' | 'end' | 'centre' = 'start',
): void {
  const [line] = lines(paper, text, style, 10_000);
  if (line === undefined) return;
  const shift = align === 'end' ? line.width : align === 'centre' ? line.width / 2 : 0;
  drawLine(paper, line, left + x * scale - shift, top + y * scale - style.leading / 2, line.width, style);
}

/** Runs `draw` in the units of the plot. */
function inUnits({ paper: { doc }, scale, top, left }: At, draw: () => void): void {
  doc.save().translate(left, top).scale(scale);
  draw();
  doc.restore();
}

function drawPanel(
  at: At,
  plot: CoursePlot,
  panel: PlotPanel,
  reference: Reference,
  changes: readonly MeasuredChange[],
  words: CourseWords,
): void {
  const { doc } = at.paper;
  const { left, right, radius } = plot;
  const across = (y: number) => doc.moveTo(left, y).lineTo(right, y);
  inUnits(at, () => {
    doc.lineWidth(0.6).strokeColor(hairline);
    for (const { y } of panel.scale) across(y);
    doc.stroke();
    doc.lineWidth(0.9).strokeColor(soft);
    for (const { x } of plot.missed) {
      doc.dash(1.5, { space: 3 }).moveTo(x, panel.top).lineTo(x, panel.bottom).stroke();
      doc
        .undash()
        .path(`M${x - 3} ${panel.top + 2}l6 6m0 -6l-6 6`)
        .stroke();
    }
    for (const { x } of plot.silences) doc.path(`M${x - 4} ${panel.bottom + 5}l4 -10m1 10l4 -10`).stroke();
    if (panel.start !== null) {
      across(panel.start.y).dash(2, { space: 3 }).stroke();
      doc.undash();
    }
    doc.lineWidth(1.3).strokeColor(ink);
    if (panel.change !== null) across(panel.change.y).dash(7, { space: 3 }).stroke();
    if (panel.stopped !== null)
      doc
        .moveTo(panel.stopped.x, panel.top)
        .lineTo(panel.stopped.x, panel.bottom)
        .dash(7, { space: 3 })
        .stroke();
    doc.undash();
    if (panel.drops !== '') doc.lineWidth(0.9).strokeColor(soft).path(panel.drops).stroke();
    doc.lineWidth(0.8).strokeColor(soft);
    for (const line of panel.faint) doc.path(line).stroke();
    doc.lineWidth(1.8).strokeColor(accent).lineJoin('round');
    for (const line of panel.lines) doc.path(line).stroke();
    for (const { x, y, kind } of panel.marks) {
      doc.lineWidth(1.2).circle(x, y, radius);
      if (kind === 'rest') doc.fill(accent);
      else doc.fillAndStroke('#ffffff', kind === 'after' ? accent : soft);
    }
  });
  write(at, titleOf(reference, panel, words), name, left, panel.top - 10);
  write(at, readingOf(panel, changes, words), reading, right, panel.top - 10, 'end');
  for (const { y, value } of panel.scale) write(at, value, small, left - 5, y, 'end');
  if (panel.change !== null)
    write(at, words.plot.change(panel.change.value), small, right - 3, panel.change.y - 6, 'end');
  if (panel.stopped !== null)
    write(
      at,
      words.plot.stopped(dateText(at.paper.words, panel.stopped.on)),
      small,
      panel.stopped.x + 4,
      panel.top + 8,
    );
}

/** A state in words: a stroke on each day, its words where another begins and they fit. */
function drawStrip(at: At, { left }: CoursePlot, { measure, y, marks }: PlotStrip, words: CourseWords): void {
  const { doc } = at.paper;
  inUnits(at, () => {
    doc.lineWidth(1.3).strokeColor(accent);
    for (const { x } of marks) doc.moveTo(x, y + 14).lineTo(x, y + 28);
    doc.stroke();
  });
  write(at, words.measures[measure], name, left, y + 6);
  for (const { x, value, room: free, changed } of marks) {
    const text = valueText(measure, value);
    const [line] = lines(at.paper, text, small, 10_000);
    if (!changed || line === undefined || line.width > Math.abs(free) * at.scale - 6) continue;
    write(at, text, small, free < 0 ? x - 4 : x + 4, y + 21, free < 0 ? 'end' : 'start');
  }
}

function drawFoot(at: At, plot: CoursePlot, words: CourseWords): void {
  const { doc } = at.paper;
  inUnits(at, () => {
    doc.lineWidth(1.6).strokeColor(ink);
    for (const { strokes } of plot.lanes) doc.path(strokes).stroke();
  });
  for (const { y, technique } of plot.lanes)
    write(at, words.plot.visitsWith(technique), small, plot.left, y + 5);
  for (const [index, { x, on }] of plot.dates.entries())
    write(
      at,
      dateText(at.paper.words, on),
      small,
      x,
      plot.foot + 7,
      index === 0 ? 'start' : x > plot.right - 40 ? 'end' : 'centre',
    );
}

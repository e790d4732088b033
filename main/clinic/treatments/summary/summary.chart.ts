import type { BodyFigure, BodyShape } from '../../../../shared/contract/body-chart.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import { areaPaths, homeOf } from '../../../../shared/rules/body-chart.ts';
import { blockMarks, joinsOf, markOfFinding, type BlockMark } from '../../../../shared/rules/chart-marks.ts';
import type { RegionSide } from '../../../../shared/rules/findings.ts';
import type { MarkKind } from '../../../../shared/rules/mark-shapes.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { ChartContent, PaperJoin, PaperMark } from '../../../paper/body-chart.ts';
import type { PaperWords } from '../../../paper/words/en.ts';
import type { SummaryWords } from './summary.words.ts';

export function kindOf(finding: Finding): MarkKind {
  return markOfFinding(finding);
}

/** A, B, …, Z, then B1, B2, …: the letter of a block in its session. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `B${index - 25}`;
}

/** "trapezius, descending part, right"; what lies in the middle is called so, too. */
export function siteName(reference: Reference, words: PaperWords, siteId: string, side: Side): string {
  return `${reference.sites.get(siteId)?.name ?? siteId}, ${words.side[side]}`;
}

type Marked = { siteId: string; side: Side; mark?: Finding['mark'] };

/** Findings by their number, treated sites by the letter of their block, and where pressure sends the pain. */
export function chartOf(
  reference: Reference,
  findings: readonly Finding[],
  blocks: readonly ProcedureBlock[],
  paper: PaperWords,
  words: SummaryWords,
): ChartContent {
  const chart = reference.data.bodyChart;
  const named = ({ siteId, side }: Pick<Marked, 'siteId' | 'side'>) =>
    siteName(reference, paper, siteId, side);
  const mark = (one: Marked, kind: MarkKind, number: string, ...further: string[]): PaperMark[] => {
    const point = homeOf(chart, one);
    const spoken = [`${number} ${words.kinds[kind]}`, named(one), ...further].join(', ');
    return point ? [{ ...point, kind, number, spoken }] : [];
  };
  const signs = blocks.flatMap((block, index) =>
    reference.techniques.has(block.technique)
      ? [{ letter: letterOf(index), of: blockMarks(reference, block) }]
      : [],
  );
  const marks = [
    ...findings.flatMap((finding, index) => mark(finding, kindOf(finding), String(index + 1))),
    ...signs.flatMap(({ letter, of }) =>
      of.flatMap((sign) => mark(sign, sign.kind, letter + endOf(sign), ...further(sign, words, named))),
    ),
  ];
  return {
    marks,
    joins: signs.flatMap(({ letter, of }) => linesOf(reference, letter, of)),
    ...areasOf(reference, findings, new Set(marks.map(({ figure }) => figure)), paper, words),
  };
}

/** `Ba1` and `Bb1`: both ends of the first channel of block B. */
function endOf({ electrode }: BlockMark): string {
  return electrode === undefined ? '' : `${electrode.end.toLowerCase()}${electrode.channel}`;
}

function further(
  { electrode, coil }: BlockMark,
  words: SummaryWords,
  named: (place: Pick<Marked, 'siteId' | 'side'>) => string,
): string[] {
  return [
    ...(electrode?.other ? [words.currentTo(named(electrode.other))] : []),
    ...(electrode?.crossesChest ? [words.crossesChest] : []),
    ...(coil === undefined ? [] : [words.coil(coil.join(', '))]),
  ];
}

/** Two electrodes on different figures have no line: their numbers say that they belong together. */
function linesOf(reference: Reference, letter: string, marks: readonly BlockMark[]): PaperJoin[] {
  return joinsOf(marks).flatMap(({ from, to, crossesChest }): PaperJoin[] => {
    const [a, b] = [from, to].map((mark) => homeOf(reference.data.bodyChart, mark)?.figure);
    return a !== undefined && a === b
      ? [{ figure: a, from: letter + endOf(from), to: letter + endOf(to), crossesChest }]
      : [];
  });
}

function shapeOf({ shapes }: BodyFigure, { region, side }: RegionSide): BodyShape | undefined {
  return shapes.find((shape) => shape.region === region && shape.side === side);
}

/** Where a finding sends pain, in words: the regions that were chosen, each with its side, and the figures that were drawn on. */
export function areaPlaces(
  reference: Reference,
  { referredArea = [], referredRegions = [] }: Finding,
  words: SummaryWords,
): string[] {
  const { figures } = reference.data.bodyChart;
  const places = [
    ...referredRegions.map(
      (place) => figures.flatMap((figure) => shapeOf(figure, place) ?? [])[0]?.label ?? place.region,
    ),
    ...referredArea.map(({ figure }) =>
      words.drawnOn((figures.find(({ id }) => id === figure)?.label ?? figure).toLowerCase()),
    ),
  ];
  return [...new Set(places)];
}

/** A region chosen from the list is hatched on every figure in use, and on the first that shows it. */
function areasOf(
  reference: Reference,
  findings: readonly Finding[],
  inUse: ReadonlySet<string>,
  paper: PaperWords,
  words: SummaryWords,
): Pick<ChartContent, 'areas' | 'spoken'> {
  const { figures } = reference.data.bodyChart;
  const shown = new Set(inUse);
  const spoken: string[] = [];
  findings.forEach((finding, index) => {
    for (const { figure } of finding.referredArea ?? []) shown.add(figure);
    for (const place of finding.referredRegions ?? []) {
      const on = figures.filter((figure) => shapeOf(figure, place) !== undefined);
      if (on[0] !== undefined && !on.some(({ id }) => shown.has(id))) shown.add(on[0].id);
    }
    const places = areaPlaces(reference, finding, words);
    if (places.length > 0) spoken.push(words.areaOf(String(index + 1), paper.together(...places)));
  });
  const areas = figures
    .filter(({ id }) => shown.has(id))
    .flatMap((figure) =>
      findings.flatMap((finding) => areaPaths(figure, finding).map((path) => ({ figure: figure.id, path }))),
    );
  return { areas, spoken };
}

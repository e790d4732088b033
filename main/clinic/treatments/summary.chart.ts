import type { Finding } from '../../../shared/contract/finding.ts';
import type { ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { areaPaths, homeOf } from '../../../shared/rules/body-chart.ts';
import {
  electrodeOf,
  electrodePairs,
  markOfFinding,
  markOfTechnique,
} from '../../../shared/rules/chart-marks.ts';
import type { MarkKind } from '../../../shared/rules/mark-shapes.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { ChartContent, PaperJoin, PaperMark } from '../../paper/body-chart.ts';
import type { PaperWords } from '../../paper/words/en.ts';
import type { SummaryWords } from './summary.words.ts';

export function kindOf(finding: Finding): MarkKind {
  return markOfFinding(finding);
}

/** A, B, …, Z, then B1, B2, …: the letter of a block in its session. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `B${index - 25}`;
}

/** "right trapezius, descending part"; a midline site has no side. */
export function siteName(reference: Reference, words: PaperWords, siteId: string, side: Side): string {
  const name = reference.sites.get(siteId)?.name ?? siteId;
  return side === 'midline' ? name : `${name}, ${words.side[side]}`;
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
  const mark = (one: Marked, kind: MarkKind, number: string): PaperMark[] => {
    const point = homeOf(chart, one);
    const named = siteName(reference, paper, one.siteId, one.side);
    return point ? [{ ...point, kind, number, spoken: `${number} ${words.kinds[kind]}, ${named}` }] : [];
  };
  const kindOfBlock = ({ technique }: ProcedureBlock) => {
    const known = reference.techniques.get(technique);
    return known === undefined ? 'needle' : markOfTechnique(known);
  };
  const marks = [
    ...findings.flatMap((finding, index) => mark(finding, kindOf(finding), String(index + 1))),
    ...blocks.flatMap((block, index) => {
      const kind = kindOfBlock(block);
      return block.sites.flatMap((site, at) =>
        mark(site, kind, kind === 'electrode' ? endOf(letterOf(index), at) : letterOf(index)),
      );
    }),
  ];
  return {
    marks,
    joins: blocks.flatMap((block) => (kindOfBlock(block) === 'electrode' ? joinsOf(reference, block) : [])),
    ...areasOf(reference, findings, new Set(marks.map(({ figure }) => figure)), paper, words),
  };
}

/** `Ba1` and `Bb1`: both ends of the first channel of block B. */
function endOf(letter: string, index: number): string {
  const { channel, end } = electrodeOf(index);
  return `${letter}${end.toLowerCase()}${channel}`;
}

function joinsOf(reference: Reference, block: ProcedureBlock): PaperJoin[] {
  return electrodePairs(block.sites).flatMap(([a, b]): PaperJoin[] => {
    const [from, to] = [homeOf(reference.data.bodyChart, a), homeOf(reference.data.bodyChart, b)];
    return from && to && from.figure === to.figure ? [{ figure: from.figure, from, to }] : [];
  });
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
  findings.forEach(({ referredArea = [], referredRegions = [] }, index) => {
    const places = [
      ...referredArea.map((stroke) => {
        shown.add(stroke.figure);
        return figures.find(({ id }) => id === stroke.figure)?.label ?? stroke.figure;
      }),
      ...referredRegions.map(({ region, side }) => {
        const on = figures.filter(({ shapes }) =>
          shapes.some((shape) => shape.region === region && shape.side === side),
        );
        if (on[0] !== undefined && !on.some(({ id }) => shown.has(id))) shown.add(on[0].id);
        const shape = on[0]?.shapes.find((one) => one.region === region && one.side === side);
        return shape?.label ?? region;
      }),
    ];
    if (places.length > 0) spoken.push(words.areaOf(String(index + 1), paper.together(...new Set(places))));
  });
  const areas = figures
    .filter(({ id }) => shown.has(id))
    .flatMap((figure) =>
      findings.flatMap((finding) => areaPaths(figure, finding).map((path) => ({ figure: figure.id, path }))),
    );
  return { areas, spoken };
}

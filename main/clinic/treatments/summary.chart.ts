import type { BodyChart } from '../../../shared/contract/body-chart.ts';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { Technique } from '../../../shared/contract/reference.ts';
import type { ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { type PaperMark, sitePoint, storedPoint } from '../../paper/body-chart.ts';
import type { MarkKind } from '../../paper/marks.ts';
import type { PaperWords } from '../../paper/words/en.ts';
import type { SummaryWords } from './summary.words.ts';

const findingKinds: Record<Finding['structureType'], MarkKind> = {
  'tender-point-soft-tissue': 'soft-tissue-point',
  'tender-point-attachment': 'attachment-point',
  'taut-band': 'taut-band',
  'periosteal-tender-point': 'periosteal-point',
};

const familyKinds: Record<Technique['family'], MarkKind> = {
  'needle-dry': 'needle',
  'needle-injection': 'injection',
  light: 'laser',
  electrical: 'electrode',
  magnetic: 'magnetic',
  traditional: 'needle',
};

export function kindOf(finding: Finding): MarkKind {
  return findingKinds[finding.structureType];
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

function pointOf(chart: BodyChart, { siteId, side, mark }: Marked) {
  return (mark ? storedPoint(chart, mark) : null) ?? sitePoint(chart, siteId, side);
}

/** Findings by their number, treated sites by the letter of their block. */
export function marksOf(
  reference: Reference,
  findings: readonly Finding[],
  blocks: readonly ProcedureBlock[],
  paper: PaperWords,
  words: SummaryWords,
): PaperMark[] {
  const chart = reference.data.bodyChart;
  const mark = (one: Marked, kind: MarkKind, number: string): PaperMark[] => {
    const point = pointOf(chart, one);
    return point
      ? [
          {
            ...point,
            kind,
            number,
            spoken: `${number} ${words.kinds[kind]}, ${siteName(reference, paper, one.siteId, one.side)}`,
          },
        ]
      : [];
  };
  return [
    ...findings.flatMap((finding, index) => mark(finding, kindOf(finding), String(index + 1))),
    ...blocks.flatMap((block, index) => {
      const family = reference.techniques.get(block.technique)?.family ?? 'needle-dry';
      return block.sites.flatMap((site) => mark(site, familyKinds[family], letterOf(index)));
    }),
  ];
}

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../main/clinic/treatments/summary/summary.chart.ts';
import { en as summaryWords } from '../../main/clinic/treatments/summary/summary.words.ts';
import { bodyChartFigure } from '../../main/paper/body-chart.ts';
import { openPaper } from '../../main/paper/page.ts';
import { en } from '../../main/paper/words/en.ts';
import { ChartFigure } from '../../renderer/parts/ChartFigure.tsx';
import type { Finding } from '../../shared/contract/finding.ts';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { strokePath } from '../../shared/rules/body-chart.ts';
import { blockMarks, markOfFinding } from '../../shared/rules/chart-marks.ts';
import { newFindingOf } from '../support/findings.ts';
import { documentId, at, paperOf, people, reference } from './samples.ts';

const { bodyChart } = reference.data;
const area = {
  figure: 'side-right',
  points: [
    [4000, 1000],
    [4400, 1100],
    [4300, 1500],
  ] as [number, number][],
};
const findings: Finding[] = [
  newFindingOf({
    ...{ siteId: 'levator-scapulae', side: 'right', grade: 3 },
    mark: { figure: 'side-right', x: 2200, y: 1600 },
    referredArea: [area],
  }),
  newFindingOf({
    siteId: 'masseter',
    side: 'left',
    grade: 1,
    mark: { figure: 'head-left', x: 4000, y: 4000 },
  }),
  newFindingOf({
    ...{ siteId: 'soleus', side: 'left', grade: 2, structureType: 'taut-band' },
    referredRegions: [{ region: 'thigh-posterior', side: 'left' }],
  }),
];
const block = (id: string, technique: string, ...siteIds: string[]): ProcedureBlock => ({
  ...{ id, technique, values: {} },
  sites: siteIds.map((siteId) => ({ siteId, side: 'left', values: {} })),
});
const blocks = [
  block('n', 'dry-needling', 'soleus'),
  block('l', 'low-level-laser', 'gluteus-medius'),
  {
    ...block('t', 'tens', 'gluteus-maximus', 'biceps-femoris', 'soleus'),
    // Named against the order in which the places were put, and one of them is no treated site.
    values: {
      electrodeA: 'biceps-femoris:left',
      electrodeB: 'gluteus-medius:left',
      crossesChest: false,
    },
  },
];

function newPaper() {
  return openPaper(paperOf(), {
    ...{ title: 't', subject: people.plain, documentId, contentHash: null, state: 'final' },
    dated: at('09:00'),
  });
}

/** Every path that the summary draws. */
function onPaper(): Set<string> {
  const paper = newPaper();
  const paths = new Set<string>();
  const draw = paper.doc.path.bind(paper.doc);
  paper.doc.path = (path: string) => {
    paths.add(path);
    return draw(path);
  };
  bodyChartFigure(paper, bodyChart, chartOf(reference, findings, blocks, en, summaryWords), {
    kinds: summaryWords.kinds,
    area: summaryWords.area,
    join: summaryWords.join,
    joinChest: summaryWords.joinChest,
  });
  return paths;
}

/** Every path that the screen draws for one figure, but for the areas that are only there to be clicked. */
function onScreen(id: string): string[] {
  const figure = bodyChart.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  const marks = [
    ...findings.map((finding) => ({ ...finding, kind: markOfFinding(finding), label: finding.id })),
    ...blocks.flatMap((one) =>
      blockMarks(reference, one).map((sign) => ({
        ...sign,
        id: `${one.id} ${sign.key}`,
        label: one.technique,
      })),
    ),
  ];
  const markup = renderToStaticMarkup(
    createElement(ChartFigure, {
      ...{ figure, marks, chosen: [], size: 8, hatch: 'hatch', onUnder: () => undefined },
      reference: reference.data,
      areas: findings.map((finding) => ({ ...finding, label: '' })),
    }),
  );
  return [...markup.matchAll(/<path d="([^"]+)"([^>]*)>/g)]
    .filter(([, , rest = '']) => !rest.includes('data-shape'))
    .map(([, path = '']) => path);
}

describe('the body chart on paper', () => {
  const drawn = onPaper();

  it.each(['back', 'side-right', 'head-left'])('draws of %s the paths of the screen', (id) => {
    const screen = onScreen(id);
    expect(screen.length).toBeGreaterThan(20);
    expect(screen.filter((path) => !drawn.has(path))).toEqual([]);
  });

  it('draws what was drawn by hand, and the region that was chosen', () => {
    const side = bodyChart.figures.find(({ id }) => id === 'side-right');
    const back = bodyChart.figures.find(({ id }) => id === 'back');
    const thigh = back?.shapes.find(({ region, side: of }) => region === 'thigh-posterior' && of === 'left');
    expect(drawn).toContain(side && strokePath(side, area));
    expect(drawn).toContain(thigh?.path);
  });

  it('leaves out the figures on which nothing stands', () => {
    for (const id of ['front', 'side-left', 'head-front', 'hands-palmar', 'feet-plantar']) {
      const outline = bodyChart.figures.find((figure) => figure.id === id)?.outline ?? '';
      expect(drawn.has(outline)).toBe(false);
    }
  });

  it('joins the electrodes that were recorded, tells them apart, and says where the pain goes', () => {
    const { marks, joins, spoken } = chartOf(reference, findings, blocks, en, summaryWords);
    const electrodes = marks.filter(({ kind }) => kind === 'electrode');
    expect(electrodes.map(({ spoken: said }) => said)).toEqual([
      'C Electrode, Gluteus maximus, left',
      'Ca1 Electrode, Biceps femoris, left, current to Gluteus medius, left',
      'C Electrode, Soleus, left',
      'Cb1 Electrode, Gluteus medius, left, current to Biceps femoris, left',
    ]);
    expect(joins).toEqual([{ figure: 'back', from: 'Ca1', to: 'Cb1', crossesChest: false }]);
    expect(spoken).toEqual([
      '1 sends pain to: area drawn on the right side',
      '3 sends pain to: Back of thigh, left',
    ]);
  });

  it('keeps its key out of what is printed below, however many signs and figures there are', () => {
    const paper = newPaper();
    const depths: number[] = [];
    const move = paper.doc.translate.bind(paper.doc);
    paper.doc.translate = (x: number, y: number) => {
      depths.push(y);
      return move(x, y);
    };
    const everyKind = [
      ...blocks,
      block('i', 'biopuncture', 'soleus'),
      block('m', 'magnetic-pemf', 'masseter'),
    ];
    const ofEach = findings.flatMap((finding) =>
      (['tender-point-attachment', 'periosteal-tender-point', 'tender-point-soft-tissue'] as const).map(
        (structureType) => ({
          ...finding,
          structureType,
          ...(finding.mark?.figure === 'side-right' && {
            mark: { figure: 'back', x: 5500, y: 1600 },
            referredArea: [],
          }),
        }),
      ),
    );
    const heel = newFindingOf({ siteId: 'site-calcaneus-medial-process', side: 'right', grade: 1 });
    bodyChartFigure(
      paper,
      bodyChart,
      chartOf(reference, [...findings.slice(2), ...ofEach, heel], everyKind, en, summaryWords),
      {
        ...{ kinds: summaryWords.kinds, area: summaryWords.area },
        ...{ join: summaryWords.join, joinChest: summaryWords.joinChest },
      },
    );
    expect(Math.max(...depths)).toBeLessThan(paper.y);
  });
});

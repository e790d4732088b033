import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { Administration } from '../../../../shared/contract/administration.ts';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { SessionView, TreatmentSession } from '../../../../shared/contract/treatments.ts';
import type { RegionSide } from '../../../../shared/rules/findings.ts';
import { needlesOfVisit } from '../../../../shared/rules/needle-count.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { type Fact, facts, heading, paragraph } from '../../../paper/blocks.ts';
import { dateText, momentText } from '../../../paper/dates.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { type Row, table } from '../../../paper/table.ts';
import { letterOf, siteName } from './summary.chart.ts';
import { mixtureLetters } from './summary.rows.ts';
import { derivedAt, derivedOf, settingsOf, settingWords, unitText } from './summary.settings.ts';
import type { SummaryWords } from './summary.words.ts';

export interface SummaryView {
  readonly session: TreatmentSession;
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly complaint: string;
  /** Where it hurts, so that a finding elsewhere is called remote; absent in papers from before it was kept. */
  readonly complaintRegions?: readonly RegionSide[];
  /** Findings of earlier visits as they were last examined before this one; absent in papers from before it was kept. */
  readonly open?: readonly OpenFinding[];
  readonly plannedSessions: number | null;
  /** Moments at which the consents that the visit relied on were completed. */
  readonly consentsOf: readonly string[];
  /** Names for ids that block values hold (devices). */
  readonly names: Readonly<Record<string, string>>;
  /** What the patient refused when the note was signed, in words; absent in papers from before it was kept. */
  readonly refusals?: readonly string[];
  /** Everything of the safety questions that spoke against the visit; absent in papers from before it was kept. */
  readonly hits?: SessionView['hits'];
  /** What happened at the visit or after it, as far as it had been reported when this was drawn. */
  readonly events?: readonly { readonly on: string; readonly severity: string; readonly words: string }[];
  /** Files that lie with the note. */
  readonly files?: readonly { readonly name: string; readonly inError: boolean }[];
  readonly aftercare: readonly string[];
  readonly next: { readonly startsAt: string; readonly practitioner: string; readonly type: string } | null;
}

export type SummarySource = {
  readonly reference: Reference;
  readonly view: SummaryView;
  readonly words: SummaryWords;
};

/** A text that was typed; null for none. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The blocks of the visit with settings, what follows from them, and sites. */
export function drawBlocks(paper: Paper, source: SummarySource): void {
  const { blocks } = source.view.session.content;
  heading(paper, 1, source.words.treatment, blocks.length > 0 ? 130 : 30);
  if (blocks.length === 0) paragraph(paper, source.words.noTreatment);
  blocks.forEach((block, index) => drawBlock(paper, source, block, letterOf(index)));
  const counted = blocks.filter(({ values }) => textOf(values['needlesIn']) !== null);
  const sum = needlesOfVisit(blocks);
  if (counted.length > 1 && sum !== null)
    paragraph(paper, source.words.needlesOfVisit(sum.placed, sum.removed), { style: 'small' });
}

function drawBlock(
  paper: Paper,
  { reference, view, words }: SummarySource,
  block: ProcedureBlock,
  letter: string,
): void {
  const technique = reference.techniques.get(block.technique);
  const name = [technique?.name ?? block.technique, block.variant?.replaceAll('-', ' ')]
    .filter(Boolean)
    .join(', ');
  heading(paper, 2, words.block(letter, name), 110);
  const needles = countOf(block.values, words);
  const { retained = [], lost } = block;
  const unaccounted = [
    ...(retained.length === 0
      ? []
      : [
          {
            label: words.needlesLeft,
            value: retained
              .map(({ count, siteId, side, dueOn, removedBy }) =>
                words.needleLeft(
                  count,
                  siteName(reference, paper.words, siteId, side),
                  dueOn === null ? '?' : dateText(paper.words, dueOn),
                  removedBy === null ? '?' : words.removers[removedBy],
                ),
              )
              .join('; '),
            span: 3,
          },
        ]),
    ...(lost === undefined
      ? []
      : [
          {
            label: words.needlesLost,
            value: words.needleLost(lost.count, lost.reason, lost.done),
            span: 3,
          },
        ]),
  ];
  const numbers = new Map(
    view.session.content.findings.map((finding, index) => [finding.id, String(index + 1)]),
  );
  const say = settingWords(paper, view.names, words);
  const [only, ...others] = block.sites;
  const alone = only !== undefined && others.length === 0;
  const settings = [
    ...(alone ? siteFacts(paper, { reference, view, words }, only, numbers) : []),
    ...needles,
    ...unaccounted,
    ...settingsOf(reference, block, { ...block.values, ...(alone ? only.values : {}) }, say),
    ...derivedOf(reference, block, say),
  ];
  if (settings.length > 0) facts(paper, settings, 5, { style: 'small', after: 0 });
  if (block.sites.length === 0 || alone) return;
  table(
    paper,
    [
      { header: words.columns.number, width: 26, align: 'end' },
      { header: words.sites, share: 3 },
      { header: words.settings, share: 5 },
    ],
    block.sites.map((site) => ({
      cells: [
        numbers.get(site.findingId ?? '') ?? '',
        { text: siteName(reference, paper.words, site.siteId, site.side), style: 'smallStrong' },
        [
          ...countOf(site.values, words),
          ...settingsOf(reference, block, site.values, say),
          ...derivedAt(reference, block, site, say),
        ]
          .map(({ label, value }) => `${label}: ${value}`)
          .join('; '),
      ],
    })),
  );
}

/** Needles in and out, of a block or of one of its places. */
function countOf({ needlesIn, needlesOut }: ProcedureBlock['values'], words: SummarySource['words']) {
  const placed = textOf(needlesIn);
  if (placed === null) return [];
  return [{ label: words.needlesLabel, value: words.needles(placed, textOf(needlesOut) ?? '?') }];
}

/** The one site of a block, with the number of the finding that it treats. */
function siteFacts(
  paper: Paper,
  { reference, words }: SummarySource,
  site: ProcedureBlock['sites'][number],
  numbers: ReadonlyMap<string, string>,
): Fact[] {
  const number = numbers.get(site.findingId ?? '');
  const name = siteName(reference, paper.words, site.siteId, site.side);
  return [
    {
      label: words.site,
      value: [
        { text: name, face: 'semibold' },
        { text: number === undefined ? '' : ` (${words.ofFinding(number)})` },
      ],
      span: 2,
    },
  ];
}

/** What was injected, row by row, with class, lot and dose. */
export function drawSubstances(paper: Paper, { reference, view, words }: SummarySource): void {
  const { administrations } = view.session;
  heading(paper, 1, words.substances, administrations.length > 0 ? 105 : 20);
  if (administrations.length === 0) {
    paragraph(paper, words.noSubstances);
    return;
  }
  const letters = mixtureLetters(administrations);
  const { injected } = words;
  const row = (given: Administration): Row => {
    const mixed = letters.get(given.syringeId);
    const where = given.sites
      .map(({ siteId, side }) => siteName(reference, paper.words, siteId, side))
      .join('; ');
    return {
      shaded: given.reversedAt !== null,
      cells: [
        [
          { text: given.substanceName, face: 'semibold' },
          {
            text: `\n${words.classes[given.disclosureClass]}${mixed === undefined ? '' : `\n${words.mixed(mixed)}`}${given.offLabel ? `\n${words.offLabel}` : ''}`,
          },
          ...(given.reversedAt === null
            ? []
            : [{ text: `\n${words.reversed(given.reversalReason ?? '')}`, face: 'semibold' as const }]),
        ],
        [
          given.productName,
          given.lotNumber === ''
            ? words.collection(given.collectionId)
            : words.lot(given.lotNumber, dateText(paper.words, given.expiryDate)),
          words.container(
            given.containerType.replaceAll('-', ' '),
            given.firstOpenedOn === null ? null : dateText(paper.words, given.firstOpenedOn),
          ),
          ...(given.brought === true ? [words.brought] : []),
        ].join('\n'),
        `${given.strengthValue} ${unitText(given.strengthUnit)}`,
        `${words.total(given.totalVolume)}\n${words.perPoint(given.volumePerPoint, given.points)}`,
        given.doseMg === null ? words.noDose : { text: words.dose(given.doseMg), style: 'smallStrong' },
        `${where}\n${given.route.replaceAll('-', ' ')}; ${words.aspiration(given.aspiration.replaceAll('-', ' '))}\n${words.given(momentText(paper.words, given.givenAt, paper.zone), given.givenBy)}`,
      ],
    };
  };
  table(
    paper,
    [
      { header: injected.substance, share: 4 },
      { header: injected.product, share: 4 },
      { header: injected.strength, width: 56 },
      { header: injected.volume, share: 3 },
      { header: injected.dose, width: 48 },
      { header: injected.where, share: 5 },
    ],
    administrations.map(row),
  );
}

import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { compare, subtract } from '../../../../shared/rules/decimal.ts';
import {
  compareFindings,
  deriveFinding,
  inKilopascal,
  pptMean,
  remoteFromComplaint,
  triggerPointSigns,
  type RegionSide,
} from '../../../../shared/rules/findings.ts';
import { earlierOf } from '../../../../shared/rules/reexamine.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { heading, list, paragraph } from '../../../paper/blocks.ts';
import { bodyChartFigure } from '../../../paper/body-chart.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { dateText } from '../../../paper/dates.ts';
import { table } from '../../../paper/table.ts';
import type { PaperWords } from '../../../paper/words/en.ts';
import { areaPlaces, chartOf, kindOf, siteName } from './summary.chart.ts';
import type { SummarySource } from './summary.done.ts';
import type { SummaryWords } from './summary.words.ts';

/** The body chart, a row for each finding, and what of earlier visits was not examined. */
export function drawFindings(paper: Paper, { reference, view, words }: SummarySource): void {
  const { findings, blocks, left = [] } = view.session.content;
  const open = view.open ?? [];
  heading(paper, 1, words.findings, 320);
  bodyChartFigure(paper, reference.data.bodyChart, chartOf(reference, findings, blocks, paper.words, words), {
    kinds: words.kinds,
    area: words.area,
    join: words.join,
    joinChest: words.joinChest,
  });
  paragraph(paper, words.chartNote, { style: 'smallItalic', after: 4 });
  if (findings.length === 0) paragraph(paper, words.noFindings);
  else {
    drawRows(paper, { reference, findings, complaint: view.complaintRegions ?? [], open, words });
    paragraph(paper, words.gradeNote, { style: 'smallItalic' });
  }
  if (left.length === 0) return;
  heading(paper, 2, words.leftTitle, 40);
  list(
    paper,
    left.map((id) => ({
      text: leftText(
        paper,
        reference,
        words,
        open.find(({ finding }) => finding.id === id),
      ),
    })),
    { style: 'small' },
  );
}

interface Rows {
  reference: Reference;
  findings: readonly Finding[];
  complaint: readonly RegionSide[];
  open: readonly OpenFinding[];
  words: SummaryWords;
}

function drawRows(paper: Paper, { reference, findings, complaint, open, words }: Rows): void {
  const { columns } = words;
  table(
    paper,
    [
      { header: columns.number, width: 26, align: 'end' },
      { header: columns.site, share: 3 },
      { header: columns.kind, share: 2 },
      { header: columns.grade, width: 58 },
      { header: columns.more, share: 4 },
    ],
    findings.map((finding, index) => {
      const segments = reference.sites.get(finding.siteId)?.segments ?? [];
      const derived = derivedText(reference, finding, complaint, words);
      const since = sinceText(paper, finding, earlierOf(finding, open), words);
      const signs = signsOf(reference, finding, paper.words, words);
      return {
        cells: [
          String(index + 1),
          [
            { text: siteName(reference, paper.words, finding.siteId, finding.side), face: 'semibold' },
            { text: segments.length === 0 ? '' : `\n${words.segments(segments.join(', '))}` },
          ],
          words.kinds[kindOf(finding)],
          words.grade(finding.grade),
          [
            { text: derived === '' ? '' : `${derived}\n`, face: 'semibold' },
            { text: [signs, since].filter((part) => part !== '').join('\n') },
          ],
        ],
      };
    }),
    { after: 2 },
  );
}

/** What follows from the finding and was never typed. */
function derivedText(
  reference: Reference,
  finding: Finding,
  complaint: readonly RegionSide[],
  { derived }: SummaryWords,
): string {
  return [
    deriveFinding(reference, finding).meetsTriggerPointCriteria
      ? derived.triggerPoint(
          triggerPointSigns(finding)
            .map((sign) => derived.signs[sign])
            .join(', '),
        )
      : '',
    remoteFromComplaint(reference, finding, complaint) ? derived.remote : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** What the last examination had found, where that was something else. */
function sinceText(
  paper: Paper,
  finding: Finding,
  before: OpenFinding | null,
  { since }: SummaryWords,
): string {
  if (before === null) return '';
  const change = compareFindings(before.finding, finding);
  const was = [
    change.grade === null ? '' : since.grade(before.finding.grade ?? 0),
    change.ppt === null ? '' : since.pressure(pptMean(before.finding.ppt) ?? ''),
    change.activity === null ? '' : before.finding.activity,
  ].filter((part) => part !== '');
  const day = dateText(paper.words, before.finding.examinedOn);
  return was.length === 0 ? since.same(day) : since.on(day, was.join(', '));
}

/** A finding of an earlier visit that was left unexamined, as it was last seen. */
function leftText(
  paper: Paper,
  reference: Reference,
  words: SummaryWords,
  one: OpenFinding | undefined,
): string {
  if (one === undefined) return words.leftUnknown;
  const { siteId, side, grade, examinedOn } = one.finding;
  return words.left(
    siteName(reference, paper.words, siteId, side),
    words.kinds[kindOf(one.finding)].toLowerCase(),
    words.grade(grade),
    dateText(paper.words, examinedOn),
  );
}

/** The further signs of a finding, as one line of plain words. */
function signsOf(reference: Reference, finding: Finding, paper: PaperWords, words: SummaryWords): string {
  const { signs } = words;
  const attachment = finding.attachmentSiteId;
  const referral = [
    finding.referredPain.trim(),
    ...areaPlaces(reference, finding, words),
    finding.referredQuality === undefined ? '' : signs.quality[finding.referredQuality],
  ].filter((part) => part !== '');
  return [
    finding.resolved ? signs.resolved : '',
    signs.activity[finding.activity],
    finding.jumpSign ? signs.jumpSign : '',
    finding.twitchOnPalpation ? signs.twitchOnPalpation : '',
    finding.band && finding.structureType !== 'taut-band' ? signs.band : '',
    finding.bandLengthMm === undefined ? '' : signs.bandLength(finding.bandLengthMm),
    finding.needleResistance === undefined ? '' : signs.resistance[finding.needleResistance],
    finding.nodule ? signs.nodule(finding.noduleSizeMm) : '',
    attachment === undefined || attachment === finding.siteId
      ? ''
      : signs.attachment(reference.sites.get(attachment)?.name ?? attachment),
    finding.nearestJoint === undefined || finding.nearestJoint === ''
      ? ''
      : signs.joint(finding.nearestJoint, finding.distanceToJointMm),
    referral.length === 0 ? '' : signs.referred(paper.together(...referral)),
    finding.recognisedByPatient === undefined
      ? ''
      : signs.recognised[finding.recognisedByPatient ? 'yes' : 'no'],
    finding.suspectedOrigin === undefined ? '' : signs.origin(finding.suspectedOrigin),
    pressureText(finding, words),
    finding.note,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function pressureText(finding: Finding, { signs }: SummaryWords): string {
  const [own, other] = [pptMean(finding.ppt), pptMean(finding.pptOtherSide)];
  const measured = (mean: string, readings: readonly string[] = []) => ({
    ...{ mean, kpa: inKilopascal(mean), readings },
  });
  if (own === null) return other === null ? '' : signs.pressureOther(measured(other, finding.pptOtherSide));
  if (other === null) return signs.pressure(measured(own, finding.ppt), null, null);
  const order = compare(own, other);
  const difference =
    order === 0
      ? signs.same
      : order < 0
        ? signs.lower(subtract(other, own))
        : signs.higher(subtract(own, other));
  return signs.pressure(measured(own, finding.ppt), measured(other, finding.pptOtherSide), difference);
}

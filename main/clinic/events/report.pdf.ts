import type { AdverseEvent } from '../../../shared/contract/events.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { type Fact, facts, heading, notice, paragraph, title } from '../../paper/blocks.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table } from '../../paper/table.ts';
import { en } from './report.words.ts';

export interface EventReportView {
  readonly event: AdverseEvent;
  /** When the visit began that it belongs to. */
  readonly visitAt: string | null;
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
}

/** Everything on record about an event, for whom the clinic has to tell. No authority's form, and none is imitated. */
export function eventReportPdf(
  stationery: Stationery,
  reference: Reference,
  { event, patient, visitAt }: EventReportView,
  print: { readonly documentId: string; readonly drawnAt: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const words = en;
  const { details, standing, followUps } = event;
  const heads = event.kind === 'near-miss' ? words.nearMiss : words.title;
  const paper = openPaper(stationery, {
    ...{ title: heads, subject: patient, documentId: print.documentId, contentHash: null },
    ...{ state: 'final', dated: print.drawnAt },
  });
  const moment = (at: string) => momentText(paper.words, at, paper.zone);
  const day = (on: string | null) => (on === null ? '' : dateText(paper.words, on));
  title(paper, heads, words.made(moment(print.drawnAt)));
  if (standing.inError) notice(paper, [words.inError], { tone: 'strong' });
  const risk = details.riskId === null ? undefined : reference.risks.get(details.riskId)?.name;
  const place = details.siteId === null ? undefined : reference.sites.get(details.siteId)?.name;
  const shown: [string, string, number?][] = [
    [words.patient, patient.name, 2],
    [words.birthDate, day(patient.birthDate)],
    [words.number, patient.number],
    [words.happenedOn, day(event.happenedOn)],
    [words.visit, visitAt === null ? '' : moment(visitAt), 2],
    [words.onset, details.onset, 2],
    [words.noticedBy, details.noticedBy === null ? '' : words.noticers[details.noticedBy]],
    [
      words.type,
      [details.nearMiss === null ? '' : words.misses[details.nearMiss], risk ?? '', details.type]
        .filter((part) => part !== '')
        .join(', '),
      2,
    ],
    [
      words.severity,
      standing.severity === event.severity
        ? words.severities[event.severity]
        : words.firstReported(words.severities[standing.severity], words.severities[event.severity]),
    ],
    [words.seriousness, standing.seriousness.map((one) => words.criteria[one]).join(', '), 2],
    [words.causality, standing.causality === null ? '' : words.causalities[standing.causality]],
    [words.outcome, words.outcomes[standing.outcome]],
    [words.resolvedOn, day(standing.resolvedOn)],
    [words.technique, reference.techniques.get(details.techniqueId ?? '')?.name ?? ''],
    [words.site, [place ?? '', details.side ?? ''].filter((part) => part !== '').join(', ')],
    [words.substance, reference.substances.get(details.substanceId ?? '')?.name ?? ''],
    [words.product, details.productName],
    [words.lot, details.lotNumber],
    [words.needleLot, details.needleLot],
    [words.device, details.device],
  ];
  facts(
    paper,
    shown
      .filter(([, value]) => value !== '')
      .map(([label, value, span]): Fact => ({ label, value, ...(span === undefined ? {} : { span }) })),
    4,
  );
  heading(paper, 1, words.words);
  paragraph(paper, event.words);
  paragraph(
    paper,
    [words.reportedBy(event.reportedBy, moment(event.at)), event.late ? words.late : '']
      .filter((part) => part !== '')
      .join('. '),
    { style: 'small' },
  );
  if (details.action.trim() !== '') {
    heading(paper, 1, words.action);
    paragraph(paper, details.action);
  }
  if (followUps.length > 0) {
    heading(paper, 1, words.followUps);
    const { columns } = words;
    table(
      paper,
      [
        { header: columns.at, width: 96 },
        { header: columns.by, share: 2 },
        { header: columns.words, share: 5 },
        { header: columns.changed, share: 3 },
      ],
      followUps.map((one) => ({
        cells: [
          moment(one.at),
          one.by,
          [one.words, one.action].filter((part) => part !== '').join('\n'),
          [
            one.severity === null ? '' : words.severities[one.severity],
            (one.seriousness ?? []).map((each) => words.criteria[each]).join(', '),
            one.causality === null ? '' : words.causalities[one.causality],
            one.outcome === null ? '' : words.outcomes[one.outcome],
            day(one.resolvedOn),
            one.inError ? words.inError : '',
          ]
            .filter((part) => part !== '')
            .join('\n'),
        ],
      })),
    );
  }
  if (standing.reports.length > 0) {
    heading(paper, 1, words.reports);
    for (const { to, on, no } of standing.reports)
      paragraph(
        paper,
        [to, day(on), no === '' ? '' : words.reference(no)].filter((part) => part !== '').join(', '),
      );
  }
  return closePaper(paper);
}

import { facts, heading, notice, paragraph } from '../../../paper/blocks.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { momentText } from '../../../paper/dates.ts';
import type { SummarySource } from './summary.done.ts';

/** How the note came to be, where that is not the usual way: recorded later, taken over, closed, gone on with in need. */
export function drawWriting(paper: Paper, { reference, view, words }: SummarySource): void {
  const { late, takeovers, closed, grantOverrides, startedAt } = view.session;
  const moment = (instant: string) => momentText(paper.words, instant, paper.zone);
  if (closed !== null)
    notice(paper, [words.closed(moment(closed.at), closed.by), words.reason(closed.reason)], {
      tone: 'strong',
    });
  if (late !== null)
    notice(paper, [words.lateTimes(moment(startedAt), moment(late.recordedAt)), words.reason(late.reason)], {
      ...{ heading: words.lateEntry, tone: 'strong' },
    });
  for (const { from, to, at, reason } of takeovers)
    notice(paper, [words.takenOver(from, to, moment(at)), words.reason(reason)]);
  const labels = new Map(reference.data.techniques.credentialTypes.map(({ id, label }) => [id, label]));
  for (const { practitioner, lacks, at, reason } of grantOverrides)
    notice(
      paper,
      [
        words.wentOn(practitioner, moment(at)),
        lacks
          .map(({ kind, id, techniqueId }) =>
            words.lacked(
              labels.get(id) ?? reference.substances.get(id)?.name ?? reference.sites.get(id)?.name ?? id,
              words.lackKinds[kind],
              reference.techniques.get(techniqueId)?.name ?? techniqueId,
            ),
          )
          .join('; '),
        words.reason(reason),
      ],
      { heading: words.emergency, tone: 'strong' },
    );
}

/** The whole of a note of a call. */
export function drawCall(paper: Paper, { view, words }: SummarySource): void {
  const { phone } = view.session.content;
  facts(paper, [{ label: words.caller, value: phone?.caller || paper.words.none, span: 4 }], 4);
  for (const [label, text] of [
    [words.about, phone?.about],
    [words.advice, phone?.advice],
  ] as const) {
    heading(paper, 2, label);
    paragraph(paper, text || paper.words.none);
  }
}

/** The signature, the co-signatures that are given, and whose is awaited. */
export function drawSignatures(paper: Paper, { view, words }: SummarySource): void {
  const { session } = view;
  const moment = (instant: string) => momentText(paper.words, instant, paper.zone);
  if (session.signedAt === null) {
    notice(paper, [words.unsigned], { tone: 'strong' });
    return;
  }
  notice(paper, [
    [
      {
        text: words.signed(session.signedBy ?? session.practitionerName, moment(session.signedAt)),
        face: 'semibold',
      },
      { text: session.contentHash === null ? '' : `\n${words.proof(session.contentHash)}` },
    ],
  ]);
  for (const { from, to, by, reason, at } of session.supervisorChanges)
    notice(paper, [words.passedOn(from, to, by, moment(at)), words.reason(reason)]);
  for (const { name, cosigned } of session.supervisors)
    notice(
      paper,
      cosigned === null
        ? [words.awaiting(name)]
        : [
            [
              { text: words.cosigned(name, moment(cosigned.at)), face: 'semibold' },
              { text: `\n“${cosigned.statement}”\n${words.cosignProof(cosigned.contentHash)}` },
            ],
          ],
      { tone: cosigned === null ? 'strong' : 'plain' },
    );
}

/** Which files lie with the note, by name; they are not part of this paper. */
export function drawFiles(paper: Paper, { view, words }: SummarySource): void {
  const { files = [] } = view;
  if (files.length === 0) return;
  heading(paper, 2, words.files);
  paragraph(paper, files.map(({ name, inError }) => (inError ? words.fileInError(name) : name)).join('; '), {
    style: 'small',
  });
}

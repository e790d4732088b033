import type { SessionView } from '../../../../shared/contract/treatments.ts';
import { heading, paragraph } from '../../../paper/blocks.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { table } from '../../../paper/table.ts';
import { siteName } from './summary.chart.ts';
import type { SummarySource } from './summary.done.ts';

type Hit = SessionView['hits'][number];

/** Questions that nobody answered are told together: a page of them would hide the one that matters. */
const OPEN: ReadonlySet<Hit['cause']> = new Set(['unknown', 'unanswered', 'stale']);

/** Every entry of the safety file that spoke against what was done, strictest first, and by whom a stop was opened. */
export function drawHits(paper: Paper, { reference, view, words }: SummarySource): void {
  const hits = view.hits ?? [];
  const told = hits.filter(({ cause }) => !OPEN.has(cause));
  const open = new Set(hits.filter(({ cause }) => OPEN.has(cause)).map(({ flagId }) => flagId)).size;
  if (hits.length === 0) return;
  const { against } = words;
  heading(paper, 1, against.title, told.length > 0 ? 80 : 24);
  if (told.length > 0)
    table(
      paper,
      [
        { header: against.columns.level, width: 44 },
        { header: against.columns.question, share: 4 },
        { header: against.columns.holds, share: 4 },
        { header: against.columns.why, share: 6 },
        { header: against.columns.source, share: 2 },
      ],
      told.map((hit) => ({
        shaded: hit.level === 'block',
        cells: [
          { text: against.levels[hit.level], style: 'smallStrong' as const },
          hit.name,
          [
            { text: nameOf(reference, hit) },
            {
              text: hit.sites
                .map((key) => {
                  const [siteId = '', side = 'midline'] = key.split(':');
                  return `\n${siteName(reference, paper.words, siteId, side as 'left')}`;
                })
                .join(''),
            },
          ],
          [
            { text: hit.why },
            { text: openedBy(view.session.content.overrides ?? [], hit, words), face: 'semibold' as const },
          ],
          hit.source.join(', '),
        ],
      })),
    );
  if (open > 0) paragraph(paper, against.others(open), { style: 'small' });
}

function nameOf(reference: SummarySource['reference'], { target: { kind, id } }: Hit): string {
  return (
    (kind === 'substance' ? reference.substances.get(id)?.name : reference.techniques.get(id)?.name) ?? id
  );
}

function openedBy(
  overrides: NonNullable<SummarySource['view']['session']['content']['overrides']>,
  { level, flagId, target, override }: Hit,
  { against }: SummarySource['words'],
): string {
  const written = overrides.find((one) => one.flagId === flagId && one.targetId === target.id);
  if (level !== 'block' || written === undefined) return '';
  return `\n${against.opened((override ?? '').replaceAll('-', ' '), written.authorisedBy, written.reason, written.document)}`;
}

import type { EarlierVisit, OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { SessionContent, TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { CHARTED_VALUES } from '../../../../shared/rules/chart-marks.ts';
import { openFindings, toReexamine } from '../../../../shared/rules/reexamine.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import { findEarlier } from './earlier.store.ts';
import { findSession } from '../store.ts';

const mostVisits = 30;

type Asked = { patientId: string; courseId: string | null; startedAt: string };

async function visitsBefore(db: Reader, asked: Asked): Promise<EarlierVisit[]> {
  const rows = await findEarlier(db, asked, mostVisits);
  return rows.map(({ id, startedAt, content }) => {
    const { findings, blocks } = JSON.parse(content) as SessionContent;
    return {
      sessionId: id,
      startedAt,
      findings,
      blocks: blocks.map(({ id: blockId, technique, values, sites }) => ({
        id: blockId,
        technique,
        values: charted(values),
        sites: sites.map(({ siteId, side, values: own, mark }) => ({
          siteId,
          side,
          values: charted(own),
          ...(mark && { mark }),
        })),
      })),
    };
  });
}

function charted(values: ProcedureBlock['values']): ProcedureBlock['values'] {
  return Object.fromEntries(Object.entries(values).filter(([field]) => CHARTED_VALUES.has(field)));
}

/** What earlier visits put on the chart, and what of it is still to be examined. */
export async function earlierVisits(
  db: Reader,
  input: { id: string },
  act: Act,
): Promise<{ visits: EarlierVisit[]; open: OpenFinding[] }> {
  const row = await findSession(db, input.id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  const visits = await visitsBefore(db, row);
  return { visits, open: openFindings(visits) };
}

/** What of earlier visits was still there when a visit began, each as last examined. */
export async function openBefore(db: Reader, session: Asked): Promise<OpenFinding[]> {
  return openFindings(await visitsBefore(db, session));
}

/** Findings are examined anew at each visit and never copied: what was there last time is examined today, or left by choice. */
export async function reexamineIssues(db: Reader, session: TreatmentSession): Promise<RecordIssue[]> {
  const open = await openBefore(db, session);
  const waiting = toReexamine(open, session.content);
  return waiting.length === 0
    ? []
    : [
        {
          level: 'refuse',
          code: 'findings-not-re-examined',
          fieldKey: 'findings',
          params: { value: String(waiting.length) },
        },
      ];
}

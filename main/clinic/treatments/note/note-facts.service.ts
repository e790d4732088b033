import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import type { Reader } from '../../../db/schema.ts';
import { overridesIn } from '../../staff/service.ts';
import { lateOf } from './frozen-note.ts';
import { findClosure, findTakeovers, type SupervisorRow } from './notes.store.ts';
import type { SessionRow } from '../store.ts';
import { findSupervisorChanges } from './supervision.store.ts';

type Facts = Pick<
  TreatmentSession,
  | 'kind'
  | 'late'
  | 'savedBy'
  | 'takeovers'
  | 'closed'
  | 'supervisors'
  | 'supervisorChanges'
  | 'grantOverrides'
>;

/** What is known of the writing of a note, beside what was written. */
export async function noteFactsOf(
  db: Reader,
  row: SessionRow,
  supervisors: readonly SupervisorRow[],
): Promise<Facts> {
  return {
    kind: row.kind,
    late: lateOf(row),
    savedBy: row.savedByName,
    takeovers: (await findTakeovers(db, row.id)).map(({ from, to, reason, at }) => ({
      from,
      to,
      reason,
      at,
    })),
    closed: (await findClosure(db, row.id)) ?? null,
    supervisors: supervisors
      .filter(({ replaced }) => replaced === 0)
      .map(({ supervisorId: id, name, supervisor, at, statement, contentHash }) => ({
        ...{ id, name: supervisor ?? name },
        cosigned:
          at === null || statement === null || contentHash === null ? null : { at, statement, contentHash },
      })),
    supervisorChanges: (await findSupervisorChanges(db, [row.id])).map(({ from, to, reason, by, at }) => ({
      ...{ from, to, reason, by, at },
    })),
    grantOverrides: (await overridesIn(db, row.id)).map(({ practitioner, lacks, reason, at }) => ({
      ...{ practitioner, lacks, reason, at },
    })),
  };
}

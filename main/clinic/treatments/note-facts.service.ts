import type { TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { Reader } from '../../db/schema.ts';
import { overridesIn } from '../staff/service.ts';
import { amendmentsIntact, cosignaturesIntact, isIntact } from './frozen-note.ts';
import { findClosure, findTakeovers, type SupervisorRow } from './notes.store.ts';
import type { AmendmentRow, SessionRow, SignedNoteRow } from './store.ts';

type Facts = Pick<
  TreatmentSession,
  'kind' | 'late' | 'savedBy' | 'takeovers' | 'closed' | 'supervisors' | 'grantOverrides'
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
    supervisors: supervisors.map(({ supervisorId: id, name, supervisor, at, statement, contentHash }) => ({
      ...{ id, name: supervisor ?? name },
      cosigned:
        at === null || statement === null || contentHash === null ? null : { at, statement, contentHash },
    })),
    grantOverrides: (await overridesIn(db, row.id)).map(({ practitioner, lacks, reason, at }) => ({
      ...{ practitioner, lacks, reason, at },
    })),
  };
}

export function lateOf({
  recordedAt,
  lateReason,
}: Pick<SessionRow, 'recordedAt' | 'lateReason'>): Facts['late'] {
  return recordedAt === null ? null : { recordedAt, reason: lateReason ?? '' };
}

/** Whether everything that was signed over this note still fits what is stored. */
export function isSound(
  note: SignedNoteRow,
  amendments: readonly AmendmentRow[],
  supervisors: readonly SupervisorRow[],
  now: Parameters<typeof isIntact>[1],
): boolean {
  return (
    isIntact(note, now) &&
    amendmentsIntact(note.contentHash, amendments) &&
    cosignaturesIntact(note, amendments, supervisors)
  );
}

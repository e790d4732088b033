import type { SessionLine } from '../../../../shared/contract/treatments.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Reader } from '../../../db/schema.ts';
import { brokenAmong } from './soundness.service.ts';
import { findSessionLines } from '../store.ts';
import { lineOf } from '../visit/views.service.ts';

/** The visits and calls of a patient or a course, newest first, each with whether its signature still fits. */
export async function linesOf(
  db: Reader,
  of: { patientId: string } | { courseId: string },
  reference: Reference,
): Promise<SessionLine[]> {
  const rows = await findSessionLines(db, of);
  const broken = await brokenAmong(
    db,
    rows.filter(({ signed }) => signed === 1).map(({ id }) => id),
  );
  return rows.map((row) => lineOf(row, !broken.has(row.id), reference));
}

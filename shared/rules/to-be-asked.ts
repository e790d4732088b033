import type { Reopened, ToBeAskedFilter } from '../contract/register.ts';

/** The work-list as it was narrowed: the same on the screen as on paper. */
export function narrowed(rows: readonly Reopened[], { why, practitionerId }: ToBeAskedFilter): Reopened[] {
  return rows.filter(
    (row) =>
      (why === null || row.reasons.some((reason) => reason.why === why)) &&
      (practitionerId === null || row.practitionerId === practitionerId),
  );
}

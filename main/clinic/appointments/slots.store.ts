import type { Resource } from '../../../shared/rules/phases.ts';
import { instantAt, type Span } from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';

/** What does not count as taken: a visit about to be moved, a hold of one's own, holds that have run out. */
export interface Aside {
  appointmentId?: string | undefined;
  holdIds: readonly string[];
}

/** No claim is longer than twelve hours. */
const longest = 721 * 60_000;

/** What each of these is kept for in that time, as spans by resource id. */
export async function findBusy(
  db: Reader,
  resource: Resource,
  ids: readonly string[],
  { from, to }: Span,
  { appointmentId, holdIds }: Aside,
): Promise<Map<string, Span[]>> {
  const busy = new Map<string, Span[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return busy;
  const rows = await db
    .selectFrom('appointmentClaims')
    .select(['resourceId', 'startsAt', 'endsAt', 'appointmentId', 'holdId'])
    .where('resource', '=', resource)
    .where('resourceId', 'in', [...ids])
    .where('startsAt', '>', instantAt(from - longest))
    .where('startsAt', '<', instantAt(to))
    .execute();
  for (const row of rows) {
    if (row.holdId === null ? row.appointmentId === appointmentId : holdIds.includes(row.holdId)) continue;
    busy.get(row.resourceId)?.push({ from: Date.parse(row.startsAt), to: Date.parse(row.endsAt) });
  }
  return busy;
}

export async function findExpiredHolds(db: Reader, now: string): Promise<string[]> {
  const rows = await db.selectFrom('slotHolds').select('id').where('expiresAt', '<=', now).execute();
  return rows.map(({ id }) => id);
}

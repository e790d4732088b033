import { sql } from 'kysely';
import type { Reader } from '../../../db/schema.ts';
import { given, type GivenRow } from './administration.store.ts';

export type InjectionRow = GivenRow & { signed: 0 | 1; amended: 0 | 1; voided: 0 | 1 };

interface Wanted {
  from: string;
  to: string;
  practitionerId: string | null;
  substanceId: string | null;
  /** Empty for every lot. */
  lotKey: string;
}

/** Injections from an instant to before another, oldest first, with how their notes stand. */
export function findInjections(db: Reader, wanted: Wanted, limit: number): Promise<InjectionRow[]> {
  let rows = given(db)
    .select([
      sql<0 | 1>`EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = a.sessionId)`.as('signed'),
      sql<0 | 1>`EXISTS (SELECT 1 FROM noteAmendments n WHERE n.sessionId = a.sessionId)`.as('amended'),
      sql<
        0 | 1
      >`EXISTS (SELECT 1 FROM noteAmendments n WHERE n.sessionId = a.sessionId AND n.kind = 'entered-in-error')`.as(
        'voided',
      ),
    ])
    .where('a.givenAt', '>=', wanted.from)
    .where('a.givenAt', '<', wanted.to)
    .limit(limit);
  if (wanted.practitionerId !== null) rows = rows.where('a.givenBy', '=', wanted.practitionerId);
  if (wanted.substanceId !== null) rows = rows.where('a.substanceId', '=', wanted.substanceId);
  if (wanted.lotKey !== '') rows = rows.where('a.lotKey', '=', wanted.lotKey);
  return rows.execute();
}

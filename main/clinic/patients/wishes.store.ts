import type { Reader } from '../../db/schema.ts';

/** In which ways each of these wishes to be reached; nothing of those who were never asked. */
export async function findWishes(db: Reader, patientIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  // Few enough to a question for any build of the engine.
  for (let at = 0; at < patientIds.length; at += 500) {
    const rows = await db
      .selectFrom('contactChoices')
      .select(['patientId', 'ways'])
      .where('patientId', 'in', patientIds.slice(at, at + 500))
      .where('askedAt', 'is not', null)
      .execute();
    for (const { patientId, ways } of rows) found.set(patientId, JSON.parse(ways) as string[]);
  }
  return found;
}

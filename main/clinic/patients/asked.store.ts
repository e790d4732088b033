import type { Reader } from '../../db/schema.ts';

/** How far each of these patients has been asked; without allergies, medicines and weights themselves. */
export async function findAsked(db: Reader, patientIds: readonly string[]) {
  if (patientIds.length === 0) return { people: [], answers: [] };
  const people = await db
    .selectFrom('patients as p')
    .leftJoin('safetyRecords as s', 's.patientId', 'p.id')
    .select(['p.id', 'p.birthDate', 's.allergyState', 's.medicineState'])
    .where('p.id', 'in', [...patientIds])
    .execute();
  const answers = await db
    .selectFrom('safetyAnswers')
    .selectAll()
    .where('patientId', 'in', [...patientIds])
    .execute();
  return { people, answers };
}

import type { Identity } from '../../../shared/contract/patients.ts';
import type { Reader } from '../../db/schema.ts';
import type { Allergy, SafetyAnswer } from './facts.rules.ts';

/** What the form says of its patient. */
export async function patientRow(db: Reader, id: string) {
  const row = await db.selectFrom('patients').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const safety = await db.selectFrom('safetyRecords').select('allergies').where('patientId', '=', id).executeTakeFirst();
  const answers = await db.selectFrom('safetyAnswers').selectAll().where('patientId', '=', id).orderBy('flagId').execute();
  const details = JSON.parse(row.details) as Partial<Identity>;
  return {
    name: [row.givenName, row.familyName].filter((part) => part !== '').join(' '),
    birthDate: row.birthDate,
    number: String(row.number),
    guardians: details.guardians ?? [],
    allergies: JSON.parse(safety?.allergies ?? '[]') as Allergy[],
    answers: answers.map(({ patientId: _, regions, ...answer }): SafetyAnswer => ({ ...answer, regions: JSON.parse(regions) })),
  };
}

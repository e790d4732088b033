import type { SafetyAnswer, SafetyRecord } from '../../../shared/contract/patients.ts';
import type { Reader } from '../../db/schema.ts';
import { findAsked } from './asked.store.ts';

/** What has been asked of a patient, for those who only have to know whether anything is open. */
export interface Asked extends Pick<SafetyRecord, 'allergyState' | 'medicineState' | 'answers'> {
  birthDate: string;
}

/** Of all these patients in two readings. */
export async function askedOf(db: Reader, patientIds: readonly string[]): Promise<Map<string, Asked>> {
  const { people, answers } = await findAsked(db, [...new Set(patientIds)]);
  const byPatient = Map.groupBy(answers, ({ patientId }) => patientId);
  return new Map(
    people.map(({ id, birthDate, allergyState, medicineState }) => [
      id,
      {
        birthDate,
        allergyState: allergyState ?? 'not-asked',
        medicineState: medicineState ?? 'not-asked',
        answers: (byPatient.get(id) ?? []).map(({ patientId: _, regions, ...answer }): SafetyAnswer => ({
          ...answer,
          regions: JSON.parse(regions) as string[],
        })),
      },
    ]),
  );
}

import type { Allergy, Medicine, SafetyAnswer, SafetyRecord } from '../../../shared/contract/patients.ts';
import { every, first } from '../../db/prepared.ts';
import type { Reader, Tx } from '../../db/schema.ts';

const recordOf = first((db, patientId: string) =>
  db.selectFrom('safetyRecords').selectAll().where('patientId', '=', patientId),
);
const answersOf = every((db, patientId: string) =>
  db.selectFrom('safetyAnswers').selectAll().where('patientId', '=', patientId).orderBy('flagId'),
);

export async function findSafety(db: Reader, patientId: string): Promise<SafetyRecord | undefined> {
  const row = await recordOf(db, patientId);
  if (row === undefined) return undefined;
  const answers = await answersOf(db, patientId);
  return {
    allergyState: row.allergyState,
    allergies: JSON.parse(row.allergies) as Allergy[],
    medicineState: row.medicineState,
    medicines: JSON.parse(row.medicines) as Medicine[],
    answers: answers.map(({ patientId: _, regions, ...answer }) => ({
      ...answer,
      regions: JSON.parse(regions) as string[],
    })),
    weight:
      row.weightKg === null || row.weighedOn === null
        ? null
        : { kg: row.weightKg, measuredOn: row.weighedOn },
    heightCm: row.heightCm,
    version: row.version,
  };
}

export async function putSafety(
  tx: Tx,
  patientId: string,
  safety: Omit<SafetyRecord, 'answers'>,
): Promise<void> {
  const row = {
    allergyState: safety.allergyState,
    allergies: JSON.stringify(safety.allergies),
    medicineState: safety.medicineState,
    medicines: JSON.stringify(safety.medicines),
    weightKg: safety.weight?.kg ?? null,
    weighedOn: safety.weight?.measuredOn ?? null,
    heightCm: safety.heightCm,
    version: safety.version,
  };
  await tx
    .insertInto('safetyRecords')
    .values({ patientId, ...row })
    .onConflict((conflict) => conflict.column('patientId').doUpdateSet(row))
    .execute();
}

/** Answers confirmed now replace earlier ones to the same question; the others keep their day. */
export async function putAnswers(tx: Tx, patientId: string, answers: readonly SafetyAnswer[]): Promise<void> {
  for (const { flagId, ...answer } of answers) {
    const row = { ...answer, regions: JSON.stringify(answer.regions) };
    await tx
      .insertInto('safetyAnswers')
      .values({ patientId, flagId, ...row })
      .onConflict((conflict) => conflict.columns(['patientId', 'flagId']).doUpdateSet(row))
      .execute();
  }
}

/** Asked here, because the refusals in turn ask for their patient. */
export async function refusesAnything(db: Reader, patientId: string): Promise<boolean> {
  const row = await db
    .selectFrom('limits')
    .leftJoin('limitLifts', 'limitLifts.limitId', 'limits.id')
    .select('limits.id')
    .where('limits.patientId', '=', patientId)
    .where('limitLifts.limitId', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

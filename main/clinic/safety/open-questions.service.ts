import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import { screen } from '../../../shared/rules/contraindications.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { askedOf } from '../patients/service.ts';
import { answersOf } from './rules.ts';

/**
 * How many things of the safety talk are open before each of these visits, in their order, without saying which. A kind
 * of visit without techniques may become any of them.
 */
export async function openQuestionsOf(
  db: Reader,
  visits: readonly { patientId: string; techniques: readonly string[] }[],
  act: Act,
): Promise<number[]> {
  const { reference, clinic } = act;
  const today = dateAt(act.now, clinic.zone);
  const dayOf = (instant: string) => dateAt(instant, clinic.zone);
  const asked = await askedOf(
    db,
    visits.map(({ patientId }) => patientId),
  );
  return visits.map(({ patientId, techniques }) => {
    const known = asked.get(patientId);
    if (known === undefined) return 0;
    const plan = {
      techniques: techniques.length > 0 ? techniques : [...reference.techniques.keys()],
      ...{ sites: [], substances: [], ageYears: ageOn(known.birthDate, today) },
    };
    const { toAsk } = screen(reference, answersOf(known, dayOf, null), plan, today);
    return (
      toAsk.length + Number(known.allergyState === 'not-asked') + Number(known.medicineState === 'not-asked')
    );
  });
}

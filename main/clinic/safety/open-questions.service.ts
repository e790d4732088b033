import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import { screen } from '../../../shared/rules/contraindications.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { askedOf } from '../patients/service.ts';
import { answersOf } from './rules.ts';

export interface SafetyBefore {
  /** How many things of the safety talk are open, without saying which. */
  open: number;
  /** Names of what stops a technique that the kind of visit brings, wherever it would be done. */
  stops: string[];
}

/**
 * What the safety file says before each of these visits, in their order. A kind of visit without techniques may become any
 * of them: then all questions are counted, and nothing stops it yet.
 */
export async function safetyBefore(
  db: Reader,
  visits: readonly { patientId: string; techniques: readonly string[] }[],
  act: Act,
): Promise<SafetyBefore[]> {
  const { reference, clinic } = act;
  const today = dateAt(act.now, clinic.zone);
  const dayOf = (instant: string) => dateAt(instant, clinic.zone);
  const record = await askedOf(
    db,
    visits.map(({ patientId }) => patientId),
  );
  return visits.map(({ patientId, techniques }) => {
    const known = record.get(patientId);
    if (known === undefined) return { open: 0, stops: [] };
    const plan = {
      techniques: techniques.length > 0 ? techniques : [...reference.techniques.keys()],
      ...{ sites: [], substances: [], ageYears: ageOn(known.birthDate, today) },
    };
    const { toAsk, hits } = screen(reference, answersOf(known, dayOf, null), plan, today);
    const asked = Number(known.allergyState === 'not-asked') + Number(known.medicineState === 'not-asked');
    const stops = hits.filter(
      ({ level, cause, placeUnsaid }) => level === 'block' && cause === 'yes' && !placeUnsaid,
    );
    return {
      open: toAsk.length + asked,
      stops: techniques.length === 0 ? [] : [...new Set(stops.map(({ name }) => name))],
    };
  });
}

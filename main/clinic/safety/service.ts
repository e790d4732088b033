import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import { screen } from '../../../shared/rules/contraindications.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { nameOfLimit, refusalsOf, standingNow } from '../limits/service.ts';
import { patientHeader, safetyOf } from '../patients/service.ts';
import { standings } from '../substances/service.ts';
import { alertsOf, allergyAlerts, answersOf, refusalAlerts, strictestFirst, type Alert } from './rules.ts';

export type { Alert } from './rules.ts';

/**
 * What speaks against a plan, strictest first: the safety answers, the planned places, the substances, the allergies.
 * Without sites every effect that depends on a place is told, as at booking.
 * @param confirmedAt when all answers were asked again in this visit
 */
export async function alertsFor(
  db: Reader,
  patientId: string,
  techniques: readonly string[],
  sites: readonly { siteId: string; side: Side }[],
  substances: readonly string[],
  act: Act,
  confirmedAt: string | null = null,
): Promise<Alert[]> {
  const { reference, clinic } = act;
  const today = dateAt(act.now, clinic.zone);
  const dayOf = (instant: string) => dateAt(instant, clinic.zone);
  const safety = await safetyOf(db, patientId);
  const { birthDate } = await patientHeader(db, patientId);
  const answers = answersOf(safety, dayOf, confirmedAt === null ? null : dayOf(confirmedAt));
  const known = substances.filter((id) => reference.substances.has(id));
  const screening = screen(
    reference,
    answers,
    { techniques, sites, substances: known, ageYears: ageOn(birthDate, today) },
    today,
  );
  const injects =
    techniques.some((id) => reference.techniques.get(id)?.delivers === 'substance') || known.length > 0;
  const refusals = standingNow(await refusalsOf(db, patientId)).map((refusal) => ({
    ...refusal,
    name: nameOfLimit(reference, refusal),
  }));
  const classes = new Map(
    [...(await standings(db))].map(([id, { disclosureClass }]) => [id, disclosureClass]),
  );
  return strictestFirst([
    ...refusalAlerts(refusals, { techniques, sites, substances: known }, { reference, classes }),
    ...alertsOf(screening, safety),
    ...allergyAlerts(safety, { substances, injects }),
  ]);
}
export { openQuestionsOf } from './open-questions.service.ts';

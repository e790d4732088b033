import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import {
  screen,
  type ScreeningHit,
  type ScreeningOverride,
} from '../../../shared/rules/contraindications.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import type { DisclosureClass, Side } from '../../../shared/contract/values.ts';
import type { Limit } from '../../../shared/rules/limits.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { nameOfLimit, refusalsOf, standingNow } from '../limits/service.ts';
import { patientHeader, safetyOf } from '../patients/service.ts';
import { standings } from '../substances/service.ts';
import {
  alertsOf,
  allergyAlerts,
  answersOf,
  refusalAlerts,
  saidOnce,
  strictestFirst,
  type Alert,
} from './rules.ts';

export { saidOnce, type Alert } from './rules.ts';

interface Plan {
  techniques: readonly string[];
  sites: readonly { siteId: string; side: Side }[];
  substances: readonly string[];
}

/** Everything that speaks against a plan: every hit of the screening, what the patient refuses, and the alerts made of both. */
export interface Weighed {
  alerts: Alert[];
  hits: ScreeningHit[];
  refusals: readonly (Limit & { name: string; words: string })[];
  classes: ReadonlyMap<string, DisclosureClass>;
  /** What it was weighed by. */
  safety: SafetyRecord;
}

/**
 * What speaks against a plan, strictest first: the safety answers, the planned places, the substances, the allergies.
 * Without sites every effect that depends on a place is told, as at booking.
 * @param confirmedAt when all answers were asked again in this visit
 * @param overrides what was written to go on in spite of a block
 */
export async function weigh(
  db: Reader,
  patientId: string,
  { techniques, sites, substances }: Plan,
  act: Act,
  {
    confirmedAt = null,
    overrides = [],
  }: { confirmedAt?: string | null; overrides?: readonly ScreeningOverride[] } = {},
): Promise<Weighed> {
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
  const alerts = strictestFirst([
    ...refusalAlerts(refusals, { techniques, sites, substances: known }, { reference, classes }),
    ...alertsOf(screening, safety, overrides),
    ...allergyAlerts(safety, { substances, injects }),
  ]);
  return { alerts, hits: screening.hits, refusals, classes, safety };
}

/** The alerts alone, for those who only show them. */
export async function alertsFor(
  db: Reader,
  patientId: string,
  techniques: Plan['techniques'],
  sites: Plan['sites'],
  substances: Plan['substances'],
  act: Act,
): Promise<Alert[]> {
  return saidOnce((await weigh(db, patientId, { techniques, sites, substances }, act)).alerts);
}
export { safetyBefore } from './open-questions.service.ts';

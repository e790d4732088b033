import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { DoseFacts } from '../../../../shared/contract/injection.ts';
import type { AdministrationInput } from '../../../../shared/contract/administration.ts';
import type { CourseInput } from '../../../../shared/contract/treatments.ts';
import { ageOn, dateAt } from '../../../../shared/rules/calendar.ts';
import { multiply } from '../../../../shared/rules/decimal.ts';
import { doseAhead } from '../../../../shared/rules/dose-ahead.ts';
import { unitMark } from '../../../../shared/rules/dose.ts';
import { isSteroid, type Reference } from '../../../../shared/rules/reference.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { patientHeader, safetyOf } from '../../patients/service.ts';
import { findGivenSince } from './administration.store.ts';
import { findCoursesOf } from '../course/course.store.ts';
import { hoursBefore } from '../rules.ts';
import type { SessionRow } from '../store.ts';
import { administrationOf } from './given-rows.ts';

/** Twelve months and a day look back far enough for every window of the reference data. */
const LOOK_BACK_HOURS = 367 * 24;

/** Limits by weight, window, region and day, counted over every part of this syringe and all that was given before. */
export async function doseIssues(
  db: Reader,
  session: SessionRow,
  syringe: AdministrationInput,
  act: Act,
): Promise<RecordIssue[]> {
  return doseAhead(act.reference, await doseFactsOf(db, session, act), syringe).issues;
}

/** What the limits rest on: the patient, and everything given within twelve months, voided notes included. */
export async function doseFactsOf(
  db: Reader,
  session: Pick<SessionRow, 'id' | 'patientId'>,
  act: Act,
): Promise<DoseFacts> {
  const { now, clinic, reference } = act;
  const today = dateAt(now, clinic.zone);
  const { patientId } = session;
  const earlier = await givenDoses(db, session, act);
  const safety = await safetyOf(db, patientId);
  const { birthDate } = await patientHeader(db, patientId);
  return {
    earlier,
    steroids: await earlierSteroids(db, patientId, earlier, reference),
    patient: {
      ageYears: ageOn(birthDate, today),
      weight: safety.weight,
      heightCm: safety.heightCm,
      flags: safety.answers.filter(({ answer }) => answer === 'yes').map(({ flagId }) => flagId),
    },
    ...{ jurisdiction: clinic.jurisdiction, now, today },
  };
}

async function givenDoses(
  db: Reader,
  session: Pick<SessionRow, 'id' | 'patientId'>,
  act: Act,
): Promise<DoseFacts['earlier']> {
  const rows = await findGivenSince(db, session.patientId, hoursBefore(act.now, LOOK_BACK_HOURS));
  return rows
    .map(administrationOf)
    .filter(({ substanceId }) => act.reference.substances.has(substanceId))
    .map(
      ({ substanceId, productName, strengthValue, strengthUnit, doseMg, totalVolume, sites, ...given }) => ({
        ...{ substanceId, productName, strengthUnit, doseMg, sites },
        totalMl: totalVolume,
        units: unitMark(strengthUnit) === null ? null : multiply(strengthValue, totalVolume),
        at: given.givenAt,
        on: dateAt(given.givenAt, act.clinic.zone),
        inVisit: given.sessionId === session.id,
      }),
    );
}

/** Steroids given here, and those that the patient told of: where exactly they went is known only as the complaint's region. */
async function earlierSteroids(
  db: Reader,
  patientId: string,
  earlier: DoseFacts['earlier'],
  reference: Reference,
): Promise<DoseFacts['steroids']> {
  const steroid = (id: string | null) => {
    const substance = id === null ? undefined : reference.substances.get(id);
    return substance !== undefined && isSteroid(substance);
  };
  const here = earlier
    .filter(({ substanceId }) => steroid(substanceId))
    .flatMap(({ on, sites }) =>
      sites.map(({ siteId, side }) => ({ on, side, region: reference.sites.get(siteId)?.region ?? '' })),
    );
  const told = (await findCoursesOf(db, patientId)).flatMap(({ content }) => {
    const { history, regions } = JSON.parse(content) as CourseInput;
    return history
      .filter(({ substanceId }) => steroid(substanceId))
      .flatMap(({ on }) => regions.map((place) => ({ on, ...place })));
  });
  return [...here, ...told];
}

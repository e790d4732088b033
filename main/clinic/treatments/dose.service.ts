import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { AdministrationInput, CourseInput } from '../../../shared/contract/treatments.ts';
import { doseOf } from '../../../shared/rules/administration-check.ts';
import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import { checkLocalAnaesthetics, type LimitVerdict } from '../../../shared/rules/dose-limit.ts';
import {
  checkDoseCaps,
  checkSiteBlocks,
  checkSteroids,
  type EarlierSteroid,
  type GivenDose,
  type SubstanceDose,
} from '../../../shared/rules/dose-rules.ts';
import { isSteroid, type Reference } from '../../../shared/rules/reference.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientHeader, safetyOf } from '../patients/service.ts';
import { findGivenSince } from './administration.store.ts';
import { findCoursesOf } from './course.store.ts';
import { hoursBefore } from './rules.ts';
import type { SessionRow } from './store.ts';
import { administrationOf } from './views.service.ts';

/** Twelve months and a day look back far enough for every window of the reference data. */
const LOOK_BACK_HOURS = 367 * 24;

type Anaesthetics = Parameters<typeof checkLocalAnaesthetics>[1];

/** Limits by weight, window, region and day, counted over every part of this syringe and all that was given before. */
export async function doseIssues(
  db: Reader,
  session: SessionRow,
  syringe: AdministrationInput,
  act: Act,
): Promise<RecordIssue[]> {
  const { reference, now, clinic } = act;
  const today = dateAt(now, clinic.zone);
  const planned = plannedDoses(syringe);
  const earlier = await givenDoses(db, session.patientId, act);
  const safety = await safetyOf(db, session.patientId);
  const { birthDate } = await patientHeader(db, session.patientId);
  const question: Anaesthetics = {
    planned: planned.map((dose) => withRegions(dose, reference)),
    earlier: earlier.map((dose) => ({ ...withRegions(dose, reference), at: dose.at })),
    patient: {
      ageYears: ageOn(birthDate, today),
      weight: safety.weight,
      heightCm: safety.heightCm,
      idealKg: syringe.idealKg ?? null,
      flags: new Set(safety.answers.filter(({ answer }) => answer === 'yes').map(({ flagId }) => flagId)),
    },
    jurisdiction: clinic.jurisdiction,
    now,
    today,
    ...(syringe.prescribed === undefined ? {} : { prescribed: syringe.prescribed }),
  };
  const issues = [
    ...withFigures(checkLocalAnaesthetics(reference, question), reference),
    ...checkDoseCaps(reference, planned, earlier, today, now),
    ...checkSteroids(
      reference,
      planned,
      await earlierSteroids(db, session.patientId, earlier, reference),
      today,
    ),
    ...checkSiteBlocks(reference, planned),
  ];
  return issues.map((issue) => withSource({ ...issue, at: syringe.blockId }, reference));
}

function plannedDoses(syringe: AdministrationInput): SubstanceDose[] {
  return doseOf(syringe).parts.map(({ substanceId, doseMg }) => ({
    substanceId,
    doseMg,
    sites: syringe.sites,
  }));
}

async function givenDoses(db: Reader, patientId: string, act: Act): Promise<GivenDose[]> {
  const rows = await findGivenSince(db, patientId, hoursBefore(act.now, LOOK_BACK_HOURS));
  return rows
    .map(administrationOf)
    .filter(({ substanceId }) => act.reference.substances.has(substanceId))
    .map(({ substanceId, doseMg, sites, givenAt }) => ({
      substanceId,
      doseMg,
      sites,
      at: givenAt,
      on: dateAt(givenAt, act.clinic.zone),
    }));
}

function withRegions({ substanceId, doseMg, sites }: SubstanceDose, reference: Reference) {
  return {
    substanceId,
    doseMg,
    regions: [...new Set(sites.flatMap(({ siteId }) => reference.sites.get(siteId)?.region ?? []))],
  };
}

/** Steroids given here, and those that the patient told of: where exactly they went is known only as the complaint's region. */
async function earlierSteroids(
  db: Reader,
  patientId: string,
  earlier: readonly GivenDose[],
  reference: Reference,
): Promise<EarlierSteroid[]> {
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

/** Dose and limit of each local anaesthetic, in mg, so that the refusal shows what it was reckoned from. */
function withFigures(verdict: LimitVerdict, reference: Reference): RecordIssue[] {
  const doses = verdict.substances
    .map(({ substanceId, doseMg, limitMg }) => `${substanceId} ${doseMg} / ${limitMg} mg`)
    .join('; ');
  const sources = [
    ...new Set(
      verdict.substances.flatMap(({ substanceId }) => reference.substances.get(substanceId)?.source ?? []),
    ),
  ].join(', ');
  return verdict.issues.map((issue) =>
    issue.code.startsWith('la-') && doses !== ''
      ? { ...issue, params: { ...issue.params, doses, sources } }
      : issue,
  );
}

/** Every other limit names the sources of its own substance. */
function withSource(issue: RecordIssue, reference: Reference): RecordIssue {
  const id = issue.params?.['part'] ?? issue.params?.['substance'];
  const sources = id === undefined ? undefined : reference.substances.get(id)?.source.join(', ');
  return sources === undefined ? issue : { ...issue, params: { ...issue.params, sources } };
}

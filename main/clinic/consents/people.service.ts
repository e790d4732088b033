import type { ConsentPlan, ConsentTalk } from '../../../shared/contract/consent-document.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { refusalsOf, standingNow } from '../limits/service.ts';
import { patientHeader, patientIdentity, safetyOf } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { standings } from '../substances/service.ts';
import { templatesFor } from '../templates/service.ts';
import type { ConsentFacts } from './facts.rules.ts';
import { wordsIn } from './languages.service.ts';
import { comingOfAge } from './rules.ts';
import { variantFor, type Person } from './signers.rules.ts';
import { ageRuleOf } from './template.rules.ts';

/** Age and those who may decide for this patient. */
export async function personOf(db: Reader, patientId: string): Promise<Person> {
  const { birthDate, guardians } = await patientIdentity(db, patientId);
  return { birthDate, guardians };
}

/** The first instant at which this patient decides alone, by the rule of the clinic's jurisdiction. */
export async function ofAgeOn(db: Reader, patientId: string, act: Act): Promise<string> {
  const { birthDate } = await personOf(db, patientId);
  return comingOfAge(birthDate, ageRuleOf(act.clinic.jurisdiction).aloneFrom, act.clinic.zone);
}

/** Everything a document is composed from, as it is now. */
export async function factsFor(
  db: Reader,
  patientId: string,
  practitionerId: string,
  { plan, talk }: { plan: ConsentPlan; talk: ConsentTalk },
  act: Act,
): Promise<ConsentFacts> {
  const practitioner = await memberBy(db, practitionerId);
  if (practitioner === null) throw new Refusal('NOT_FOUND', { what: 'practitioner' });
  const { clinic, reference } = act;
  const { allergies, answers } = await safetyOf(db, patientId);
  const refusals = standingNow(await refusalsOf(db, patientId));
  const person = await personOf(db, patientId);
  const ageRule = ageRuleOf(clinic.jurisdiction);
  const today = dateAt(act.now, clinic.zone);
  const told = wordsIn(reference, talk.language);
  return {
    patient: await patientHeader(db, patientId),
    ...{ person, ageRule, today },
    practitioner: { id: practitionerId, name: practitioner.displayName, title: practitioner.title },
    clinic: { name: clinic.name, addressLines: clinic.addressLines },
    jurisdiction: clinic.jurisdiction,
    months: clinic.consentMonths,
    reference,
    english: wordsIn(reference, 'en'),
    words: told,
    templates: await templatesFor(
      db,
      {
        variant: variantFor(person, talk, ageRule, today),
        techniques: plan.techniques,
        language: talk.language,
      },
      reference,
    ),
    standings: await standings(db),
    refusals: refusals.map(({ id: limitId, kind, refId, words, saidBy, how, at }) => ({
      kind,
      refId,
      told: {
        limitId,
        name: told.limit({ kind, refId }),
        words,
        saidBy,
        how,
        on: dateAt(at, clinic.zone),
      },
    })),
    safety: { allergies, answers },
  };
}

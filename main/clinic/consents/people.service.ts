import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { standings } from '../substances/service.ts';
import type { ConsentFacts } from './facts.rules.ts';
import type { Person } from './rules.ts';
import { patientRow } from './people.store.ts';

/** Age and those who may decide for this patient. */
export async function personOf(db: Reader, patientId: string): Promise<Person> {
  const row = await patientRow(db, patientId);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  return { birthDate: row.birthDate, guardians: row.guardians };
}

/** Everything a document is composed from, as it is now. */
export async function factsFor(db: Reader, patientId: string, practitionerId: string, act: Act): Promise<ConsentFacts> {
  const patient = await patientRow(db, patientId);
  if (patient === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  const practitioner = await memberBy(db, practitionerId);
  if (practitioner === null) throw new Refusal('NOT_FOUND', { what: 'practitioner' });
  const { clinic, reference } = act;
  return {
    patient: { id: patientId, name: patient.name, birthDate: patient.birthDate, number: patient.number },
    practitioner: { id: practitionerId, name: practitioner.displayName, title: practitioner.title },
    clinic: { name: clinic.name, addressLines: clinic.addressLines },
    jurisdiction: clinic.jurisdiction,
    months: clinic.consentMonths,
    reference,
    standings: await standings(db),
    safety: { allergies: patient.allergies, answers: patient.answers },
  };
}

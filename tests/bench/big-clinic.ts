import {
  agree,
  answerAsked,
  confirmVisit,
  person,
  screenPatient,
  write,
} from '../../main/demo/cases/steps.ts';
import { neckContent, neckCourse, neckPlan } from '../../main/demo/cases/neck.ts';
import { nameGroups } from '../../main/demo/names.ts';
import { newDraw } from '../../main/demo/random.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import { caseClinic, firstDay, type CaseClinic } from '../clinic/case-clinic.ts';
import { registerMany } from './bulk-patients.ts';

export interface BigClinic extends CaseClinic {
  identities: readonly Identity[];
  patientIds: readonly string[];
  loadedIn: number;
}

/** Invented people in any number; the same every time. */
export function inventMany(count: number): Identity[] {
  const draw = newDraw(50_000, 'bench');
  return Array.from({ length: count }, (_, index) => {
    const group = draw.weighted(nameGroups);
    const sex = draw.chance(0.5) ? ('female' as const) : ('male' as const);
    return person({
      givenName: `${draw.pick(group[sex])} ${draw.pick(group[sex])}`,
      familyName: draw.chance(0.3)
        ? `${draw.pick(group.family)}-${draw.pick(group.family)}`
        : draw.pick(group.family),
      birthDate: addDays('1935-01-01', draw.between(0, 30_000)),
      sex,
      phone: `+27 ${draw.between(10, 89)} 555 ${String(index % 10_000).padStart(4, '0')}`,
      addressLines: ['12 Quay Street', 'Cape Town 8001'],
    });
  });
}

/** A clinic with that many patients. */
export async function bigClinic(patients: number): Promise<BigClinic> {
  const clinic = await caseClinic();
  const start = performance.now();
  const identities = inventMany(patients);
  const patientIds = registerMany(clinic, identities);
  return { ...clinic, identities, patientIds, loadedIn: performance.now() - start };
}

/** One patient with so many signed visits of one course, each recorded through the contract. */
export async function longRecord(
  clinic: CaseClinic,
  patientId: string,
  name: string,
  visits: number,
): Promise<string> {
  const { henrik, people } = clinic;
  await screenPatient(henrik, patientId, { weight: { kg: '70', measuredOn: firstDay } });
  const course = await henrik.treatments.openCourse({
    patientId,
    course: { ...neckCourse(firstDay), plannedSessions: 50 },
  });
  const plan = { ...neckPlan, plannedSessions: 50 };
  await agree(henrik, people, { patientId, appointmentId: null, plan, name });
  await signedVisits(clinic, { patientId, courseId: course.id, visits });
  return course.id;
}

/** So many more visits of a course, each written and signed. */
export async function signedVisits(
  { henrik, people, clock }: CaseClinic,
  { patientId, courseId, visits }: { patientId: string; courseId: string; visits: number },
): Promise<void> {
  for (let visit = 0; visit < visits; visit++) {
    clock.forward(60);
    const session = await henrik.treatments.begin({
      patientId,
      appointmentId: null,
      courseId,
      practitionerId: people.practitioner.id,
    });
    const { version } = await confirmVisit(henrik, session);
    const content = neckContent({
      date: clock.now().slice(0, 10),
      pain: { before: '5', after: '3' },
      grades: [3, 2],
    });
    const written = await answerAsked(
      henrik,
      await write(henrik, { ...session, version }, content),
      'Palpated anew and agreed with the patient',
    );
    await henrik.treatments.sign({ id: written.id, version: written.version });
  }
}

/** A consent that both are still talking about: it is drawn anew at every look. */
export async function openConsent(
  api: Api,
  practitionerId: string,
  patientId: string,
): Promise<{ id: string; texts: string[] }> {
  const { id, document } = await api.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId,
    plan: neckPlan,
  });
  return {
    id,
    texts: [
      ...document.blocks.flatMap(({ paragraphs }) => paragraphs),
      ...document.techniques.map(({ name, description }) => `${name}: ${description}`),
      ...document.risks.map(
        ({ name, text, frequency, action }) => `${name} (${frequency}): ${text} ${action ?? ''}`,
      ),
      ...document.alternatives,
      ...document.rights,
      ...document.statements,
    ],
  };
}

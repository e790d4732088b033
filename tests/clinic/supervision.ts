import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, signNote } from '../../main/demo/cases/steps.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

type Credential = Inputs['staff']['recordCredentials']['credentials'][number];

/** Credentials of every type, each as `change` makes it. */
export async function credit(
  clinic: CaseClinic,
  name: string,
  change: (type: string) => Partial<Credential> | null = () => ({}),
): Promise<void> {
  const id = clinic.ids[name] ?? '';
  const member = (await clinic.owner.staff.list()).find((one) => one.id === id);
  const credentials = reference.data.techniques.credentialTypes.flatMap(({ id: type }) => {
    const changed = change(type);
    const one = { type, techniques: [], issuer: 'Council', number: 'HP 1', issuedOn: '2020-01-01' };
    return changed === null ? [] : [{ ...one, expiresOn: '2031-12-31', ...changed }];
  });
  await clinic.owner.staff.recordCredentials({ id, credentials, version: member?.version ?? 1 });
}

export type Supervised = CaseClinic & { aiko: Api; henrikId: string; aikoId: string };

/** Aiko treats under Dr Henrik Sørensen's supervision where it comes to injecting. */
export async function supervisedClinic(types: readonly string[] = ['injection']): Promise<Supervised> {
  const clinic = await caseClinic();
  const henrikId = clinic.ids['henrik'] ?? '';
  await credit(clinic, 'aiko', (type) => ({ supervisedBy: types.includes(type) ? henrikId : null }));
  return { ...clinic, aiko: await clinic.as('aiko'), henrikId, aikoId: clinic.ids['aiko'] ?? '' };
}

/** Aiko's own visit with an injection, ready to be signed. */
export async function aikosVisit(clinic: Supervised): Promise<TreatmentSession> {
  const people = { ...clinic.people, practitioner: { id: clinic.aikoId, name: 'Aiko Tanaka' } };
  const heel = await openHeelCase(clinic.aiko, people, clinic.clock, firstDay);
  const { session } = await heelVisit(clinic.aiko, people, clinic.clock, heel, firstDay);
  await clinic.aiko.treatments.administer({
    sessionId: session.id,
    administration: lidocaine(firstDay),
  });
  return answerAsked(clinic.aiko, session, 'Talked over and accepted');
}

export async function aikosNote(clinic: Supervised): Promise<TreatmentSession> {
  return signNote(clinic.aiko, await aikosVisit(clinic));
}

import { ORPCError } from '@orpc/client';
import { decideLines } from '../../main/demo/cases/steps.ts';
import type { ConsentPlan, ConsentTalk, Decision } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import type { Strokes } from '../../shared/contract/values.ts';
import type { Clinic } from '../support/clinic.ts';

export const amina: Identity = {
  givenName: 'Amina',
  familyName: 'Okoye',
  preferredName: '',
  birthDate: '1984-05-02',
  sex: 'female',
  phone: '+27 21 555 0188',
  secondPhone: '',
  email: '',
  addressLines: [],
  language: 'en',
  referrer: null,
  guardians: [],
  deskNote: '',
};

export const pen: Strokes = [
  [
    { x: 100, y: 200, t: 0, p: 400 },
    { x: 2400, y: 900, t: 180, p: 600 },
    { x: 5200, y: 300, t: 420, p: 500 },
  ],
];

export const heelPlan: ConsentPlan = {
  condition: 'Heel pain on the left for three months',
  goal: 'Walk to work again',
  plannedSessions: 4,
  techniques: ['soft-tissue-injection', 'dry-needling'],
  regions: [{ region: 'foot-plantar', side: 'left' }],
  sites: [],
  preparations: [{ parts: ['lidocaine', 'traumeel-type-complex'], route: 'periosteal' }],
};

export async function register(api: Api, person: Partial<Identity> = {}): Promise<string> {
  return (await api.patients.register({ identity: { ...amina, ...person }, anyway: true })).id;
}

/** Every line decided alike, but for those that are named. */
export async function decideAll(
  api: Api,
  record: ConsentRecord,
  but: Record<string, Decision> = {},
): Promise<ConsentRecord> {
  return decideLines(api, record, ({ lineId }) => but[lineId] ?? 'accepted');
}

/** All four parts of the ability to decide, seen on the day of the tests. */
export const able = {
  understands: true,
  remembers: true,
  weighs: true,
  communicates: true,
  note: '',
  on: '2026-11-23',
  support: '',
};

/** The talk of a draft with more said in it. */
export async function told(
  api: Api,
  { id, version, document }: ConsentRecord,
  talk: Partial<ConsentTalk>,
): Promise<ConsentRecord> {
  return api.consents.revise({
    id,
    version,
    plan: document.plan,
    talk: { ...document.talk, ...talk },
  });
}

export const agrees = { given: 'yes', words: 'OK', reasonToGoOn: '' } as const;

export function signing({ id, version, contentHash }: ConsentRecord, name = 'Amina Okoye') {
  return { id, version, contentHash, typedName: name, strokes: pen };
}

export async function signedByPatient(api: Api, record: ConsentRecord): Promise<ConsentRecord> {
  return api.consents.sign({ ...signing(record), role: 'patient', name: 'Amina Okoye' });
}

export type Signed = {
  clinic: Clinic;
  patientId: string;
  plan?: Partial<ConsentPlan>;
  but?: Record<string, Decision>;
};

/** From plan to countersignature, as on a good day. */
export async function signedConsent({
  clinic,
  patientId,
  plan = {},
  but = {},
}: Signed): Promise<ConsentRecord> {
  const [tomas, henrik] = [await clinic.as('tomas'), await clinic.as('henrik')];
  const draft = await tomas.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    plan: { ...heelPlan, ...plan },
  });
  const explained = await signedByPatient(tomas, await decideAll(tomas, draft, but));
  return henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
}

/** The code and data that the service refuses with; fails when it does not refuse. */
export async function refusal(attempt: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const error = await attempt.then(
    () => new Error('it was allowed'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw error;
  return { code: error.code, data: error.data };
}

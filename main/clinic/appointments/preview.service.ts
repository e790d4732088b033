import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentStatesOf, coverFor } from '../consents/service.ts';
import { nameOfLimit } from '../limits/service.ts';
import { mayNow } from '../may.ts';
import { requirePatient } from '../patients/service.ts';
import { appointmentTypeBy } from '../practice/service.ts';
import { alertsFor } from '../safety/service.ts';
import {
  lacking,
  limitsFor,
  memberBy,
  requirePractitioner,
  rosterOf,
  supervising,
} from '../staff/service.ts';
import { beyondGrants, nameOfGrant } from '../treatments/service.ts';
import { assertDay } from './rules.ts';

/** What the type implies for this patient and practitioner on that day; what a role may not read is counted. */
export async function preview(
  db: Reader,
  { patientId, typeId, practitionerId, date }: Inputs['appointments']['preview'],
  act: Act,
): Promise<Outputs['appointments']['preview']> {
  assertDay(date, 'date');
  const { techniques } = await appointmentTypeBy(db, typeId);
  await requirePractitioner(db, practitionerId);
  const roster = await rosterOf(db);
  const labels = new Map(act.reference.data.techniques.credentialTypes.map(({ id, label }) => [id, label]));
  const lacks = lacking(roster, practitionerId, techniques, date, act.reference).map(
    (id) => labels.get(id) ?? id,
  );
  const uses = techniques.map((techniqueId) => ({ techniqueId }));
  const supervisors = supervising(roster, practitionerId, uses, date, act.reference);
  const { regionsExcluded, substancesAllowed } = limitsFor(
    ...([roster, practitionerId, techniques, date, act.reference] as const),
  );
  const grants = {
    lacks,
    supervisedBy: await Promise.all(
      supervisors.map(async (id) => (await memberBy(db, id))?.displayName ?? ''),
    ),
    notIn: regionsExcluded.map((refId) => nameOfLimit(act.reference, { kind: 'region', refId })),
    only: substancesAllowed.map((id) => act.reference.substances.get(id)?.name ?? id),
  };
  if (patientId === null)
    return {
      ...{ ...grants, beyond: [], beyondCount: 0 },
      ...{ consent: null, covered: null, alerts: [], alertCount: 0 },
    };
  await requirePatient(db, patientId);
  act.about({ patientId });
  const consent = (await consentStatesOf(db, [patientId], act.now)).get(patientId) ?? 'none';
  const plan = { techniques, sites: [], preparations: [] };
  const covered =
    techniques.length === 0 ? null : (await coverFor(db, patientId, plan, act.now, act.reference)).covered;
  const alerts = techniques.length === 0 ? [] : await alertsFor(db, patientId, techniques, [], [], act);
  const planned = { patientId, practitionerId, techniques, date };
  const beyond = await beyondGrants(db, planned, roster, act);
  return {
    ...{ ...grants, consent, covered, alertCount: alerts.length, beyondCount: beyond.length },
    beyond: mayNow(act, 'notes.read')
      ? beyond.map(({ kind, id }) => ({ kind, name: nameOfGrant(kind, id, act.reference) }))
      : [],
    alerts: mayNow(act, 'safety.read') ? alerts.map(({ level, text }) => ({ level, text })) : [],
  };
}

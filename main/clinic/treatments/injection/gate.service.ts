import type { MissingCover } from '../../../../shared/contract/errors.ts';
import type { DisclosureClass } from '../../../../shared/contract/values.ts';
import type { Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { consentForSubstance, coverAsOf, requireCover } from '../../consents/service.ts';
import { Refusal } from '../../refusal.ts';
import { notConfirmed } from '../visit/checks.service.ts';
import { actAt } from '../note/late.service.ts';
import type { SessionRow } from '../store.ts';
import { insertAdministration, type AdministrationRow } from './administration.store.ts';

/** What one syringe is about to give, and to whom. */
export interface Intent {
  patientId: string;
  techniqueId: string;
  parts: readonly string[];
  disclosureClass: DisclosureClass;
  sites: readonly { siteId: string; side: 'left' | 'right' | 'midline' }[];
}

/**
 * The gate as the service holds it: technique, places and every part in the class of the mixture must be covered.
 * @returns the consent on which each part rests
 */
export async function passGate(
  tx: Tx,
  intent: Intent,
  session: Pick<SessionRow, 'id' | 'startedAt' | 'recordedAt'>,
  act: Act,
): Promise<Map<string, string>> {
  const { id: sessionId } = session;
  const { now } = actAt(session, act);
  // Recorded afterwards: what was agreed to or taken back since counts as well, but never for a time before it was.
  if (session.recordedAt !== null) {
    const { patientId, techniqueId, sites, parts } = intent;
    const plan = { techniques: [techniqueId], sites: [...sites], preparations: [{ parts: [...parts] }] };
    const { covered, missing } = await coverAsOf(tx, patientId, plan, now, act.reference, sessionId);
    if (!covered) throw new Refusal('CONSENT_MISSING', { missing });
  }
  await requireCover(
    tx,
    intent.patientId,
    {
      techniques: [intent.techniqueId],
      sites: [...intent.sites],
      preparations: [{ parts: [...intent.parts] }],
    },
    now,
    act.reference,
    sessionId,
  );
  const consents = new Map<string, string>();
  for (const substanceId of intent.parts) {
    const { patientId, disclosureClass } = intent;
    const asked = { patientId, substanceId, disclosureClass, now, sessionId };
    const consentId = await consentForSubstance(tx, asked, act.reference);
    if (consentId === null)
      throw new Refusal('CONSENT_MISSING', {
        missing: [
          {
            kind: 'substance',
            id: substanceId,
            disclosureClass: intent.disclosureClass,
            reason: 'never-consented',
          },
        ],
      });
    consents.set(substanceId, consentId);
  }
  return consents;
}

/** Why the store's own gate shut although the service's was open: what has been written since the call came in. */
const reasons: Record<string, MissingCover['reason']> = {
  'GATE:consent': 'withdrawn',
  'GATE:class': 'class-changed',
  'GATE:mixture': 'class-changed',
  'GATE:refused': 'refused',
  'GATE:withdrawn': 'withdrawn',
  'GATE:limited': 'limited',
  'GATE:reopened': 'reopened',
  'GATE:changed': 'changed',
  'GATE:ended': 'ended',
  'GATE:superseded': 'expired',
};

/** Writes one part; where the store's gate shuts although the service's was open, the caller hears the same refusal. */
export async function writeThroughGate(tx: Tx, row: AdministrationRow): Promise<void> {
  try {
    await insertAdministration(tx, row);
  } catch (error) {
    const said = error instanceof Error ? (/GATE:[a-z-]+/.exec(error.message)?.[0] ?? '') : '';
    if (said === 'GATE:unconfirmed') throw new Refusal('RECORD_REFUSED', { issues: [notConfirmed] });
    if (said === 'GATE:note-signed') throw new Refusal('ALREADY_SIGNED', {});
    const reason = reasons[said];
    if (reason === undefined) throw error;
    throw new Refusal('CONSENT_MISSING', {
      missing: [{ kind: 'substance', id: row.substanceId, disclosureClass: row.disclosureClass, reason }],
    });
  }
}

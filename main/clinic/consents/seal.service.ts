import type { Reader } from '../../db/schema.ts';
import { freeze } from '../canonical.ts';
import { findConsent, linesIn, signaturesOf } from './store.ts';

/**
 * One fingerprint over everything that a completed consent consists of: whose it is, its text by hash, each decided line, each
 * signature with every stroke. Written into the log when the consent is completed, where a later change cannot follow it.
 */
export async function sealOf(db: Reader, consentId: string): Promise<string | null> {
  const consent = await findConsent(db, consentId);
  if (consent === undefined) return null;
  const { document: _, ...row } = consent;
  const lines = (await linesIn(db, [consentId])).toSorted((a, b) =>
    `${a.lineId} ${a.refId}` < `${b.lineId} ${b.refId}` ? -1 : 1,
  );
  const signatures = (await signaturesOf(db, consentId)).toSorted((a, b) => (a.role < b.role ? -1 : 1));
  return freeze({ format: 'palpate-consent-seal-1', ...row, lines, signatures }).sha256;
}

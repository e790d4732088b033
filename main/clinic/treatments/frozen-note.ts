import type {
  Administration,
  SessionContent,
  TreatmentSession,
} from '../../../shared/contract/treatments.ts';
import type { Cover } from '../../../shared/contract/consents.ts';
import { freeze, hashOf } from '../canonical.ts';
import type { AmendmentRow } from './store.ts';

/** What a signature binds: everything that the note says and what was known when it was signed. */
export interface FrozenNote {
  format: 'palpate-note-1';
  session: Pick<
    TreatmentSession,
    | 'id'
    | 'patientId'
    | 'courseId'
    | 'appointmentId'
    | 'practitionerId'
    | 'startedAt'
    | 'sessionNumber'
    | 'safetyConfirmedAt'
    | 'consentConfirmedAt'
    | 'consentConfirmedBy'
    | 'substancesRead'
  >;
  practitionerName: string;
  content: SessionContent;
  administrations: Administration[];
  alerts: readonly unknown[];
  cover: Cover;
  signedBy: { id: string; name: string };
  signedAt: string;
}

/** The same facts of the tables, without names that may be written differently later. */
function facts(content: SessionContent, administrations: readonly Administration[]): string {
  return freeze({
    content,
    administrations: administrations.map((one) => ({ ...one, substanceName: '', givenBy: '' })),
  }).sha256;
}

/** Whether the stored note still has the signed hash, and the tables still say what it says. */
export function isIntact(
  note: { content: string; contentHash: string },
  now: { content: SessionContent; administrations: readonly Administration[] },
): boolean {
  if (hashOf(note.content) !== note.contentHash) return false;
  const frozen = JSON.parse(note.content) as FrozenNote;
  return facts(frozen.content, frozen.administrations) === facts(now.content, now.administrations);
}

/** Hash of an amendment, bound to what stood before it: the note's hash or the one of the amendment before. */
export function amendmentHash(before: string, amendment: Omit<AmendmentRow, 'contentHash' | 'id'>): string {
  const { sessionId, kind, reason, text, author, at } = amendment;
  return freeze({ format: 'palpate-amendment-1', before, sessionId, kind, reason, text, author, at }).sha256;
}

/** Whether each amendment still follows on the one before. */
export function amendmentsIntact(noteHash: string, amendments: readonly AmendmentRow[]): boolean {
  let before = noteHash;
  for (const amendment of amendments) {
    if (amendmentHash(before, amendment) !== amendment.contentHash) return false;
    before = amendment.contentHash;
  }
  return true;
}

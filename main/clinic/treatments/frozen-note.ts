import type { Administration } from '../../../shared/contract/administration.ts';
import type { SessionContent, SessionView, TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { Cover } from '../../../shared/contract/consents.ts';
import { freeze, hashOf } from '../canonical.ts';
import type { CosignatureRow, SupervisorRow } from './notes.store.ts';
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
  /** Every hit of the safety questions; absent in notes from before they were kept. */
  hits?: SessionView['hits'];
  cover: Cover;
  signedBy: { id: string; name: string };
  signedAt: string;
  kind: TreatmentSession['kind'];
  late: TreatmentSession['late'];
  takeovers: TreatmentSession['takeovers'];
  grantOverrides: TreatmentSession['grantOverrides'];
  /** Who has to co-sign, by what they were credited with on the day of the visit. */
  supervisors: { id: string; name: string }[];
  /** The files that lay with the note when it was signed. */
  attachments: { id: string; name: string; sha256: string }[];
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
  now: {
    content: SessionContent;
    administrations: readonly Administration[];
    kind: TreatmentSession['kind'];
    late: TreatmentSession['late'];
  },
): boolean {
  if (hashOf(note.content) !== note.contentHash) return false;
  const frozen = JSON.parse(note.content) as FrozenNote;
  return (
    frozen.kind === now.kind &&
    freeze(frozen.late).sha256 === freeze(now.late).sha256 &&
    facts(frozen.content, frozen.administrations) === facts(now.content, now.administrations)
  );
}

/** Hash of a co-signature, bound to what stood when it was given: the note's hash or the one of its last amendment. */
export function cosignatureHash(one: Omit<CosignatureRow, 'contentHash'>): string {
  const { sessionId, supervisorId, supervisor, statement, noteHash, at } = one;
  return freeze({
    ...{ format: 'palpate-cosignature-1', noteHash, sessionId, supervisorId, supervisor, statement, at },
  }).sha256;
}

/** Whether those who answer for the note are the ones it names, and each signature is over a text that it has had. */
export function cosignaturesIntact(
  note: { content: string; contentHash: string },
  amendments: readonly Pick<AmendmentRow, 'contentHash'>[],
  supervisors: readonly SupervisorRow[],
): boolean {
  const named = (JSON.parse(note.content) as FrozenNote).supervisors.map(({ id }) => id).toSorted();
  const known = supervisors.map(({ supervisorId }) => supervisorId).toSorted();
  const texts = new Set([note.contentHash, ...amendments.map(({ contentHash }) => contentHash)]);
  return (
    named.join(' ') === known.join(' ') &&
    supervisors.every(({ sessionId, supervisorId, supervisor, statement, noteHash, at, contentHash }) => {
      if (supervisor === null || statement === null || noteHash === null || at === null) return true;
      const one = { sessionId, supervisorId, supervisor, statement, noteHash, at };
      return texts.has(noteHash) && cosignatureHash(one) === contentHash;
    })
  );
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

import type { Administration } from '../../../../shared/contract/administration.ts';
import type {
  SessionContent,
  SessionView,
  TreatmentSession,
} from '../../../../shared/contract/treatments.ts';
import type { Cover } from '../../../../shared/contract/consents.ts';
import { freeze, hashOf } from '../../canonical.ts';
import type { CosignatureRow, SupervisorRow } from './notes.store.ts';
import type { SignedText } from './standing.store.ts';
import type { AmendmentRow } from '../store.ts';
import type { SupervisorChangeRow } from './supervision.store.ts';

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

/** What the tables hold about a signed note now. */
export interface StandingNote {
  text: SignedText;
  administrations: readonly Administration[];
  amendments: readonly AmendmentRow[];
  supervisors: readonly SupervisorRow[];
  changes: readonly SupervisorChangeRow[];
  takeovers: readonly { reason: string; at: string }[];
  overrides: readonly {
    lacks: TreatmentSession['grantOverrides'][number]['lacks'];
    reason: string;
    at: string;
  }[];
  files: readonly { id: string; name: string; sha256: string }[];
  /** Hashes of what the log says was signed over this note. */
  logged: readonly string[];
}

/** Whether the note and everything that was signed over it is still what it was, and nothing of it is gone. */
export function isSound(standing: StandingNote): boolean {
  const { text, amendments, supervisors, changes, logged } = standing;
  if (hashOf(text.content) !== text.contentHash) return false;
  const note = JSON.parse(text.content) as FrozenNote;
  const there = new Set<string | null>([
    text.contentHash,
    ...[...amendments, ...supervisors, ...changes].map(({ contentHash }) => contentHash),
  ]);
  return (
    freeze(saidBy(note)).sha256 === freeze(saidNow(standing)).sha256 &&
    note.attachments.every(({ id, name, sha256 }) =>
      standing.files.some((file) => file.id === id && file.name === name && file.sha256 === sha256),
    ) &&
    amendmentsIntact(text.contentHash, amendments) &&
    changes.every(
      (change, at) => change.number === at + 1 && supervisorHash(change) === change.contentHash,
    ) &&
    cosignaturesIntact(note, standing) &&
    logged.every((hash) => there.has(hash))
  );
}

// The same facts twice, without names of people and substances: those may be written differently later.

function saidBy({ session: { id: _, sessionNumber: __, ...session }, ...note }: FrozenNote): unknown {
  return {
    ...{ session, content: note.content, administrations: nameless(note.administrations) },
    ...{ kind: note.kind, late: note.late, signedBy: note.signedBy.name, signedAt: note.signedAt },
    takeovers: note.takeovers.map(({ reason, at }) => ({ reason, at })),
    overrides: note.grantOverrides.map(({ lacks, reason, at }) => ({ lacks, reason, at })),
  };
}

function saidNow({ text, administrations, takeovers, overrides }: StandingNote): unknown {
  const { patientId, courseId, appointmentId, practitionerId, startedAt, safetyConfirmedAt } = text;
  const { consentConfirmedAt, consentConfirmedBy, kind, signedBy, signedAt } = text;
  return {
    session: {
      ...{ patientId, courseId, appointmentId, practitionerId, startedAt, safetyConfirmedAt },
      ...{ consentConfirmedAt, consentConfirmedBy, substancesRead: text.substancesRead === 1 },
    },
    content: JSON.parse(text.written) as SessionContent,
    ...{ administrations: nameless(administrations), kind, late: lateOf(text), signedBy, signedAt },
    takeovers: takeovers.map(({ reason, at }) => ({ reason, at })),
    overrides: overrides.map(({ lacks, reason, at }) => ({ lacks, reason, at })),
  };
}

function nameless(administrations: readonly Administration[]): Administration[] {
  return administrations.map((one) => ({ ...one, substanceName: '', givenBy: '' }));
}

export function lateOf({
  recordedAt,
  lateReason,
}: {
  recordedAt: string | null;
  lateReason: string | null;
}): TreatmentSession['late'] {
  return recordedAt === null ? null : { recordedAt, reason: lateReason ?? '' };
}

/** Hash of the naming of another supervisor, bound to the note. */
export function supervisorHash(
  one: Pick<SupervisorChangeRow, 'sessionId' | 'number' | 'fromId' | 'toId' | 'reason' | 'changedBy' | 'at'>,
): string {
  const { sessionId, number, fromId, toId, reason, changedBy, at } = one;
  return freeze({
    ...{ format: 'palpate-supervisor-1', sessionId, number, fromId, toId, reason, changedBy, at },
  }).sha256;
}

/** Hash of a co-signature, bound to what stood when it was given: the note's hash or the one of its last amendment. */
export function cosignatureHash(one: Omit<CosignatureRow, 'contentHash'>): string {
  const { sessionId, supervisorId, supervisor, statement, noteHash, at } = one;
  return freeze({
    ...{ format: 'palpate-cosignature-1', noteHash, sessionId, supervisorId, supervisor, statement, at },
  }).sha256;
}

/** Whether those who answer for the note are the ones it names or who came in their place, each signing a text that it had. */
function cosignaturesIntact(
  note: FrozenNote,
  { text, amendments, supervisors, changes }: StandingNote,
): boolean {
  const named = new Set([...note.supervisors.map(({ id }) => id), ...changes.map(({ toId }) => toId)]);
  const known = new Set(supervisors.map(({ supervisorId }) => supervisorId));
  const texts = new Set([text.contentHash, ...amendments.map(({ contentHash }) => contentHash)]);
  return (
    [...named].toSorted().join(' ') === [...known].toSorted().join(' ') &&
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

import type { NeedleRemover, SignerRole } from '../../shared/contract/consent-document.ts';
import type { DisclosureClass, Side } from '../../shared/contract/values.ts';

/** Why consent must be asked anew, though nobody took anything back. */
export type ReopeningReason =
  | 'flag'
  | 'pregnancy'
  | 'allergy'
  | 'medicine'
  | 'serious-event'
  | 'template'
  | 'birth-date'
  | 'guardian'
  | 'capacity';

/** Tables of consents, refusals and what belongs to them. */
export interface ConsentTables {
  consentRegister: {
    consentId: string;
    patientId: string;
    practitionerId: string;
    completedAt: string;
    expiresAt: string;
    state: 'agreed' | 'agreed-with-limits' | 'refused' | 'partly-withdrawn' | 'withdrawn';
    supersededAt: string | null;
    invalidatedAt: string | null;
    courseEndedAt: string | null;
    usedUpAt: string | null;
  };
  /** A view: the visits that a consent given for so many of them has had. */
  consentVisits: { consentId: string; visits: number; sessionId: string; at: string };
  consentReopenings: {
    id: string;
    patientId: string;
    why: ReopeningReason;
    what: string;
    at: string;
  };
  limits: {
    id: string;
    patientId: string;
    kind: 'technique' | 'region' | 'substance' | 'group' | 'class' | 'origin';
    refId: string;
    words: string;
    saidBy: string;
    how: 'consent' | 'spoken' | 'phone' | 'written';
    receivedBy: string;
    consentId: string | null;
    at: string;
  };
  limitLifts: {
    limitId: string;
    words: string;
    saidBy: string;
    how: 'spoken' | 'phone' | 'written';
    receivedBy: string;
    at: string;
  };
  retainedNeedles: {
    id: string;
    patientId: string;
    sessionId: string;
    blockId: string;
    siteId: string;
    side: Side;
    count: number;
    consentId: string;
    leftAt: string;
    leftOn: string;
    dueOn: string;
    removedBy: NeedleRemover;
    leftBy: string;
  };
  needleRemovals: {
    id: string;
    needleId: string;
    count: number;
    how: 'removed' | 'fell-out' | 'not-found';
    removedBy: string;
    removedOn: string;
    words: string;
    recordedBy: string;
    at: string;
  };
  /** A view: how many of each are still in. */
  needlesStillIn: { needleId: string; patientId: string; dueOn: string; remaining: number };
  consentDrafts: {
    id: string;
    patientId: string;
    appointmentId: string | null;
    practitionerId: string;
    document: string;
    contentHash: string | null;
    signatures: string;
    createdAt: string;
    updatedAt: string;
    version: number;
  };
  consents: {
    id: string;
    patientId: string;
    appointmentId: string | null;
    practitionerId: string;
    document: string;
    contentHash: string;
    completedAt: string;
    expiresAt: string;
    courseId: string | null;
    visits: number | null;
  };
  consentLines: {
    consentId: string;
    lineId: string;
    kind: 'technique' | 'region' | 'lung-field' | 'substance' | 'retained-needle' | 'add-on';
    refId: string;
    disclosureClass: DisclosureClass | null;
    decision: 'accepted' | 'refused';
  };
  consentSignatures: {
    consentId: string;
    role: SignerRole | 'practitioner';
    name: string;
    relation: string;
    typedName: string;
    strokes: string;
    medium: 'screen' | 'paper';
    scanId: string | null;
    signedAt: string;
    contentHash: string;
  };
  consentWithdrawals: {
    id: string;
    consentId: string;
    scope: 'all' | 'lines';
    how: 'spoken' | 'phone' | 'written';
    words: string;
    receivedBy: string;
    at: string;
  };
  consentWithdrawnLines: { withdrawalId: string; consentId: string; lineId: string };
  attachments: {
    id: string;
    patientId: string;
    subject: 'consent' | 'session' | 'course' | 'patient';
    subjectId: string;
    contentHash: string | null;
    name: string;
    mediaType: 'image/png' | 'image/jpeg' | 'application/pdf';
    bytes: Uint8Array;
    sha256: string;
    compared: string;
    addedBy: string;
    addedAt: string;
    /** Of a file of a course, the entry of its history that it shows. */
    entryId: string | null;
  };
  attachmentErrors: { attachmentId: string; reason: string; markedBy: string; at: string };
  consentPaperForms: {
    consentId: string;
    contentHash: string;
    patientId: string;
    documentId: string;
    printedBy: string;
    printedAt: string;
    sha256: string;
  };
  documentCopies: {
    documentId: string;
    number: number;
    printedBy: string;
    printedAt: string;
    sha256: string;
  };
}

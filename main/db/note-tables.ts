/** What belongs to notes and to who may write them. */
export interface NoteTables {
  /** Kept by the store: one row for each note that is neither signed nor closed. */
  openNotes: { sessionId: string; startedAt: string };
  sessionTakeovers: {
    id: string;
    sessionId: string;
    /** Counts from 1 within a visit. */
    number: number;
    fromId: string;
    toId: string;
    reason: string;
    at: string;
  };
  sessionClosures: { sessionId: string; reason: string; closedBy: string; at: string; contentHash: string };
  noteSupervisors: { sessionId: string; supervisorId: string };
  noteCosignatures: {
    sessionId: string;
    supervisorId: string;
    supervisor: string;
    statement: string;
    /** Of the note, or of its last amendment: what stood when it was co-signed. */
    noteHash: string;
    at: string;
    contentHash: string;
  };
  letterTemplateVersions: {
    templateId: string;
    number: number;
    recipient: 'referrer' | 'surgeon' | 'family-doctor' | 'patient' | 'insurer' | 'other';
    name: string;
    text: string;
    retired: 0 | 1;
    by: string;
    at: string;
  };
  supervisorChanges: {
    id: string;
    sessionId: string;
    /** Counts from 1 within a note. */
    number: number;
    fromId: string;
    toId: string;
    reason: string;
    changedBy: string;
    at: string;
    contentHash: string;
  };
  /** A view: who had to answer for a note and does not any more. */
  replacedSupervisors: { sessionId: string; supervisorId: string };
  /** Kept by triggers. */
  awaitedCosignatures: { sessionId: string; supervisorId: string };
  learnedWords: { userId: string; word: string; at: string };
  spellingChoices: { userId: string; checks: 0 | 1 };
  phrases: {
    id: string;
    /** Null: the clinic's own. */
    ownerId: string | null;
    code: string;
    text: string;
    retiredAt: string | null;
    version: number;
  };
  credentialOverrides: {
    id: string;
    sessionId: string;
    practitionerId: string;
    lacks: string;
    reason: string;
    at: string;
  };
  overrideReviews: {
    overrideId: string;
    outcome: 'justified' | 'not-justified';
    words: string;
    reviewedBy: string;
    at: string;
  };
  practitionerListings: {
    userId: string;
    languages: string;
    place: string;
    acceptsNew: 0 | 1;
    seesChildren: 0 | 1;
    agreedAt: string | null;
    version: number;
  };
}

import type { Generated, GeneratedAlways, Kysely, Transaction } from 'kysely';
import type { AfterwardsTables } from './afterwards-tables.ts';
import type { BookTables } from './book-tables.ts';
import type { ConsentTables } from './consent-tables.ts';
import type { StockTables } from './stock-tables.ts';
import type { LedgerTables } from './ledger-tables.ts';
import type { NoteTables } from './note-tables.ts';
import type { TemplateTables } from './template-tables.ts';
import type { UsualTables } from './usual-tables.ts';

/** Columns named as in the migrations; JSON columns hold text. */
export interface Schema
  extends
    AfterwardsTables,
    LedgerTables,
    BookTables,
    ConsentTables,
    NoteTables,
    StockTables,
    TemplateTables,
    UsualTables {
  clinic: { id: 1; profile: string; foundedAt: string; recoveryConfirmedAt: string | null; version: number };
  rooms: { id: string; name: string; nameKey: string; retiredAt: string | null; version: number };
  devices: {
    id: string;
    kind: 'laser' | 'electrical' | 'magnetic';
    name: string;
    serial: string;
    laserClass: string;
    lastPowerCheck: string | null;
    serviceDue: string | null;
    retiredAt: string | null;
    version: number;
  };
  appointmentTypes: {
    id: string;
    name: string;
    nameKey: string;
    minutes: number;
    tint: string;
    techniques: string;
    phases: string;
    lengths: string;
    retiredAt: string | null;
    version: number;
  };
  users: {
    id: string;
    userName: string;
    userNameKey: string;
    displayName: string;
    title: string;
    passwordHash: string;
    treats: 0 | 1;
    disabledAt: string | null;
    version: number;
  };
  userRoles: { userId: string; role: 'owner' | 'practitioner' | 'assistant' | 'reception' | 'auditor' };
  credentials: {
    id: string;
    userId: string;
    type: string;
    techniques: string;
    issuer: string;
    number: string;
    issuedOn: string | null;
    expiresOn: string | null;
    devices: Generated<string>;
    regionsExcluded: Generated<string>;
    substancesAllowed: Generated<string>;
    supervisedBy: Generated<string | null>;
    verifiedBy: Generated<string>;
    verifiedOn: Generated<string | null>;
    evidenceSha256: Generated<string | null>;
    status: Generated<'held' | 'suspended' | 'withdrawn'>;
  };
  signInAttempts: { userNameKey: string; failures: number; lastFailureAt: string };
  statedReasons: { id: string; userId: string; reason: string; at: string; until: string };
  drafts: { userId: string; key: string; body: string; savedAt: string };
  patients: {
    id: string;
    number: number;
    givenName: string;
    familyName: string;
    preferredName: string;
    birthDate: string;
    phone: string;
    details: string;
    sortKey: string;
    flagged: 0 | 1;
    registeredAt: string;
    version: number;
  };
  patientWords: { word: string; number: number; sortKey: string };
  /** Full-text table; the column of its own name takes the question. */
  patientTrigrams: { rowid: number; folded: string; patientTrigrams: Generated<string> };
  safetyRecords: {
    patientId: string;
    allergyState: 'not-asked' | 'none-known' | 'listed';
    allergies: string;
    medicineState: 'not-asked' | 'none-known' | 'listed';
    medicines: string;
    weightKg: string | null;
    weighedOn: string | null;
    heightCm: string | null;
    version: number;
  };
  safetyAnswers: {
    patientId: string;
    flagId: string;
    answer: 'yes' | 'no' | 'unknown';
    regions: string;
    side: 'left' | 'right' | 'midline' | null;
    note: string;
    confirmedAt: string;
    confirmedBy: string;
  };
  patientDeaths: { patientId: string; diedOn: string; recordedAt: string; recordedBy: string };
  substances: {
    id: string;
    name: string;
    disclosureClass: DisclosureClass;
    classReason: string;
    injectable: 0 | 1;
    updatedAt: string;
  };
  disclosureClasses: { class: DisclosureClass; strictness: number };
  substanceFacts: { substanceId: string; facts: string; changedAt: string | null };
  substanceTraits: { substanceId: string; kind: 'group' | 'origin'; value: string };
  siteRegions: { siteId: string; region: string };
  courses: {
    id: string;
    patientId: string;
    content: string;
    startedOn: string;
    endedOn: string | null;
    endedAt: string | null;
    version: number;
  };
  treatmentSessions: {
    id: string;
    patientId: string;
    courseId: string | null;
    appointmentId: string | null;
    practitionerId: string;
    startedAt: string;
    content: string;
    safetyConfirmedAt: string | null;
    consentConfirmedAt: string | null;
    consentConfirmedBy: string | null;
    substancesRead: Generated<0 | 1>;
    kind: Generated<'visit' | 'phone'>;
    /** Of a visit that was recorded afterwards: when, and why. */
    recordedAt: Generated<string | null>;
    lateReason: Generated<string | null>;
    savedBy: Generated<string | null>;
    version: number;
    /** Technique ids of the blocks, as a JSON list. */
    techniques: Generated<string>;
    painBefore: GeneratedAlways<string | null>;
    painAfter: GeneratedAlways<string | null>;
  };
  outcomes: {
    id: string;
    courseId: string;
    sessionId: string | null;
    measure: string;
    item: string;
    moment: string;
    value: string;
    measuredOn: string;
    details: string;
    recordedBy: string;
    recordedAt: string | null;
  };
  outcomeVoids: { outcomeId: string; reason: string; by: string; at: string };
  courseEvents: {
    id: string;
    courseId: string;
    kind: 'plan' | 'review' | 'ended' | 'reopened';
    content: string;
    visits: number;
    by: string;
    at: string;
  };
  signedNotes: {
    sessionId: string;
    content: string;
    contentHash: string;
    signedBy: string;
    signedAt: string;
  };
  noteAmendments: {
    id: string;
    sessionId: string;
    kind: 'addendum' | 'correction' | 'entered-in-error';
    reason: string;
    text: string;
    author: string;
    at: string;
    contentHash: string;
  };
  administrations: {
    id: string;
    syringeId: string;
    sessionId: string;
    blockId: string;
    patientId: string;
    consentId: string;
    substanceId: string;
    disclosureClass: DisclosureClass;
    productName: string;
    lotNumber: string;
    lotKey: string;
    expiryDate: string;
    details: string;
    totalVolume: string;
    doseMg: string | null;
    givenAt: string;
    givenBy: string;
  };
  administrationReversals: { syringeId: string; reason: string; by: string; at: string };
  documents: {
    id: string;
    kind: 'consent' | 'treatment-summary' | 'course-summary' | 'letter';
    subjectId: string;
    patientId: string;
    title: string;
    source: string;
    /** Of the source as canonical JSON: the same content is drawn once. */
    sourceHash: string;
    bytes: Uint8Array;
    sha256: string;
    archivedAt: string;
  };
}

type DisclosureClass = 'drug' | 'biological-substance' | 'device-substance' | 'vehicle';

export type Db = Kysely<Schema>;

/** Reads only: takes the database or a transaction, offers no writing. */
export type Reader = Pick<Db, 'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'case'>;

/** The only handle that writes; nothing but `inTransaction` makes one. */
export type Tx = Transaction<Schema>;

import type { Generated, GeneratedAlways, Kysely, Transaction } from 'kysely';
import type { LedgerTables } from './ledger-tables.ts';

/** Columns named as in the migrations; JSON columns hold text. */
export interface Schema extends LedgerTables {
  clinic: { id: 1; profile: string; foundedAt: string; recoveryConfirmedAt: string | null; version: number };
  rooms: { id: string; name: string; nameKey: string; retiredAt: string | null; version: number };
  devices: {
    id: string;
    kind: 'laser' | 'electrical' | 'magnetic';
    name: string;
    serial: string;
    laserClass: string;
    lastPowerCheck: string | null;
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
  appointmentSeries: {
    id: string;
    patientId: string;
    courseId: string | null;
    plan: string;
    plannedAt: string;
    plannedBy: string;
    version: number;
  };
  patientDeaths: { patientId: string; diedOn: string; recordedAt: string; recordedBy: string };
  contactChoices: {
    patientId: string;
    ways: string;
    email: string;
    phone: string;
    askedAt: string | null;
    askedBy: string | null;
    version: number;
  };
  reminderSettings: {
    id: 1;
    account: string | null;
    password: string;
    sending: 0 | 1;
    leads: string;
    language: string;
    version: number;
  };
  reminderTemplates: {
    language: string;
    subject: string;
    body: string;
    approvedAt: string | null;
    approvedBy: string | null;
    version: number;
  };
  reminders: {
    id: string;
    appointmentId: string;
    patientId: string;
    hours: number;
    startsAt: string;
    dueAt: string;
    state: 'queued' | 'sending' | 'sent' | 'unsure' | 'failed' | 'dropped';
    stateAt: string;
    reason: string | null;
    attempts: number;
    nextAt: string | null;
    address: string;
    messageId: string;
    version: number;
  };
  reminderAttempts: {
    id: string;
    reminderId: string;
    at: string;
    endedAt: string | null;
    outcome: 'sent' | 'failed' | 'unsure' | null;
    problem: string | null;
  };
  reminderCalls: { appointmentId: string; startsAt: string; at: string; by: string };
  seriesPlaces: {
    appointmentId: string;
    practitionerId: string;
    roomId: string | null;
    startsAt: string;
    minutes: number;
    version: number;
  };
  seriesActs: {
    id: string;
    seriesId: string;
    kind: 'book' | 'extend' | 'move' | 'cancel';
    at: string;
    by: string;
    steps: string;
    planBefore: string;
    undoneAt: string | null;
  };
  appointments: {
    id: string;
    patientId: string;
    practitionerId: string;
    roomId: string | null;
    typeId: string;
    startsAt: string;
    endsAt: string;
    /** As the kind of visit said when it was booked, stretched to its length. */
    phases: string;
    status:
      | 'booked'
      | 'arrived'
      | 'in-treatment'
      | 'resting'
      | 'done'
      | 'left'
      | 'did-not-attend'
      | 'cancelled';
    statusAt: string;
    lateCancelled: 0 | 1;
    note: string;
    courseId: string | null;
    seriesId: string | null;
    seriesDate: string | null;
    version: number;
  };
  slotHolds: {
    id: string;
    heldBy: string;
    typeId: string;
    startsAt: string;
    endsAt: string;
    expiresAt: string;
  };
  overbookings: { id: string; appointmentId: string; by: string; at: string; reason: string };
  appointmentClaims: {
    id: string;
    appointmentId: string | null;
    holdId: string | null;
    resource: 'practitioner' | 'room' | 'device' | 'patient';
    resourceId: string;
    startsAt: string;
    endsAt: string;
    overbookingId: string | null;
  };
  appointmentHistory: {
    id: string;
    appointmentId: string;
    at: string;
    by: string;
    fromStatus: string | null;
    toStatus: string;
    reason: string;
    cancelledBy: 'patient' | 'clinic' | null;
    undoes: string | null;
    formerly: string | null;
    noticeMinutes: number | null;
    late: 0 | 1;
    waived: string | null;
  };
  wishes: {
    id: string;
    patientId: string;
    typeId: string;
    minutes: number | null;
    practitionerIds: string;
    weekdays: string;
    windows: string;
    fromDate: string;
    untilDate: string | null;
    urgency: 'urgent' | 'soon' | 'routine';
    note: string;
    state: 'waiting' | 'booked' | 'withdrawn';
    appointmentId: string | null;
    recordedBy: string;
    recordedAt: string;
    version: number;
  };
  wishOffers: {
    id: string;
    wishId: string;
    at: string;
    by: string;
    outcome: 'called' | 'declined' | 'no-answer';
    practitionerId: string;
    startsAt: string;
  };
  identityChecks: { id: string; appointmentId: string; at: string; by: string; items: string };
  substances: {
    id: string;
    name: string;
    disclosureClass: DisclosureClass;
    classReason: string;
    injectable: 0 | 1;
    updatedAt: string;
  };
  disclosureClasses: { class: DisclosureClass; strictness: number };
  consentRegister: {
    consentId: string;
    patientId: string;
    practitionerId: string;
    completedAt: string;
    expiresAt: string;
    state: 'agreed' | 'agreed-with-limits' | 'refused' | 'partly-withdrawn' | 'withdrawn';
  };
  consentReopenings: {
    id: string;
    patientId: string;
    why: 'flag' | 'pregnancy';
    what: string;
    at: string;
  };
  substanceFacts: { substanceId: string; facts: string; changedAt: string | null };
  substanceTraits: { substanceId: string; kind: 'group' | 'origin'; value: string };
  siteRegions: { siteId: string; region: string };
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
  };
  consentLines: {
    consentId: string;
    lineId: string;
    kind: 'technique' | 'region' | 'lung-field' | 'substance';
    refId: string;
    disclosureClass: DisclosureClass | null;
    decision: 'accepted' | 'refused';
  };
  consentSignatures: {
    consentId: string;
    role: 'patient' | 'guardian' | 'practitioner';
    name: string;
    relation: string;
    typedName: string;
    strokes: string;
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
  courses: {
    id: string;
    patientId: string;
    content: string;
    startedOn: string;
    endedOn: string | null;
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
  openingHours: { id: 1; week: string | null; version: number };
  workingHours: {
    id: string;
    practitionerId: string;
    validFrom: string;
    validUntil: string | null;
    week: string;
    withdrawnAt: string | null;
    version: number;
  };
  closures: {
    id: string;
    kind: 'holiday' | 'leave' | 'room-closed' | 'device-out';
    practitionerId: string | null;
    roomId: string | null;
    deviceId: string | null;
    fromDate: string;
    fromTime: string;
    toDate: string;
    toTime: string;
    label: string;
    recordedBy: string;
    recordedAt: string;
    withdrawnAt: string | null;
    version: number;
  };
  absenceVisits: {
    closureId: string;
    appointmentId: string;
    listedAt: string;
    startsAt: string;
    endsAt: string;
    practitionerId: string;
    roomId: string | null;
  };
  absenceCalls: {
    id: string;
    closureId: string;
    appointmentId: string;
    at: string;
    by: string;
    note: string;
    undoes: string | null;
  };
}

type DisclosureClass = 'drug' | 'biological-substance' | 'device-substance' | 'vehicle';

export type Db = Kysely<Schema>;

/** Reads only: takes the database or a transaction, offers no writing. */
export type Reader = Pick<Db, 'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic' | 'case'>;

/** The only handle that writes; nothing but `inTransaction` makes one. */
export type Tx = Transaction<Schema>;

/** Tables of the book: visits and what they keep busy, hours, series, who waits, reminders. Columns as in the migrations. */
export interface BookTables {
  appointmentSeries: {
    id: string;
    patientId: string;
    courseId: string | null;
    plan: string;
    plannedAt: string;
    plannedBy: string;
    version: number;
  };
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

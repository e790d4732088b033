import type { Generated } from 'kysely';

/** What comes after a visit: events, questions by telephone, recalls. */
export interface AfterwardsTables {
  adverseEvents: {
    id: string;
    patientId: string;
    courseId: string | null;
    sessionId: string | null;
    severity: 'mild' | 'significant' | 'serious';
    happenedOn: string;
    words: string;
    reportedBy: string;
    at: string;
    kind: Generated<'event' | 'near-miss'>;
    details: Generated<string>;
  };
  eventFollowUps: {
    id: string;
    eventId: string;
    severity: 'mild' | 'significant' | 'serious' | null;
    changes: string;
    words: string;
    by: string;
    at: string;
  };
  afterwardAnswers: {
    id: string;
    sessionId: string;
    answer: 'nothing' | 'something' | 'not-asked';
    words: string;
    by: string;
    at: string;
  };
  afterwardsSettings: { id: 1; content: string; version: number };
  tasks: {
    id: string;
    ruleId: string | null;
    title: string;
    notes: string;
    patientId: string | null;
    sessionId: string | null;
    dueFrom: string;
    dueOn: string;
    assignedTo: string | null;
    state: Generated<'open' | 'raised' | 'done'>;
    madeBy: string;
    at: string;
  };
  taskEntries: {
    taskId: string;
    number: number;
    kind: TaskEntryKind;
    answerId: string | null;
    words: string;
    dueOn: string | null;
    state: 'open' | 'raised' | 'done';
    by: string;
    byId: string;
    at: string;
  };
  usedItems: {
    sessionId: string;
    patientId: string;
    kind: 'needle-lot' | 'device';
    key: string;
    text: string;
    refId: string | null;
    at: string;
  };
  recalls: {
    id: string;
    criteria: string;
    title: string;
    reason: string;
    found: string;
    startedBy: string;
    at: string;
  };
  recallKeys: { recallId: string; kind: RecallKind; key: string; substanceId: string };
  recallContacts: {
    id: string;
    recallId: string;
    patientId: string;
    state: 'not-called' | 'reached' | 'letter' | 'unreachable';
    words: string;
    by: string;
    at: string;
  };
  recallLetters: {
    id: string;
    recallId: string;
    subject: string;
    text: string;
    patientIds: string;
    by: string;
    byTitle: string;
    at: string;
  };
  recallEnds: { recallId: string; words: string; by: string; at: string };
  recallLifts: { recallId: string; words: string; by: string; at: string };
  lotMentions: { key: string; source: MentionSource; sourceId: string };
  /** A view: needle lots and devices of the recalls that nobody has lifted. */
  recalledItems: { recallId: string; kind: 'needle-lot' | 'device'; key: string; at: string };
  /** A view: lots of the recalls that nobody has lifted. */
  recalledLots: {
    recallId: string;
    key: string;
    substanceId: string;
    startedBy: string;
    title: string;
    at: string;
  };
}

export type TaskEntryKind =
  | 'attempt'
  | 'answered'
  | 'raised'
  | 'handled'
  | 'done'
  | 'undone'
  | 'closed'
  | 'moved'
  | 'taken-over';
export type MentionSource = 'amendment' | 'event' | 'follow-up';
export type RecallKind = 'lot' | 'needle-lot' | 'device';

/** Every permission that a procedure can ask for, and who holds it. Default is deny: what is not written here is refused. */

export const roles = ['owner', 'practitioner', 'assistant', 'reception', 'auditor'] as const;
export type Role = (typeof roles)[number];

/**
 * `yes`: held. `reason`: held once the person has stated a reason for this sitting (30 minutes, audited).
 * Absent: refused.
 */
type Grant = 'yes' | 'reason';

const everyone = {
  owner: 'yes',
  practitioner: 'yes',
  assistant: 'yes',
  reception: 'yes',
  auditor: 'yes',
} as const;
const desk = { owner: 'yes', practitioner: 'yes', assistant: 'yes', reception: 'yes' } as const;

export const grants = {
  'practice.read': everyone,
  'practice.write': { owner: 'yes' },
  'staff.read': everyone,
  'staff.write': { owner: 'yes' },
  /** What may be said of oneself to people who look for a practitioner. */
  'directory.own': { practitioner: 'yes' },
  'patients.read': everyone,
  'patients.write': desk,
  'appointments.read': everyone,
  'appointments.write': desk,
  /** Leave, closed rooms, devices out: what is told at the desk in the morning, by whoever runs the book. */
  'hours.write': { owner: 'yes', practitioner: 'yes', reception: 'yes' },
  /** To book over what is taken or closed, with a reason that stays visible. */
  'appointments.overbook': { owner: 'yes', practitioner: 'yes' },
  'reminders.read': desk,
  'reminders.write': desk,
  'safety.read': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  'safety.write': { practitioner: 'yes', assistant: 'yes' },
  'consents.status': { ...desk, auditor: 'yes' },
  'consents.read': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  'consents.prepare': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  /** The words of the form, for every patient from then on. */
  'templates.write': { owner: 'yes', practitioner: 'yes' },
  'consents.countersign': { practitioner: 'yes' },
  'consents.withdraw': { practitioner: 'yes' },
  /** Scans and pictures of a patient's record. */
  'attachments.read': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  'attachments.write': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  /** To take down what a patient refuses; to take down that they have changed their mind. */
  'limits.record': { practitioner: 'yes', assistant: 'yes' },
  'limits.lift': { practitioner: 'yes' },
  /** To decide that a substance is told as biological, and to look its entry over. */
  'catalogue.write': { owner: 'yes', practitioner: 'yes' },
  'stock.read': { owner: 'yes', practitioner: 'yes', assistant: 'yes', reception: 'yes' },
  'stock.write': { owner: 'yes', practitioner: 'yes', assistant: 'yes' },
  'notes.read': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  'notes.write': { practitioner: 'yes', assistant: 'yes' },
  'notes.sign': { practitioner: 'yes' },
  /** What one writes with: text blocks, one's own and the clinic's, and the words that one has taught the spelling. */
  'phrases.use': { owner: 'yes', practitioner: 'yes', assistant: 'yes' },
  /** To see which drafts were never signed, and to close one: owners anybody's, practitioners their own. */
  'notes.close': { owner: 'yes', practitioner: 'yes' },
  /** To name who co-signs in place of a supervisor who cannot: owners for anybody's note, practitioners for their own. */
  'notes.supervise': { owner: 'yes', practitioner: 'yes' },
  /** What is asked by telephone after a visit: who, their number and the question; nothing of the note. */
  'tasks.read': desk,
  'tasks.write': desk,
  /** Who received a lot. An owner needs no reason first: a recall does not wait, and each search stands in the log. */
  'recall.run': { owner: 'yes', practitioner: 'yes' },
  /** The list to call: who and which number, whatever they received. */
  'recall.contact': desk,
  'documents.print': { owner: 'reason', practitioner: 'yes', assistant: 'yes' },
  'documents.dayPrint': desk,
  'audit.read': { owner: 'yes', auditor: 'yes' },
  'keys.manage': { owner: 'yes' },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>;

export type ClinicPermission = keyof typeof grants;

/** `anyone`: before sign-in. `signed-in`: any named user whatever the role. `nobody`: the default of every procedure. */
export type Permission = ClinicPermission | 'anyone' | 'signed-in' | 'nobody';

/** The strongest grant that one of the person's roles gives; undefined means refused. */
export function grantOf(held: readonly Role[], permission: ClinicPermission): Grant | undefined {
  const row: Partial<Record<Role, Grant>> = grants[permission];
  const found = held.map((role) => row[role]).filter((grant) => grant !== undefined);
  return found.includes('yes') ? 'yes' : found[0];
}

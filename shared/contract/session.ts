import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { roles } from './permissions.ts';
import { command, query } from './procedure.ts';
import { id, instant, isReadable, languageTag, line, password } from './values.ts';

export const role = z.enum(roles);

/** Who sits at this window. */
export const sitting = z.object({
  userId: id,
  displayName: z.string(),
  userName: z.string(),
  roles: z.array(role),
  /** Set while the window is locked: only unlocking and signing out are answered. */
  locked: z.boolean(),
  /** Until when reading with a stated reason is open; null when none is stated. */
  reasonUntil: instant.nullable(),
  /** Set while the window is in a patient's hands: it answers for this document alone, until staff sign in again. */
  handedTo: z
    .object({
      consentId: id,
      /** True once the patient has given the date of birth that is on record. */
      opened: z.boolean(),
      triesLeft: z.int(),
      /** In which the document is worded, so that the door speaks it too. */
      language: languageTag,
    })
    .nullable(),
});
export type Sitting = z.infer<typeof sitting>;

/** Whatever a form holds, as long as it comes back from the store as it went in. */
const plainJson = z.unknown().refine((body) => isPlain(body));

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return isReadable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || value === undefined || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(
    ([name, part]) => name !== '__proto__' && isReadable(name) && isPlain(part),
  );
}

/** Text typed but not yet sent, kept on the host per person and key. */
export const draft = z.object({ key: line(120, 1), body: z.unknown(), savedAt: instant });

export const session = {
  who: query('anyone').output(sitting.nullable()),
  /** Same answer and same work for an unknown name and a wrong password; guesses are slowed down per name. */
  signIn: command('anyone')
    .input(z.object({ userName: line(60, 1), password }))
    .output(sitting)
    .errors(mayRefuse('SIGN_IN_FAILED')),
  signOut: command('anyone').output(z.object({})),
  lock: command('signed-in').output(z.object({})),
  unlock: command('anyone').input(z.object({ password })).output(sitting).errors(mayRefuse('SIGN_IN_FAILED')),
  changePassword: command('signed-in')
    .input(z.object({ current: password, next: password }))
    .output(z.object({}))
    .errors(mayRefuse('SIGN_IN_FAILED', 'WEAK_PASSWORD')),
  /** Opens reading outside the role for 30 minutes; reason and reads are audited. */
  stateReason: command('signed-in')
    .input(z.object({ reason: line(200, 5) }))
    .output(sitting),
  saveDraft: command('signed-in')
    .input(z.object({ key: line(120, 1), body: plainJson }))
    .output(z.object({ savedAt: instant })),
  openDraft: query('signed-in')
    .input(z.object({ key: line(120, 1) }))
    .output(draft.nullable()),
  discardDraft: command('signed-in')
    .input(z.object({ key: line(120, 1) }))
    .output(z.object({})),
};

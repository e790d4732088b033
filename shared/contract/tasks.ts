import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { contactWish } from './patients.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { id, instant, line, plainDate, prose, referenceId } from './values.ts';

export const taskState = z.enum(['open', 'raised', 'done']);

/**
 * What was done about a task. `raised` and a worrying answer bring it before a practitioner; `handled` is the
 * practitioner's word; `undone` takes the last ending back; `taken-over`: a newer visit asks the same.
 */
export const taskEntry = z.object({
  number: z.int().positive(),
  kind: z.enum([
    'attempt',
    'answered',
    'raised',
    'handled',
    'done',
    'undone',
    'closed',
    'moved',
    'taken-over',
  ]),
  answerId: z.string().nullable(),
  /** The answer as it was offered. */
  answer: z.string(),
  words: z.string(),
  dueOn: plainDate.nullable(),
  by: z.string(),
  at: instant,
});
export type TaskEntry = z.infer<typeof taskEntry>;

export const task = z.object({
  id,
  /** The follow-up of the reference data; null: somebody wrote it. */
  ruleId: z.string().nullable(),
  title: z.string(),
  notes: z.string(),
  ask: z.array(z.string()),
  tell: z.string(),
  answers: z.array(z.object({ id: z.string(), text: z.string(), worrying: z.boolean() })),
  /** Why it is asked, as the reference data names its sources. */
  sources: z.array(z.string()),
  patient: z
    .object({
      id,
      name: z.string(),
      number: z.string(),
      birthDate: z.string(),
      phones: z.array(z.object({ number: z.string(), whose: z.string() })),
      diedOn: plainDate.nullable(),
      contact: contactWish,
    })
    .nullable(),
  /** The visit that it follows; null for those who may not read notes. */
  sessionId: id.nullable(),
  dueFrom: plainDate,
  dueOn: plainDate,
  overdue: z.boolean(),
  assignedTo: z.object({ id, name: z.string() }).nullable(),
  state: taskState,
  /** Telephone calls that reached nobody. */
  attempts: z.int(),
  entries: z.array(taskEntry),
  madeBy: z.string(),
  at: instant,
});
export type Task = z.infer<typeof task>;

export const tasks = {
  /** `now`: raised, due or overdue; `later`: open with a day to come; `done`: the last 200 that ended. */
  list: auditedQuery('tasks.read')
    .input(z.object({ view: z.enum(['now', 'later', 'done']), mine: z.boolean() }))
    .output(z.array(task)),
  /** For the sign in the navigation. */
  count: query('tasks.read').output(z.object({ due: z.int(), overdue: z.int(), raised: z.int() })),
  ofPatient: auditedQuery('tasks.read')
    .input(z.object({ patientId: id }))
    .output(z.array(task)),
  add: command('tasks.write')
    .input(
      z.object({
        title: line(160, 1),
        notes: prose(1000),
        patientId: id.nullable(),
        dueOn: plainDate,
        assignedTo: id.nullable(),
      }),
    )
    .output(task),
  /**
   * Writes down what was done. `after` is the number of the last entry that the writer has read, 0 before the first.
   * Ending what was raised is the practitioner's.
   */
  record: command('tasks.write')
    .input(
      z.object({
        id,
        after: z.int().min(0),
        kind: taskEntry.shape.kind.exclude(['taken-over']),
        answerId: referenceId.nullable(),
        words: prose(1000),
        dueOn: plainDate.nullable(),
      }),
    )
    .output(task)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
};

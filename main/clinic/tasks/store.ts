import { sql, type Insertable, type Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type EntryRow = Selectable<Schema['taskEntries']>;
export type TaskRow = Selectable<Schema['tasks']> & {
  assignedName: string | null;
  /** When the visit began that it follows. */
  visitAt: string | null;
};

/** Said in the statement itself: an index over a part of the table is taken for no value that is handed over. */
const [open, raised, done] = [sql.lit('open' as const), sql.lit('raised' as const), sql.lit('done' as const)];
const mostListed = 500;
const mostEnded = 200;

function tasks(db: Reader) {
  return db
    .selectFrom('tasks as t')
    .leftJoin('users as u', 'u.id', 't.assignedTo')
    .leftJoin('treatmentSessions as s', 's.id', 't.sessionId')
    .selectAll('t')
    .select(['u.displayName as assignedName', 's.startedAt as visitAt']);
}

export function findTask(db: Reader, id: string): Promise<TaskRow | undefined> {
  return tasks(db).where('t.id', '=', id).executeTakeFirst();
}

/** Raised first, then by the day on which it is due. */
export function findOpen(
  db: Reader,
  { from, until, userId }: { from?: string; until?: string; userId: string | null },
): Promise<TaskRow[]> {
  let wanted = tasks(db).where('t.state', '<>', done);
  if (until !== undefined)
    wanted = wanted.where((eb) => eb.or([eb('t.dueFrom', '<=', until), eb('t.state', '=', raised)]));
  if (from !== undefined) wanted = wanted.where('t.dueFrom', '>=', from).where('t.state', '=', open);
  if (userId !== null) wanted = wanted.where('t.assignedTo', '=', userId);
  return wanted
    .orderBy(sql`t.state <> 'raised'`)
    .orderBy('t.dueOn')
    .orderBy('t.at')
    .orderBy('t.id')
    .limit(mostListed)
    .execute();
}

export async function findEnded(db: Reader, userId: string | null): Promise<TaskRow[]> {
  let wanted = tasks(db)
    .innerJoin('taskEntries as e', 'e.taskId', 't.id')
    .where('t.state', '=', done)
    .where('e.state', '=', done)
    .where('e.number', '=', sql<number>`(SELECT max(x.number) FROM taskEntries x WHERE x.taskId = t.id)`);
  if (userId !== null) wanted = wanted.where('t.assignedTo', '=', userId);
  return wanted.orderBy('e.at', 'desc').orderBy('t.id', 'desc').limit(mostEnded).execute();
}

export function findOfPatient(db: Reader, patientId: string): Promise<TaskRow[]> {
  return tasks(db)
    .where('t.patientId', '=', patientId)
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(mostEnded)
    .execute();
}

export function findOfSession(db: Reader, sessionId: string): Promise<TaskRow[]> {
  return tasks(db).where('t.sessionId', '=', sessionId).where('t.state', '<>', done).execute();
}

/** Open ones of one rule that are not due yet: a newer visit asks the same. */
export function findToCome(
  db: Reader,
  { patientId, ruleId, after }: { patientId: string; ruleId: string; after: string },
): Promise<TaskRow[]> {
  return tasks(db)
    .where('t.patientId', '=', patientId)
    .where('t.ruleId', '=', ruleId)
    .where('t.state', '=', open)
    .where('t.dueFrom', '>', after)
    .execute();
}

/** Questions of earlier visits that this one took over as it was signed, unless a newer visit asks the same by now. */
export function findTakenOverBy(
  db: Reader,
  { id, patientId }: { id: string; patientId: string },
): Promise<TaskRow[]> {
  return tasks(db)
    .innerJoin('taskEntries as e', 'e.taskId', 't.id')
    .where('t.patientId', '=', patientId)
    .where('t.state', '=', 'done')
    .where('e.kind', '=', 'taken-over')
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM tasks own WHERE own.sessionId = ${id} AND own.ruleId = t.ruleId AND own.at = e.at)`,
    )
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM tasks newer WHERE newer.patientId = t.patientId AND newer.ruleId = t.ruleId AND newer.at > e.at)`,
    )
    .where('e.number', '=', sql<number>`(SELECT max(x.number) FROM taskEntries x WHERE x.taskId = t.id)`)
    .execute();
}

/** Of the living; `due` counts what is overdue too. */
export function countOpen(
  db: Reader,
  today: string,
): Promise<{ due: number; overdue: number; raised: number }> {
  return db
    .selectFrom('tasks as t')
    .select([
      sql<number>`coalesce(sum(t.state = 'open' AND t.dueFrom <= ${today}), 0)`.as('due'),
      sql<number>`coalesce(sum(t.state = 'open' AND t.dueOn < ${today}), 0)`.as('overdue'),
      sql<number>`coalesce(sum(t.state = 'raised'), 0)`.as('raised'),
    ])
    .where('t.state', '<>', done)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('patientDeaths as d').select('d.patientId').whereRef('d.patientId', '=', 't.patientId'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
}

export async function insertTask(tx: Tx, row: Insertable<Schema['tasks']>): Promise<void> {
  await tx.insertInto('tasks').values(row).execute();
}

export async function insertEntry(tx: Tx, row: EntryRow): Promise<void> {
  await tx.insertInto('taskEntries').values(row).execute();
}

export async function findEntries(db: Reader, taskIds: readonly string[]): Promise<EntryRow[]> {
  if (taskIds.length === 0) return [];
  return db
    .selectFrom('taskEntries')
    .selectAll()
    .where('taskId', 'in', [...taskIds])
    .orderBy('taskId')
    .orderBy('number')
    .execute();
}

import { type ChangeNotice, type Topic, topics } from '../../shared/contract/changes.ts';
import type { Reader, Tx } from '../db/schema.ts';

export interface Feed {
  /** Called once after each commit. */
  wake(): void;
  /** Every notice after a number, then each new one as it is committed; null starts at the present. */
  follow(after: number | null, signal: AbortSignal): AsyncGenerator<ChangeNotice, void, void>;
  newest(): Promise<number>;
}

const page = 500;

/** Puts a notice into the caller's transaction: others learn of exactly what was committed. */
export async function announce(
  tx: Tx,
  notice: { topic: Topic; entityId: string | null; patientId?: string | null },
): Promise<void> {
  const { topic, entityId, patientId = null } = notice;
  await tx.insertInto('changes').values({ topic, entityId, patientId }).execute();
}

/** Forgets all but the newest `keep` notices; a window that was away longer is told to refresh everything. */
export async function pruneNotices(tx: Tx, keep: number): Promise<void> {
  const newest = await newestIn(tx);
  await tx
    .deleteFrom('changes')
    .where('number', '<=', newest - Math.max(keep, 1))
    .execute();
}

/** One feed for each open store; it outlives the windows that follow it. */
export function openFeed(db: Reader): Feed {
  const sleepers = new Set<() => void>();
  return {
    wake: () => {
      for (const rouse of sleepers) rouse();
    },
    newest: () => newestIn(db),
    follow: (after, signal) => following(db, sleepers, after, signal),
  };
}

async function* following(
  db: Reader,
  sleepers: Set<() => void>,
  after: number | null,
  signal: AbortSignal,
): AsyncGenerator<ChangeNotice, void, void> {
  let last = after ?? (await newestIn(db));
  if (last > (await newestIn(db))) {
    // The reader has seen numbers that an older, restored store never gave out.
    const newest = await newestIn(db);
    yield* everything(newest, newest);
    last = newest;
  }
  while (!signal.aborted) {
    // Asleep before reading: a commit between the read and the wait would else go unheard.
    const { promise: woken, resolve } = Promise.withResolvers<void>();
    const rouse = (): void => resolve();
    sleepers.add(rouse);
    signal.addEventListener('abort', rouse, { once: true });
    try {
      const notices = await noticesAfter(db, last);
      const [first] = notices;
      if (first === undefined) {
        await woken;
        continue;
      }
      // Numbers have no holes, so a jump means that older notices were pruned.
      if (first.number !== last + 1) yield* everything(last, first.number - 1);
      for (const notice of notices) {
        if (signal.aborted) return;
        last = notice.number;
        yield notice;
      }
    } finally {
      sleepers.delete(rouse);
      signal.removeEventListener('abort', rouse);
    }
  }
}

/** One notice for each topic; only the last carries the new number, so that a cut in between repeats them all. */
function* everything(from: number, to: number): Generator<ChangeNotice> {
  for (const [index, topic] of topics.entries()) {
    yield { number: index === topics.length - 1 ? to : from, topic, entityId: null, patientId: null };
  }
}

async function noticesAfter(db: Reader, number: number): Promise<ChangeNotice[]> {
  const rows = await db
    .selectFrom('changes')
    .select(['number', 'topic', 'entityId', 'patientId'])
    .where('number', '>', number)
    .orderBy('number')
    .limit(page)
    .execute();
  return rows as ChangeNotice[];
}

async function newestIn(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('changes')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  return row?.number ?? 0;
}

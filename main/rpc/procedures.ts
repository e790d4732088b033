import { createHmac } from 'node:crypto';
import { implement } from '@orpc/server';
import canonicalize from 'canonicalize';
import { contract } from '../../shared/contract/index.ts';
import type { Sitting } from '../../shared/contract/session.ts';
import type { Act, Seat } from '../clinic/act.ts';
import { Refusal } from '../clinic/refusal.ts';
import type { Host } from '../clinic/upkeep/host.ts';
import { first } from '../db/prepared.ts';
import type { Db, Reader, Tx } from '../db/schema.ts';
import { acknowledge, actOf, enterLedger, openClinicOf, type Call } from './call.ts';
import type { Caller } from './caller.ts';
import { answering, authorise } from './guards.ts';

/** The contract with its guards in place: every route is made from it, none without them. */
export const on = implement(contract)
  .$context<Caller>()
  .use((passing) => answering(passing, async (call) => passing.next({ context: { call } })))
  .use(async (passing) => {
    await authorise(passing);
    return passing.next();
  });

type Handled<I> = { input: I; context: Caller & { call: Call }; signal?: AbortSignal | undefined };

/** Runs a use case that reads. Where the contract says `auditedQuery`, the reading enters the audit chain with it. */
export function reading<I, O>(read: (db: Reader, input: I, act: Act) => Promise<O>) {
  return async ({ input, context }: Handled<I>): Promise<O> => {
    const { call, host } = context;
    const clinic = openClinicOf(host.clinic);
    const act = actOf(context, call);
    if (call.meta.kind !== 'auditedQuery') return read(clinic.db, input, act);
    const { answer, head } = await clinic.db.transaction().execute(async (tx) => {
      const found = await read(tx, input, act);
      return { answer: found, head: await enterLedger(tx, context, call, 'done') };
    });
    acknowledge(host, head, call);
    return answer;
  };
}

/** Runs a use case that writes: its rows, notices, audit row and remembered answer stand or fall together. */
export function inTransaction<I, O>(write: (tx: Tx, input: I, act: Act) => Promise<O>) {
  return async ({ input, context }: Handled<I>): Promise<O> => {
    const { call, host } = context;
    const clinic = openClinicOf(host.clinic);
    const act = actOf(context, call);
    const { sitting } = context.seat;
    const attempt = clinic.db.transaction().execute(async (tx) => {
      const before = await answeredBefore<O>(tx, context, input);
      if (before !== undefined) return { answer: before.answer, head: null };
      const answer = await write(tx, input, act);
      await rememberAnswer(tx, context, input, answer);
      return { answer, head: await enterLedger(tx, context, call, 'done') };
    });
    const done = await attempt.catch((error: unknown) => {
      closeAgain(context.seat, sitting);
      throw error;
    });
    if (done.head !== null) {
      acknowledge(host, done.head, call);
      if (call.notices.some((notice) => notice.topic === 'practice')) await host.refreshProfile();
    }
    return done.answer;
  };
}

/**
 * For the few acts that keep their own transactions, such as counting a failed sign-in; the audit row follows. Those of
 * somebody signed in are remembered like any command; a sign-in is tried again for what it is.
 */
export function alone<I, O>(work: (db: Db, input: I, act: Act) => Promise<O>) {
  return async ({ input, context }: Handled<I>): Promise<O> => {
    const { db } = openClinicOf(context.host.clinic);
    const { kind, permission } = context.call.meta;
    const remembered = kind === 'command' && permission !== 'anyone';
    const done = async (): Promise<O> => {
      const before = remembered
        ? await db.transaction().execute((tx) => answeredBefore<O>(tx, context, input))
        : undefined;
      if (before !== undefined) return before.answer;
      const answer = await work(db, input, actOf(context, context.call));
      const head = await db.transaction().execute(async (tx) => {
        if (remembered) await rememberAnswer(tx, context, input, answer);
        return enterLedger(tx, context, context.call, 'done');
      });
      acknowledge(context.host, head, context.call);
      return answer;
    };
    return remembered && context.requestId !== null ? inTurn(context.requestId, done) : done();
  };
}

/** By request number, the last of those that are being done. */
const underWay = new Map<string, Promise<unknown>>();

/** What came in twice waits for the first, whose answer it then finds: no transaction around the work would keep it back. */
async function inTurn<O>(requestId: string, work: () => Promise<O>): Promise<O> {
  const turn = (underWay.get(requestId) ?? Promise.resolve()).then(work, work);
  underWay.set(requestId, turn);
  try {
    return await turn;
  } finally {
    if (underWay.get(requestId) === turn) underWay.delete(requestId);
  }
}

/** A reason or a document whose opening could not be kept opens nothing. A sign-out, a lock or a hand-over holds all the same. */
function closeAgain(seat: Seat, before: Sitting | null): void {
  if (seat.sitting === null) return;
  const { handedTo } = seat.sitting;
  const opened = handedTo?.opened === true && before?.handedTo?.opened === true;
  seat.sitting = {
    ...seat.sitting,
    reasonUntil: before?.reasonUntil ?? null,
    handedTo: handedTo === null ? null : { ...handedTo, opened },
  };
}

/** For what concerns the host itself, whatever state its store is in. */
export function atHost<I, O>(
  work: (host: Host, input: I, at: { context: Caller & { call: Call } }) => Promise<O>,
) {
  return async ({ input, context }: Handled<I>): Promise<O> => work(context.host, input, { context });
}

const requestBy = first((db, id: string) => db.selectFrom('requests').selectAll().where('id', '=', id));

async function answeredBefore<O>(tx: Tx, context: Handled<unknown>['context'], input: unknown) {
  const { requestId, seat } = context;
  if (requestId === null) return undefined;
  const row = await requestBy(tx, requestId);
  if (row === undefined) return undefined;
  if (row.actorId !== (seat.sitting?.userId ?? null) || row.inputHash !== hashOf(context, input)) {
    throw new Refusal('INVALID', { field: 'requestId', problem: 'used-before' });
  }
  return { answer: JSON.parse(row.answer) as O };
}

async function rememberAnswer(
  tx: Tx,
  context: Handled<unknown>['context'],
  input: unknown,
  answer: unknown,
): Promise<void> {
  if (context.requestId === null) return;
  await tx
    .insertInto('requests')
    .values({
      id: context.requestId,
      at: context.call.now,
      actorId: context.seat.sitting?.userId ?? null,
      procedure: context.call.procedure,
      inputHash: hashOf(context, input),
      answer: JSON.stringify(answer),
    })
    .execute();
}

/** Of what is asked and of whom: many procedures take the same input. Keyed, because an input may hold a password. */
function hashOf({ host, call }: Handled<unknown>['context'], input: unknown): string {
  const { auditKey } = openClinicOf(host.clinic).secrets;
  return createHmac('sha256', auditKey)
    .update(`request\n${call.procedure}\n${canonicalize(input ?? null)}`)
    .digest('hex');
}

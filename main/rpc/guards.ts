import { ORPCError, ValidationError } from '@orpc/server';
import type { RefusalCode } from '../../shared/contract/errors.ts';
import { grantOf } from '../../shared/contract/permissions.ts';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import { Refusal } from '../clinic/refusal.ts';
import { sittingOf } from '../clinic/staff/service.ts';
import { classify } from '../db/store-problem.ts';
import { report } from '../log.ts';
import { acknowledge, enterLedger, newCall, type Call } from './call.ts';
import type { Caller } from './caller.ts';

interface Passing {
  context: Caller;
  path: readonly string[];
  procedure: { '~orpc': { meta: ProcedureMeta; errorMap: Record<string, unknown> } };
}

/** Turns whatever a call ends with into what its contract declares; everything else becomes an incident. */
export async function answering<R>(passing: Passing, next: (call: Call) => Promise<R>): Promise<R> {
  const { context, path, procedure } = passing;
  const { meta, errorMap } = procedure['~orpc'];
  const call = newCall(path.join('.'), meta, context.host.now());
  try {
    return await next(call);
  } catch (error) {
    const refusal = asRefusal(error, context);
    if (refusal === undefined || !(refusal.code in errorMap)) {
      const incident = report(call.procedure, error);
      throw new ORPCError('INTERNAL_SERVER_ERROR', { data: { incident } });
    }
    await noteRefusal(context, call, refusal.code);
    throw new ORPCError(refusal.code, { data: refusal.data });
  }
}

/** Reads the permission from the contract and the roles from the store, before any input is looked at. */
export async function authorise({ context: { host, seat }, path, procedure }: Passing): Promise<void> {
  const { permission, storeOptional, handed } = procedure['~orpc'].meta;
  if (permission === 'nobody') throw new Refusal('FORBIDDEN', { permission: path.join('.') });
  if (host.clinic === null && storeOptional !== true)
    throw new Refusal('STORE_CLOSED', { state: host.state });
  if (permission === 'anyone') return;
  if (seat.sitting === null || host.clinic === null) throw new Refusal('NOT_SIGNED_IN', {});
  const person = await sittingOf(host.clinic.db, seat.sitting.userId);
  if (person === null) {
    seat.sitting = null;
    throw new Refusal('NOT_SIGNED_IN', {});
  }
  const sitting = { ...seat.sitting, ...person };
  seat.sitting = sitting;
  if (sitting.locked) throw new Refusal('LOCKED', {});
  if (sitting.handedTo !== null && handed !== true) throw new Refusal('HANDED_OVER', {});
  // Whoever handed it over was allowed to; the patient's own acts need no stated reason.
  if (sitting.handedTo !== null) return;
  if (permission === 'signed-in') return;
  const grant = grantOf(sitting.roles, permission);
  if (grant === undefined) throw new Refusal('FORBIDDEN', { permission });
  const stated = sitting.reasonUntil !== null && sitting.reasonUntil > host.now();
  if (grant === 'reason' && !stated) throw new Refusal('REASON_NEEDED', { permission });
}

function asRefusal(error: unknown, { host }: Caller): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ORPCError) {
    if (error.code !== 'BAD_REQUEST' || !(error.cause instanceof ValidationError)) return undefined;
    const [issue] = error.cause.issues;
    const steps = (issue?.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
    const problem = issue !== undefined && 'code' in issue ? String(issue.code) : 'invalid';
    return new Refusal('INVALID', { field: steps.join('.'), problem });
  }
  const problem = classify(error, { keyIsRight: true });
  if (problem === undefined) return undefined;
  host.report(problem);
  return new Refusal('STORE_CLOSED', { state: problem.state });
}

const unaudited: readonly RefusalCode[] = [
  'INVALID',
  'STORE_CLOSED',
  'NOT_SIGNED_IN',
  'LOCKED',
  'HANDED_OVER',
];

/** The transaction of a refused act is gone; that it was refused stays, in a transaction of its own. */
async function noteRefusal(caller: Caller, call: Call, code: RefusalCode): Promise<void> {
  const { clinic } = caller.host;
  if (clinic === null || unaudited.includes(code)) return;
  try {
    const head = await clinic.db
      .transaction()
      .execute((tx) => enterLedger(tx, caller, call, 'refused', code));
    acknowledge(caller.host, head, { ...call, notices: [] });
  } catch (error) {
    report(`${call.procedure} refusal`, error);
  }
}

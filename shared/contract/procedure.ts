import { eventIterator, oc } from '@orpc/contract';
import { mayRefuse } from './errors.ts';
import type { Permission } from './permissions.ts';

export interface ProcedureMeta {
  /** `query` reads; `auditedQuery` reads a patient's record and leaves an audit row; `command` writes in one transaction. */
  kind: 'query' | 'auditedQuery' | 'command' | 'stream';
  permission: Permission;
  /** Works while the store is closed (first run, wrong key, damage). */
  storeOptional?: boolean;
  /** Answers in the hands of a patient, for the one document handed over, and nowhere else. */
  handed?: boolean;
}

const base = oc
  .$meta<ProcedureMeta>({ kind: 'query', permission: 'nobody' })
  .errors(
    mayRefuse(
      'NOT_SIGNED_IN',
      'LOCKED',
      'HANDED_OVER',
      'FORBIDDEN',
      'REASON_NEEDED',
      'STORE_CLOSED',
      'NOT_FOUND',
      'INVALID',
    ),
  );

/** Reads; leaves no trace. Never for a patient's clinical record. */
export function query(permission: Exclude<Permission, 'nobody'>) {
  return base.meta({ kind: 'query', permission });
}

/** Reads a patient's record; the reading itself is written to the audit chain. */
export function auditedQuery(permission: Exclude<Permission, 'nobody'>) {
  return base.meta({ kind: 'auditedQuery', permission });
}

/** Writes in one transaction with its change notice and audit row; a repeated request id gets the first answer. */
export function command(permission: Exclude<Permission, 'nobody'>) {
  return base.meta({ kind: 'command', permission });
}

/** Acts of the patient in a window that was handed over with one document. */
export function handed(kind: 'query' | 'auditedQuery' | 'command') {
  return base.meta({ kind, permission: 'consents.prepare', handed: true });
}

/** Answers while the store is closed: first run, sign of damage, missing key. */
export function gateway(kind: 'query' | 'command') {
  return base.meta({ kind, permission: 'anyone', storeOptional: true });
}

/** Sends notices until the caller goes away. */
export function stream(permission: Exclude<Permission, 'nobody'>) {
  return base.meta({ kind: 'stream', permission });
}

export { eventIterator };

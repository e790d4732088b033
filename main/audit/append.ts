import { createHmac, type KeyObject } from 'node:crypto';
import { first } from '../db/prepared.ts';
import type { Tx } from '../db/schema.ts';
import type { AuditTable } from '../db/ledger-tables.ts';

/** What happened, to whom, by whom. Codes and ids only: no name and no value ever enters the chain. */
export interface AuditEntry {
  /** UTC instant, milliseconds. */
  at: string;
  /** Minutes east of UTC at the clinic. */
  zoneOffset: number;
  actorId: string | null;
  roles: readonly string[];
  workstation?: string | null;
  sessionId?: string | null;
  action: AuditTable['action'];
  procedure: string;
  patientId?: string | null;
  entityId?: string | null;
  version?: number | null;
  outcome: AuditTable['outcome'];
  reason?: string | null;
  beforeHash?: string | null;
  afterHash?: string | null;
}

export type AuditRow = AuditTable;

/** What the first row is chained to. */
export const chainStart = '0'.repeat(64);

const headOf = first((db) => db.selectFrom('audit').select(['seq', 'mac']).orderBy('seq', 'desc').limit(1));

/**
 * Adds one row to the chain in the caller's transaction: it stands if the act stands, and goes if it goes.
 * @returns the number and the code of the new head.
 */
export async function appendAudit(
  tx: Tx,
  entry: AuditEntry,
  auditKey: Buffer,
): Promise<{ seq: number; mac: string }> {
  const row = rowAfter(await headOf(tx), entry, auditKey);
  await tx.insertInto('audit').values(row).execute();
  return { seq: row.seq, mac: row.mac };
}

/** The row that an entry becomes after this head of the chain, or at its beginning. */
export function rowAfter(
  head: { seq: number; mac: string } | undefined,
  entry: AuditEntry,
  auditKey: Buffer | KeyObject,
): AuditRow {
  const row = {
    seq: (head?.seq ?? 0) + 1,
    at: entry.at,
    zoneOffset: entry.zoneOffset,
    actorId: entry.actorId,
    roles: entry.roles.toSorted().join(','),
    workstation: entry.workstation ?? null,
    sessionId: entry.sessionId ?? null,
    action: entry.action,
    procedure: entry.procedure,
    patientId: entry.patientId ?? null,
    entityId: entry.entityId ?? null,
    version: entry.version ?? null,
    outcome: entry.outcome,
    reason: entry.reason ?? null,
    beforeHash: entry.beforeHash ?? null,
    afterHash: entry.afterHash ?? null,
    prev: head?.mac ?? chainStart,
  };
  return { ...row, mac: macOf(row, auditKey) };
}

/** Code of a row: HMAC-SHA-256 over a label, the code before it and the row as canonical JSON. */
export function macOf(row: Omit<AuditRow, 'mac'>, auditKey: Buffer | KeyObject): string {
  return createHmac('sha256', auditKey)
    .update(`palpate audit v1\n${row.prev}\n${canonicalRow(row)}`)
    .digest('hex');
}

/**
 * RFC 8785 text of a row. Its keys are known and flat, so writing them in order is enough
 * and several times faster than the general routine over a million rows.
 */
export function canonicalRow(row: Omit<AuditRow, 'mac'>): string {
  return JSON.stringify({
    action: row.action,
    actorId: row.actorId,
    afterHash: row.afterHash,
    at: row.at,
    beforeHash: row.beforeHash,
    entityId: row.entityId,
    outcome: row.outcome,
    patientId: row.patientId,
    procedure: row.procedure,
    reason: row.reason,
    roles: row.roles,
    seq: row.seq,
    sessionId: row.sessionId,
    version: row.version,
    workstation: row.workstation,
    zoneOffset: row.zoneOffset,
  });
}

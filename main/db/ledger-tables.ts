import type { Generated } from 'kysely';

/** One line of the hash-chained log. Append-only: triggers refuse the rest, the chain proves it. */
export interface AuditTable {
  seq: number;
  at: string;
  /** Minutes east of UTC at the clinic when it happened. */
  zoneOffset: number;
  actorId: string | null;
  /** Roles held at that moment, joined with a comma; empty before sign-in. */
  roles: string;
  workstation: string | null;
  sessionId: string | null;
  action: 'C' | 'R' | 'U' | 'D' | 'E';
  procedure: string;
  patientId: string | null;
  entityId: string | null;
  version: number | null;
  outcome: 'done' | 'refused' | 'failed';
  /** A code, never free text: erasing a person must not break the chain. */
  reason: string | null;
  beforeHash: string | null;
  afterHash: string | null;
  prev: string;
  mac: string;
}

/** An Ed25519 signature over one head of the audit chain. */
export interface AuditSealsTable {
  seq: number;
  mac: string;
  at: string;
  signature: string;
}

/** One committed change that windows refresh from. */
export interface ChangesTable {
  number: Generated<number>;
  at: Generated<string>;
  topic: string;
  entityId: string | null;
  patientId: string | null;
}

/** What a request was answered with, so that sending it twice does it once. */
export interface RequestsTable {
  id: string;
  at: string;
  actorId: string | null;
  procedure: string;
  inputHash: string;
  /** JSON text of the answer. */
  answer: string;
}

export interface MigrationsTable {
  number: number;
  name: string;
  sha256: string;
  appliedAt: string;
}

export interface LedgerTables {
  audit: AuditTable;
  auditSeals: AuditSealsTable;
  changes: ChangesTable;
  requests: RequestsTable;
  migrations: MigrationsTable;
}

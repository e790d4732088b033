import { Temporal } from 'temporal-polyfill';
import type { AuditTable } from '../db/ledger-tables.ts';
import type { Tx } from '../db/schema.ts';
import { appendAudit } from '../audit/append.ts';
import { announce } from '../changes/feed.ts';
import type { Topic } from '../../shared/contract/changes.ts';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import type { Act, AuditSubject } from '../clinic/act.ts';
import { Refusal } from '../clinic/refusal.ts';
import type { Host } from '../clinic/upkeep/host.ts';
import type { OpenClinic } from '../clinic/upkeep/opening.ts';
import type { Caller } from './caller.ts';

/** One call on its way: what it is about and what it changed, as the service tells it. */
export interface Call {
  procedure: string;
  meta: ProcedureMeta;
  now: string;
  subject: AuditSubject;
  notices: { topic: Topic; entityId: string | null; patientId: string | null }[];
}

export function newCall(procedure: string, meta: ProcedureMeta, now: string): Call {
  return { procedure, meta, now, subject: {}, notices: [] };
}

/** The view of a call that a service gets. */
export function actOf({ host, seat }: Caller, call: Call): Act {
  const clinic = openClinicOf(host.clinic);
  return {
    now: call.now,
    reference: host.reference,
    resources: host.resources,
    seat,
    get clinic() {
      if (clinic.profile === null) throw new Error('the clinic has no profile yet');
      return clinic.profile;
    },
    get who() {
      if (seat.sitting === null) throw new Refusal('NOT_SIGNED_IN', {});
      return seat.sitting;
    },
    about: (subject) => Object.assign(call.subject, subject),
    changed: (topic, entityId, patientId) =>
      void call.notices.push({ topic, entityId: entityId ?? null, patientId: patientId ?? null }),
  };
}

export function openClinicOf(clinic: OpenClinic | null): OpenClinic {
  if (clinic === null) throw new Refusal('STORE_CLOSED', { state: 'WORDS_NEEDED' });
  return clinic;
}

/** Notices and the audit row of a call, in the transaction of the rows that they speak of. */
export async function enterLedger(
  tx: Tx,
  { host, seat }: Caller,
  call: Call,
  outcome: AuditTable['outcome'],
  reason: string | null = null,
): Promise<{ seq: number; mac: string }> {
  const clinic = openClinicOf(host.clinic);
  if (outcome === 'done') for (const notice of call.notices) await announce(tx, notice);
  const { patientId = null, entityId = null, version = null, action, afterHash } = call.subject;
  return appendAudit(
    tx,
    {
      at: call.now,
      zoneOffset: offsetMinutes(call.now, clinic.profile?.zone ?? 'UTC'),
      actorId: seat.sitting?.userId ?? null,
      roles: seat.sitting?.roles ?? [],
      workstation: seat.workstation,
      sessionId: seat.id,
      action: action ?? (call.meta.kind === 'auditedQuery' ? 'R' : entityId === null ? 'E' : 'U'),
      procedure: call.procedure,
      patientId,
      entityId,
      version,
      outcome,
      reason,
      // What was refused has left nothing behind.
      ...(afterHash === undefined || outcome !== 'done' ? {} : { afterHash }),
    },
    clinic.secrets.auditKey,
  );
}

/** After the commit: first the mark that proves it, then the windows that show it. */
export function acknowledge(host: Host, head: { seq: number; mac: string }, call: Call): void {
  const clinic = openClinicOf(host.clinic);
  clinic.watermark.advance(head.seq, head.mac);
  host.hasWritten();
  if (call.notices.length > 0) clinic.feed.wake();
}

function offsetMinutes(instant: string, zone: string): number {
  return Math.round(
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000,
  );
}

import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Reader } from '../../db/schema.ts';
import { Refusal } from '../refusal.ts';
import { findFacts, findFactsBetween } from './facts.store.ts';

/** Who comes when, and nothing of why: what leaves the clinic as a reminder or a calendar file is made of this alone. */
export interface VisitFacts {
  id: string;
  patientId: string;
  practitionerId: string;
  startsAt: string;
  endsAt: string;
  status: AppointmentStatus;
  version: number;
  /** When the present time was agreed: at the booking, or at the last move. */
  agreedAt: string;
}

export async function visitFacts(db: Reader, id: string): Promise<VisitFacts> {
  const row = await findFacts(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'appointment' });
  return factsOf(row);
}

/** Visits that start from the first instant on and before the second, in order; null for every practitioner. */
export async function visitFactsBetween(
  db: Reader,
  range: { from: string; to: string },
  practitionerId: string | null,
): Promise<VisitFacts[]> {
  return (await findFactsBetween(db, range, practitionerId)).map(factsOf);
}

function factsOf(row: NonNullable<Awaited<ReturnType<typeof findFacts>>>): VisitFacts {
  return { ...row, agreedAt: row.agreedAt ?? row.startsAt };
}

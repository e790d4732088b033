import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { findAhead, findGivenUp } from './freed.store.ts';
import { holdsTime } from './rules.ts';

/** A time that a visit gave up and that is not over. */
interface GivenUp {
  appointmentId: string;
  practitionerId: string;
  startsAt: string;
  endsAt: string;
  why: 'cancelled' | 'did-not-attend' | 'moved';
  freedAt: string;
}

const days = 30 * 24 * 60 * 60_000;

/** Places given up within the last 30 days, by start; each once, whoever gave it up last. */
export async function givenUp(db: Reader, act: Act, appointmentId?: string): Promise<GivenUp[]> {
  const since = new Date(Date.parse(act.now) - days).toISOString();
  const places = new Map<string, GivenUp>();
  for (const step of await findGivenUp(db, since, appointmentId)) {
    const { appointmentId: id, at: freedAt, status } = step;
    if (step.formerly === null && holdsTime(status)) continue;
    const of =
      step.formerly === null
        ? { practitionerId: step.practitionerId, startsAt: step.startsAt, endsAt: step.endsAt }
        : (JSON.parse(step.formerly) as Pick<GivenUp, 'practitionerId' | 'startsAt' | 'endsAt'>);
    const { practitionerId, startsAt, endsAt } = of;
    const key = `${practitionerId} ${startsAt} ${endsAt}`;
    if (endsAt <= act.now || places.has(key)) continue;
    const why = step.formerly === null ? (step.toStatus as GivenUp['why']) : 'moved';
    places.set(key, { appointmentId: id, practitionerId, startsAt, endsAt, why, freedAt });
  }
  return [...places.values()].toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
}

/** What these patients have ahead of them, by start. */
export function upcomingOf(db: Reader, patientIds: readonly string[], act: Act) {
  return findAhead(db, [...new Set(patientIds)], act.now);
}

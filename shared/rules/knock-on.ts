import { millisOf } from './wall-clock.ts';

/** A visit as far as its delay can be handed on: its parts at their planned times, and what each of them keeps. */
export interface Delayable {
  id: string;
  /** The patient's own planned start. */
  startsAt: string;
  practitionerId: string;
  roomId: string | null;
  patient: { id: string };
  phases: readonly {
    startsAt: string;
    endsAt: string;
    practitioner: boolean;
    room: boolean;
    deviceId: string | null;
    patient: boolean;
  }[];
}

export interface KnockOn {
  id: string;
  /** Whole minutes by which the patient is seen later than planned. */
  minutes: number;
}

interface Part {
  visit: string;
  from: number;
  to: number;
  patient: boolean;
  keeps: string[];
  /** The visit's part before this one. */
  before: Part | null;
  delay: number;
}

const minute = 60_000;

/**
 * Which visits begin later when some begin `late` minutes after their plan, and by how much: each part waits for the
 * part before it, and for everything that was planned to be over with its practitioner, room, device or patient before
 * it. Nobody changes places, nothing is shortened, gaps and resting times take delay in. Visits that overlap by plan
 * (overbooked) do not wait for one another. The late visits themselves are left out of the answer, the others come in
 * order of their plan.
 */
export function knockOn(visits: readonly Delayable[], late: ReadonlyMap<string, number>): KnockOn[] {
  const parts = visits.flatMap((visit) => partsOf(visit, late.get(visit.id) ?? 0));
  const order = parts.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const ends = new Map<string, Part[]>();
  for (const part of order) {
    if (part.before !== null) part.delay = Math.max(part.delay, part.before.delay);
    for (const resource of part.keeps) {
      const earlier = ends.get(resource) ?? [];
      for (const other of earlier)
        if (other.to <= part.from) part.delay = Math.max(part.delay, other.to + other.delay - part.from);
      earlier.push(part);
      ends.set(resource, earlier);
    }
  }
  const seen = new Map<string, number>();
  for (const part of order) if (part.patient && !seen.has(part.visit)) seen.set(part.visit, part.delay);
  return visits
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
    .flatMap(({ id }) => {
      const minutes = Math.ceil((seen.get(id) ?? 0) / minute);
      return minutes > 0 && !late.has(id) ? [{ id, minutes }] : [];
    });
}

function partsOf(visit: Delayable, lateMinutes: number): Part[] {
  const parts: Part[] = [];
  for (const phase of visit.phases) {
    const keeps = [
      ...(phase.practitioner ? [`practitioner ${visit.practitionerId}`] : []),
      ...(phase.room && visit.roomId !== null ? [`room ${visit.roomId}`] : []),
      ...(phase.deviceId === null ? [] : [`device ${phase.deviceId}`]),
      ...(phase.patient ? [`patient ${visit.patient.id}`] : []),
    ];
    // Preparing is done in time; the delay comes with the patient.
    const delayed = phase.patient || parts.some(({ patient }) => patient);
    parts.push({
      ...{ visit: visit.id, patient: phase.patient, keeps, before: parts.at(-1) ?? null },
      ...{ from: millisOf(phase.startsAt), to: millisOf(phase.endsAt) },
      delay: delayed ? lateMinutes * minute : 0,
    });
  }
  return parts;
}

import { plusMinutes } from './calendar.ts';

/** A part of a visit as its kind plans it; `minutes` are real minutes. */
export interface Phase {
  name: string;
  minutes: number;
  practitioner: boolean;
  room: boolean;
  deviceKind: DeviceKind | null;
  patient: boolean;
  stretches: boolean;
}

export type DeviceKind = 'laser' | 'electrical' | 'magnetic';

/** A part of a visit at its time. */
export interface PhaseSpan extends Omit<Phase, 'minutes' | 'stretches'> {
  startsAt: string;
  endsAt: string;
}

export type Resource = 'practitioner' | 'room' | 'device' | 'patient';

export interface Claim {
  resource: Resource;
  resourceId: string;
  startsAt: string;
  endsAt: string;
}

/** A kind of visit that keeps practitioner and room from its first minute to its last. */
export function plainPhases(name: string, minutes: number): Phase[] {
  return [
    { name, minutes, practitioner: true, room: true, deviceKind: null, patient: true, stretches: true },
  ];
}

/**
 * What makes parts no plan of a visit: `length` they do not add up to it, `nobody` no practitioner sees the patient,
 * `apart` the patient is away between two parts, `stretch` not exactly one part of the patient's takes the difference,
 * `too-long` the whole keeps something for more than 12 hours.
 */
export type PhasesProblem = 'length' | 'nobody' | 'apart' | 'stretch' | 'too-long';

export function phasesProblem(phases: readonly Phase[], minutes: number): PhasesProblem | null {
  const present = phases.filter(({ patient }) => patient);
  const first = phases.findIndex(({ patient }) => patient);
  const last = phases.findLastIndex(({ patient }) => patient);
  if (last - first + 1 !== present.length) return 'apart';
  if (!present.some(({ practitioner }) => practitioner)) return 'nobody';
  const stretching = phases.filter(({ stretches }) => stretches);
  if (stretching.length !== 1 || stretching[0]?.patient !== true) return 'stretch';
  if (total(present) !== minutes) return 'length';
  return total(phases) > 720 ? 'too-long' : null;
}

/** The parts with the one that stretches made to fit; null when less than 5 minutes would be left of it. */
export function stretchTo<P extends Phase>(phases: readonly P[], minutes: number): P[] | null {
  const difference = minutes - total(phases.filter(({ patient }) => patient));
  const fitted = phases.map((one) => (one.stretches ? { ...one, minutes: one.minutes + difference } : one));
  return fitted.every((one) => one.minutes >= 5) && total(fitted) <= 720 ? fitted : null;
}

/** The parts at their times, when the patient's own first minute is `startsAt`. */
export function layOut(phases: readonly Phase[], startsAt: string): PhaseSpan[] {
  const first = phases.findIndex(({ patient }) => patient);
  let at = plusMinutes(startsAt, -total(phases.slice(0, Math.max(first, 0))));
  return phases.map(({ minutes, stretches: _, ...rest }) => {
    const span = { ...rest, startsAt: at, endsAt: plusMinutes(at, minutes) };
    at = span.endsAt;
    return span;
  });
}

/** Devices by kind: which unit serves the visit. */
export type Units = Partial<Record<DeviceKind, string>>;

/** What is kept busy, and when; parts that follow on one another are one claim. */
export function claimsOf(
  spans: readonly PhaseSpan[],
  of: { patientId: string; practitionerId: string; roomId: string | null; units: Units },
): Claim[] {
  const kinds = [...new Set(spans.flatMap(({ deviceKind }) => deviceKind ?? []))];
  const { roomId } = of;
  return [
    ...joined(spans, ({ practitioner }) => practitioner, 'practitioner', of.practitionerId),
    ...(roomId === null ? [] : joined(spans, ({ room }) => room, 'room', roomId)),
    ...kinds.flatMap((kind) => {
      const unit = of.units[kind];
      return unit === undefined ? [] : joined(spans, ({ deviceKind }) => deviceKind === kind, 'device', unit);
    }),
    ...joined(spans, ({ patient }) => patient, 'patient', of.patientId),
  ];
}

function joined(
  spans: readonly PhaseSpan[],
  keeps: (span: PhaseSpan) => boolean,
  resource: Resource,
  resourceId: string,
): Claim[] {
  const claims: Claim[] = [];
  for (const span of spans) {
    if (!keeps(span)) continue;
    const before = claims.at(-1);
    if (before !== undefined && before.endsAt === span.startsAt) before.endsAt = span.endsAt;
    else claims.push({ resource, resourceId, startsAt: span.startsAt, endsAt: span.endsAt });
  }
  return claims;
}

function total(phases: readonly { minutes: number }[]): number {
  return phases.reduce((sum, { minutes }) => sum + minutes, 0);
}

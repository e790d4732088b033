import type { Inputs } from '../../../shared/contract/index.ts';
import type { AppointmentType, ClinicProfile } from '../../../shared/contract/practice.ts';
import { isZone } from '../../../shared/rules/calendar.ts';
import { type Phase, phasesProblem, plainPhases, stretchTo } from '../../../shared/rules/phases.ts';
import { Refusal } from '../refusal.ts';

/** Refuses what the schema cannot see: a zone that this runtime does not know, a day that ends before it starts, waits out of order. */
export function assertProfile(profile: ClinicProfile): void {
  const { zone, dayStart, dayEnd } = profile;
  if (!isZone(zone)) throw new Refusal('INVALID', { field: 'profile.zone', problem: 'unknown-zone' });
  if (dayEnd <= dayStart) throw new Refusal('INVALID', { field: 'profile.dayEnd', problem: 'before-start' });
  if (profile.waitingTooLongMinutes < profile.waitingLongMinutes)
    throw new Refusal('INVALID', { field: 'profile.waitingTooLongMinutes', problem: 'below-long' });
}

type Saving = Pick<Inputs['practice']['saveAppointmentType'], 'name' | 'minutes' | 'phases' | 'lengths'>;

/** The parts and lengths that a kind of visit will have: those that are sent, else those it has, made to its length. */
export function planOf(
  input: Saving,
  before: { phases: string; lengths: string } | undefined,
): Pick<AppointmentType, 'phases' | 'lengths'> {
  const { minutes } = input;
  const earlier = before === undefined ? undefined : (JSON.parse(before.phases) as Phase[]);
  const kept = earlier === undefined ? plainPhases(input.name, minutes) : stretchTo(earlier, minutes);
  const phases = input.phases ?? kept;
  const problem = phases === null ? 'length' : phasesProblem(phases, minutes);
  if (phases === null || problem !== null)
    throw new Refusal('INVALID', { field: 'phases', problem: problem ?? 'length' });
  const lengths =
    input.lengths ?? (before === undefined ? [] : (JSON.parse(before.lengths) as AppointmentType['lengths']));
  if (new Set(lengths.map(({ practitionerId }) => practitionerId)).size !== lengths.length)
    throw new Refusal('INVALID', { field: 'lengths', problem: 'twice' });
  if (lengths.some((one) => stretchTo(phases, one.minutes) === null))
    throw new Refusal('INVALID', { field: 'lengths', problem: 'too-short' });
  return { phases, lengths };
}

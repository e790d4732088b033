import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { isZone } from '../../../shared/rules/calendar.ts';
import { Refusal } from '../refusal.ts';

/** Refuses what the schema cannot see: a zone that this runtime does not know, and a day that ends before it starts. */
export function assertProfile({ zone, dayStart, dayEnd }: ClinicProfile): void {
  if (!isZone(zone)) throw new Refusal('INVALID', { field: 'profile.zone', problem: 'unknown-zone' });
  if (dayEnd <= dayStart) throw new Refusal('INVALID', { field: 'profile.dayEnd', problem: 'before-start' });
}

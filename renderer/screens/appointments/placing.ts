import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { lengthOf, minuteIn } from './day-time.ts';

/** Where a visit stands, or is about to stand. */
export interface Placed {
  practitionerId: string;
  minute: number;
  minutes: number;
}

/** What the grid is given and hands on to its columns and cards. */
export interface DayGridProps {
  label: string;
  zone: string;
  opening: { dayStart: string; dayEnd: string };
  practitioners: readonly Member[];
  appointments: readonly Appointment[];
  types: ReadonlyMap<string, AppointmentType>;
  selectedId: string | null;
  /** Wall-clock minute of now, on today's grid only. */
  now: number | null;
  mayWrite: boolean;
  onSelect: (id: string) => void;
  onBook: (at: { practitionerId: string; minute: number; minutes: number | null }) => void;
  onPlace: (visit: Appointment, to: Placed) => void;
}

export function placeOf(visit: Appointment, zone: string): Placed {
  return {
    practitionerId: visit.practitionerId,
    minute: minuteIn(zone, visit.startsAt),
    minutes: lengthOf(visit),
  };
}

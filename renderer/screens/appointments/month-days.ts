import type { Outputs } from '../../../shared/contract/index.ts';
import type { ShownDay } from '../../../shared/contract/hours.ts';
import { openMinutes } from './shades.ts';

type Counted = Outputs['appointments']['month']['days'][number];

export interface MonthDay {
  date: string;
  visits: number;
  people: { id: string; visits: number; minutes: number; open: number }[];
  /** Share of the open time that is booked, in hundredths; null when nobody is there. */
  full: number | null;
  /** Why nobody is there, or what of the day is taken away. */
  closures: string[];
}

/** What a month shows of one day: the people asked for, how much of their time is booked, what is closed. */
export function monthDay(
  date: string,
  counted: readonly Counted[],
  hours: ShownDay | undefined,
  people: readonly string[],
): MonthDay {
  const lines = people.map((id) => {
    const own = counted.filter((one) => one.date === date && one.practitionerId === id);
    return {
      id,
      visits: own.reduce((sum, { visits }) => sum + visits, 0),
      minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
      open: hours === undefined ? 0 : openMinutes(hours, { kind: 'practitioner', id }),
    };
  });
  const open = lines.reduce((sum, line) => sum + line.open, 0);
  const booked = lines.reduce((sum, { minutes }) => sum + minutes, 0);
  const closures = (hours?.closures ?? []).filter(
    ({ kind, resourceId }) => kind === 'holiday' || (kind === 'leave' && people.includes(resourceId ?? '')),
  );
  return {
    date,
    people: lines,
    visits: lines.reduce((sum, { visits }) => sum + visits, 0),
    full: open === 0 ? null : Math.round((booked / open) * 100),
    closures: [...new Set(closures.map(({ label }) => label))],
  };
}

export type Fullness = 'closed' | 'free' | 'some' | 'nearly' | 'full';

export function fullnessOf({ full }: Pick<MonthDay, 'full'>): Fullness {
  if (full === null) return 'closed';
  if (full >= 95) return 'full';
  if (full >= 75) return 'nearly';
  return full === 0 ? 'free' : 'some';
}

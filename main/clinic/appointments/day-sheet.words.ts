import type { Appointment, AppointmentStatus } from '../../../shared/contract/appointments.ts';

export const en = {
  title: 'Day sheet',
  made: (moment: string) =>
    `As of ${moment}. Keep it where patients cannot read it, and shred it at the end of the day.`,
  columns: {
    time: 'Time',
    patient: 'Patient',
    type: 'Visit',
    room: 'Room, device',
    practitioner: 'With, device',
    alerts: 'Alerts',
    consent: 'Consent',
    note: 'Note',
  },
  count: (visits: number) => `${visits} ${visits === 1 ? 'visit' : 'visits'}`,
  empty: 'No visits.',
  hidden: 'There are alerts that this list may not show; see the record.',
  minutes: (minutes: number) => `${minutes} min`,
  free: (minutes: number) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `free, ${[hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ')}`;
  },
  hours: (spans: readonly string[]) => (spans.length === 0 ? 'not working' : `works ${spans.join(', ')}`),
  resting: (span: string) => `rests ${span}`,
  held: (span: string) => `kept ${span}`,
  overbooked: (reason: string) => `OVERBOOKED: ${reason}`,
  cancelledHead: 'Cancelled:',
  cancelled: (clock: string, who: string, late: boolean) => `${clock} ${who}${late ? ', late' : ''}`,
  statuses: {
    booked: '',
    arrived: 'arrived',
    'in-treatment': 'in treatment',
    resting: 'resting',
    done: 'to settle',
    left: 'left',
    'did-not-attend': 'did not attend',
    cancelled: 'CANCELLED',
  } satisfies Record<AppointmentStatus, string>,
  consents: {
    none: 'none',
    draft: 'not signed',
    'awaiting-countersign': 'countersign',
    valid: 'valid',
    expiring: 'expires soon',
    expired: 'EXPIRED',
    withdrawn: 'WITHDRAWN',
    incomplete: 'does not cover the plan',
    invalidated: 'MUST BE TALKED ABOUT ANEW',
  } satisfies Record<Appointment['consent'], string>,
} as const;

export type DaySheetWords = typeof en;

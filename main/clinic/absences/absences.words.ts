import type { AbsentState } from '../../../shared/contract/absences.ts';
import type { ClosureKind } from '../../../shared/contract/hours.ts';

export const en = {
  title: 'Patients to call',
  kinds: {
    holiday: 'Holiday',
    leave: 'Leave',
    'room-closed': 'Closed room',
    'device-out': 'Device out',
  } satisfies Record<ClosureKind, string>,
  until: (from: string, to: string) => `${from} to ${to}`,
  made: (moment: string) =>
    `As of ${moment}. Times are free as of then and offered to one patient each. Keep it where patients cannot read it, and shred it when all are called.`,
  count: (toCall: number, all: number) => `${toCall} to call of ${all}`,
  empty: 'No booked visit lay in this time.',
  withdrawn: 'Taken back: nobody needs to be called because of it.',
  columns: {
    when: 'Booked',
    patient: 'Patient',
    phone: 'Phone',
    offers: 'Offered instead',
    state: 'State',
    note: 'Note',
  },
  minutes: (minutes: number) => `${minutes} min`,
  noPhone: 'none recorded',
  noOffers: 'none found; see the book',
  notSearched: 'see the book',
  with: (who: string) => `with ${who}`,
  movedTo: (when: string) => `to ${when}`,
  states: {
    'to-call': 'to call',
    called: 'called',
    moved: 'MOVED',
    cancelled: 'CANCELLED',
    free: 'stays',
    over: 'over',
  } satisfies Record<AbsentState, string>,
} as const;

export type AbsencesWords = typeof en;

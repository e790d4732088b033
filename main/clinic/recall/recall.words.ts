import type { ContactState } from '../../../shared/contract/recall.ts';

export const list = {
  title: 'Recall',
  made: (moment: string, reason: string) =>
    `As of ${moment}. ${reason} Keep it where patients cannot read it, and shred it when all are called.`,
  counts: (patients: number, rows: number) =>
    `${patients} ${patients === 1 ? 'patient' : 'patients'}, ${rows} times given or used`,
  truncated: 'More than can be listed was found: the list is not whole.',
  empty: 'Nobody received anything of it.',
  columns: {
    patient: 'Patient',
    phone: 'Phone',
    given: 'Received',
    lot: 'Lot as typed',
    by: 'By',
    state: 'Contact',
    words: 'What was said',
  },
  died: (day: string) => `died ${day}`,
  ml: (ml: string) => `${ml} mL`,
  mg: (mg: string) => `${mg} mg`,
  mixed: (others: string) => `with ${others}`,
  reversed: 'entered wrongly',
  notes: { draft: 'note not signed', signed: '', 'entered-in-error': 'note entered in error' },
  what: { administration: '', needle: 'needle', device: 'device', words: 'written down' },
  inWords: (words: string) => `“${words}”`,
  events: (count: number) => `${count} adverse ${count === 1 ? 'event' : 'events'} since`,
  states: {
    'not-called': 'to call',
    reached: 'REACHED',
    letter: 'letter',
    unreachable: 'not reached',
  } satisfies Record<ContactState, string>,
  noPhone: 'none recorded',
} as const;

export const letter = {
  title: 'Letter',
  guardians: (child: string) => `To the parents or guardians of ${child}`,
  about: 'Re',
  born: (day: string) => `born ${day}`,
  number: (number: string) => `patient number ${number}`,
  close: 'Yours sincerely',
} as const;

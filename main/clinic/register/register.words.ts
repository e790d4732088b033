import type { Registered, Reopening } from '../../../shared/contract/register.ts';

export const en = {
  title: 'Register of consents',
  made: (moment: string, rows: number, more: boolean) =>
    `As of ${moment}. ${more ? 'The first ' : ''}${rows} ${rows === 1 ? 'consent' : 'consents'}. Keep it where patients cannot read it.`,
  columns: {
    patient: 'Patient',
    state: 'State',
    covers: 'Covers',
    refused: 'Refused',
    by: 'Explained by',
    signed: 'Completed',
    until: 'Until',
  },
  drugs: 'Drugs',
  biologicals: 'Natural',
  none: 'No consent answers to this.',
  states: {
    draft: 'being prepared',
    explained: 'waits for countersignature',
    agreed: 'agreed',
    'agreed-with-limits': 'agreed with limits',
    refused: 'refused',
    'partly-withdrawn': 'partly withdrawn',
    withdrawn: 'withdrawn',
    superseded: 'superseded',
    invalidated: 'to be asked anew',
    expired: 'expired',
  } satisfies Record<Registered['status'], string>,
} as const;
export type RegisterWords = typeof en;

export const toAsk = {
  title: 'Consents to be talked about anew',
  made: (moment: string, rows: number, more: boolean) =>
    `As of ${moment}. ${more ? 'The first ' : ''}${rows} ${rows === 1 ? 'patient' : 'patients'}. Keep it where patients cannot read it.`,
  columns: {
    patient: 'Patient',
    phone: 'Telephone',
    why: 'Why',
    by: 'Practitioner',
    next: 'Next visit',
  },
  none: 'Nobody needs to be asked anew.',
  noNext: 'No visit booked',
  since: (reason: string, moment: string) => `${reason}, since ${moment}`,
  why: {
    flag: (what: string) => `New safety answer: ${what}`,
    pregnancy: () => 'Pregnancy',
    capacity: () => 'Doubt whether the patient can decide',
    allergy: (what: string) => `New allergy: ${what}`,
    medicine: (what: string) => `New medicine: ${what}`,
    'serious-event': (what: string) => `Serious event after a treatment: ${what}`,
    template: (what: string) => `What the form says of risks has changed: ${what}`,
    'birth-date': () => 'The date of birth was corrected, and with it the age',
    guardian: (what: string) => `${what} may no longer decide for the patient`,
    'substance-changed': (what: string) => `What must be told has changed: ${what}`,
    'refused-since': (what: string) => `Refused since: ${what}`,
    withdrawn: (what: string) => (what === '' ? 'The patient said stop' : `The patient said stop: “${what}”`),
    expired: () => 'The consent has expired',
    'of-age': () => 'The patient now decides alone',
    'course-ended': () => 'The course it was given for has ended',
    'visits-used': () => 'The visits it was given for are used up',
  } satisfies Record<Reopening['why'], (what: string) => string>,
} as const;
export type ToAskWords = typeof toAsk;

export const own = {
  title: 'What I agreed to, what I refused',
  made: (moment: string) => `As of ${moment}.`,
  patient: 'Name',
  birthDate: 'Date of birth',
  number: 'Patient number',
  refuses: 'What I refuse',
  refusesNote: 'This holds whatever any form says, until I say otherwise.',
  nothingRefused: 'I have refused nothing beyond a form.',
  said: (how: string, on: string, by: string, to: string) => `${how}, ${on}, by ${by} to ${to}`,
  hows: { consent: 'In a signed consent', spoken: 'Spoken', phone: 'By telephone', written: 'In writing' },
  lifted: (on: string, words: string) => `Taken back on ${on}: "${words}"`,
  agreed: 'What I agreed to',
  nothingAgreed: 'No form has been completed.',
  form: (day: string) => `Form of ${day}`,
  by: (name: string) => `explained by ${name}`,
  until: (day: string) => `holds until ${day}`,
  ended: (day: string) => `ended on ${day}`,
  states: en.states,
  columns: { what: 'What', answer: 'My answer' },
  yes: 'Yes',
  no: 'No',
  takenBack: 'Taken back',
  kinds: {
    techniques: 'Techniques',
    regions: 'Body regions',
    drugs: 'Drugs',
    biologicals: 'Natural, biological and device substances',
  },
  rights:
    'I may refuse anything, ask anything, and stop at any time, also in the middle of a treatment, without giving a reason.',
} as const;
export type AgreementsWords = typeof own;

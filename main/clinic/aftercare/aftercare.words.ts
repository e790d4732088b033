import type { DisclosureClass } from '../../../shared/contract/values.ts';

export const en = {
  title: 'After your treatment',
  of: (moment: string, who: string) => `Visit of ${moment}, ${who}`,
  expect: 'What is usual',
  do: 'What to do',
  call: 'Call us',
  emergency: 'Call the emergency number at once',
  callAt: (phone: string) => `Call us${phone === '' ? '' : `: ${phone}`}`,
  outOfHours: 'When we are closed',
  given: 'What you were given',
  columns: { what: 'Product', amount: 'Amount', lot: 'Batch', expiry: 'Expiry' },
  /** Said again at home as it was said before the injection. */
  classes: {
    drug: 'This is a drug.',
    'biological-substance': 'Biological or natural substance',
    'device-substance': 'Regulated as a device',
    vehicle: 'Diluent',
  } satisfies Record<DisclosureClass, string>,
  ml: (ml: string) => `${ml} mL`,
  mixed: 'in one syringe',
  done: (techniques: string) => `Done: ${techniques}`,
  none: 'Nothing was done at this visit that needs anything afterwards.',
  keep: 'Every treatment can have effects that nobody expected. Call us when you are not sure: a call too many is better than one too few.',
  draft: 'The note of this visit is not signed yet.',
  card: 'Emergency card',
  cardOf: (moment: string) => `As the clinic wrote it; printed ${moment}`,
} as const;

export type AftercareWords = typeof en;

import type { Inputs } from '../../../shared/contract/index.ts';
import type { Tone } from '../../ui/Tag.tsx';

/** What the list is narrowed to; the paper is narrowed alike. */
export type RegisterFilter = Inputs['documents']['consentRegister'];

/** States of a completed consent, in the order in which a filter offers them. */
export const statuses = [
  'agreed',
  'agreed-with-limits',
  'refused',
  'partly-withdrawn',
  'withdrawn',
  'invalidated',
  'expired',
  'superseded',
] as const;

export const tones: Readonly<Record<string, Tone>> = {
  agreed: 'ok',
  'agreed-with-limits': 'warn',
  refused: 'bad',
  'partly-withdrawn': 'bad',
  withdrawn: 'bad',
  expired: 'neutral',
  superseded: 'neutral',
  invalidated: 'bad',
};

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

/** What whom to ask is narrowed to; the paper is narrowed alike. */
export type AskFilter = Inputs['documents']['toBeAsked'];

/** Why a consent is asked for anew, in the order in which a filter offers them. */
export const whys = [
  'flag',
  'pregnancy',
  'capacity',
  'allergy',
  'medicine',
  'serious-event',
  'template',
  'substance-changed',
  'birth-date',
  'guardian',
  'of-age',
  'refused-since',
  'withdrawn',
  'expired',
  'course-ended',
  'visits-used',
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

import type { AbsentState } from '../../../shared/contract/absences.ts';

/** The shape that tells each state apart without its colour. */
export const looks = {
  'to-call': 'alert',
  called: 'half',
  moved: 'done',
  cancelled: 'stop',
  free: 'skip',
  over: 'skip',
} as const satisfies Record<AbsentState, string>;

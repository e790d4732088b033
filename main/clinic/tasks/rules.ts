import type { FollowUp } from '../../../shared/contract/aftercare.ts';
import type { Task, TaskEntry } from '../../../shared/contract/tasks.ts';
import { addDays } from '../../../shared/rules/calendar.ts';

/** Days before the day itself from which a question that is asked weeks later is on the list. */
const lead = 7;

interface Calendar {
  visitOn: string;
  today: string;
  /** Whether somebody is there to call. */
  isOpen: (date: string) => boolean;
}

/**
 * When each question of a rule is put after a visit: on the last open day up to the day itself, so that a call before a
 * weekend is not made after it. A visit that is written down late is asked about today, and not once the answer no longer
 * matters.
 */
export function duesOf(
  { window }: Pick<FollowUp, 'window'>,
  days: readonly number[],
  { visitOn, today, isOpen }: Calendar,
): { dueFrom: string; dueOn: string }[] {
  if (addDays(visitOn, window.untilDays) < today) return [];
  const first = addDays(visitOn, window.fromDays);
  const dues = days
    .toSorted((a, b) => a - b)
    .map((day) => {
      const on = addDays(visitOn, day);
      let open = on;
      while (open > first && !isOpen(open)) open = addDays(open, -1);
      const dueOn = later(isOpen(open) ? open : on, today);
      return { dueFrom: earlier(later(first, addDays(on, -lead)), dueOn), dueOn };
    });
  // Two that fall on one day are one call.
  return dues.filter(({ dueOn }, index) => dues[index + 1]?.dueOn !== dueOn);
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);

export type Recorded = Exclude<TaskEntry['kind'], 'taken-over'>;
export type Obstacle =
  | 'ended'
  | 'not-ended'
  | 'no-such-answer'
  | 'not-a-question'
  | 'practitioner'
  | 'deceased'
  | 'no-contact'
  | 'words'
  | 'date';

interface Before {
  state: Task['state'];
  /** How it stood before its last entry. */
  earlier: Task['state'];
  isQuestion: boolean;
  worrying: boolean | null;
  died: boolean;
  noContact: boolean;
  /** Whether a practitioner writes. */
  mayHandle: boolean;
  words: string;
  hasDate: boolean;
}

/** How the task stands after this entry, or why it cannot be written. */
export function nextState(kind: Recorded, before: Before): Task['state'] | { obstacle: Obstacle } {
  const { state, mayHandle } = before;
  const no = (obstacle: Obstacle) => ({ obstacle });
  if (kind === 'undone') {
    if (state === 'open') return no('not-ended');
    // What worried somebody is taken back by whoever may judge it.
    return state === 'raised' && !mayHandle ? no('practitioner') : before.earlier;
  }
  if (state === 'done') return no('ended');
  if (kind === 'handled') return mayHandle ? 'done' : no('practitioner');
  if (kind === 'closed')
    return before.words === '' ? no('words') : state === 'raised' && !mayHandle ? no('practitioner') : 'done';
  if (before.died) return no('deceased');
  if (kind === 'raised') return before.words === '' ? no('words') : 'raised';
  if (kind === 'moved') return before.hasDate ? state : no('date');
  if (before.noContact && before.isQuestion && !mayHandle) return no('no-contact');
  if (kind === 'attempt') return state;
  if (state === 'raised' && !mayHandle) return no('practitioner');
  if (kind === 'done') return before.isQuestion ? no('no-such-answer') : 'done';
  if (!before.isQuestion) return no('not-a-question');
  if (before.worrying === null) return no('no-such-answer');
  return before.worrying ? 'raised' : 'done';
}

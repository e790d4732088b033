import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastConfirmed, lastStep, nextStep, type Step } from '../../main/clinic/appointments/rules.ts';

const visit = {
  status: 'arrived',
  safetyDue: false,
  consent: 'none',
  covered: false,
  session: null,
} as const;

describe('the next step of a visit', () => {
  it.each([
    ['the door', { status: 'booked' }, 'arrive'],
    [
      'the safety questions, before any consent',
      { safetyDue: true, covered: true, consent: 'valid' },
      'ask-safety',
    ],
    ['a consent where there is none', {}, 'consent'],
    ['a consent where the old one has expired', { consent: 'expired' }, 'consent'],
    ['a consent where a valid one leaves out what is planned', { consent: 'valid' }, 'consent'],
    ['the practitioner’s signature', { consent: 'awaiting-countersign' }, 'countersign'],
    ['the treatment, once all is said and signed', { consent: 'valid', covered: true }, 'start-treatment'],
    [
      'the treatment, where the visit began without a note',
      { status: 'in-treatment', consent: 'valid', covered: true },
      'start-treatment',
    ],
    [
      'the note that was begun, whatever else is open',
      { status: 'in-treatment', safetyDue: true, session: { signed: false } },
      'continue-treatment',
    ],
    ['signing, when the patient has gone', { status: 'done', session: { signed: false } }, 'sign-note'],
    ['the paper, once the note is signed', { status: 'in-treatment', session: { signed: true } }, 'print'],
    ['the paper, afterwards too', { status: 'done', session: { signed: true } }, 'print'],
    ['nothing, where nothing was written', { status: 'done' }, 'none'],
    ['nothing for who did not come', { status: 'did-not-attend' }, 'none'],
    [
      'nothing for a cancelled visit, even with a note',
      { status: 'cancelled', session: { signed: true } },
      'none',
    ],
  ] as const)('is %s', (_, change, step) => {
    expect(nextStep({ ...visit, ...change })).toBe(step);
  });
});

describe('the last change of status', () => {
  const step = (
    id: string,
    fromStatus: string | null,
    toStatus: string,
    undoes: string | null = null,
  ): Step => ({ id, fromStatus, toStatus, undoes });
  const booked = step('1', null, 'booked');

  it('is nothing after booking and after a move', () => {
    expect(lastStep([booked, step('2', 'booked', 'booked')])).toBeNull();
  });

  it('is never taken back twice', () => {
    const arrived = step('2', 'booked', 'arrived');
    expect(lastStep([booked, arrived])).toBe(arrived);
    expect(lastStep([booked, arrived, step('3', 'arrived', 'booked', '2')])).toBeNull();
    const again = step('4', 'booked', 'arrived');
    expect(lastStep([booked, arrived, step('3', 'arrived', 'booked', '2'), again])).toBe(again);
  });

  it('leads back to booked, however the desk went to and fro', () => {
    const statuses = ['arrived', 'in-treatment', 'done'];
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (forward) => {
        const history: Step[] = [booked];
        let status = 'booked';
        const undo = () => {
          const last = lastStep(history);
          if (last === null) return false;
          history.push(step(String(history.length + 1), status, last.fromStatus ?? '', last.id));
          status = last.fromStatus ?? '';
          return true;
        };
        for (const on of forward) {
          const next = statuses[statuses.indexOf(status) + 1];
          if (!on) undo();
          else if (next !== undefined) {
            history.push(step(String(history.length + 1), status, next));
            status = next;
          }
        }
        while (undo()) expect(history.length).toBeLessThan(100);
        expect(status).toBe('booked');
      }),
    );
  });
});

describe('when the safety talk was last had', () => {
  const answer = {
    flagId: 'x',
    answer: 'no' as const,
    regions: [],
    side: null,
    note: '',
    confirmedBy: 'Henrik',
  };
  const record = {
    allergyState: 'not-asked' as const,
    allergies: [],
    medicineState: 'not-asked' as const,
    medicines: [],
    weight: null,
    heightCm: null,
    version: 1,
  };

  it('is the newest of its answers, and never without one', () => {
    expect(lastConfirmed({ ...record, answers: [] })).toBeNull();
    const days = ['2026-11-23T07:00:00.000Z', '2025-01-01T07:00:00.000Z'];
    expect(
      lastConfirmed({ ...record, answers: days.map((confirmedAt) => ({ ...answer, confirmedAt })) }),
    ).toBe(days[0]);
  });
});

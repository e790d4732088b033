import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agreeToNeedle, leaveNeedle } from '../support/gate-needles.ts';
import { GateStore, today } from '../support/gate-store.ts';

let clinic: GateStore;
beforeEach(() => {
  clinic = new GateStore();
});
afterEach(() => clinic.close());

const later = '2026-11-23T08:45:00.000Z';
const hash = 'a'.repeat(64);
const left = (change: Record<string, unknown> = {}) =>
  clinic.answer(() => leaveNeedle(clinic, 'needle', change));

/** What the store says to a note over four needles placed and three taken out. */
function signed(block: object): string {
  const values = { needlesIn: '4', needlesOut: '3' };
  const content = JSON.stringify({ content: { blocks: [{ id: 'block', values, ...block }] } });
  return clinic.answer(() =>
    clinic.raw.exec(
      `INSERT INTO signedNotes VALUES ('visit-amina', '${content}', '${hash}', 'henrik', '${today}')`,
    ),
  );
}

describe('the store lets a needle stay in', () => {
  it('where a consent that stands says so, at that place and for so long', () => {
    agreeToNeedle(clinic, { id: 'stays' });
    expect(left({ dueOn: '2026-11-27' })).toBe('NEEDLE:consent');
    expect(left({ side: 'right' })).toBe('NEEDLE:consent');
    expect(left({ siteId: 'gluteus-medius' })).toBe('NEEDLE:consent');
    expect(left({ patientId: 'bongani', sessionId: 'visit-bongani' })).toBe('NEEDLE:consent');
    expect(left({ sessionId: 'visit-bongani' })).toBe('NEEDLE:session');
    expect(left()).toBe('accepted');
    expect(left({ id: 'other' })).toBe('APPEND_ONLY:retainedNeedles');
  });

  it.each<[string, (store: GateStore) => void]>([
    ['nobody agreed', () => undefined],
    ['it was refused', (store) => agreeToNeedle(store, { id: 'stays', decision: 'refused' })],
    [
      'it has expired',
      (store) => agreeToNeedle(store, { id: 'stays', expiresAt: '2026-11-23T08:59:59.999Z' }),
    ],
    [
      'it was refused later',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        agreeToNeedle(store, { id: 'no', decision: 'refused', completedAt: later });
      },
    ],
    [
      'it was agreed to anew, in another consent',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        agreeToNeedle(store, { id: 'again', completedAt: later });
      },
    ],
    [
      'it was withdrawn with everything',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        store.withdraw('stays', 'all');
      },
    ],
    [
      'its line was withdrawn',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        store.withdraw('stays', ['retained:shoulder-girdle:left']);
      },
    ],
    [
      'the place was refused since',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        store.refuse({ kind: 'region', refId: 'shoulder-girdle', at: later });
      },
    ],
    [
      'something became known since',
      (store) => {
        agreeToNeedle(store, { id: 'stays' });
        store.reopen('pregnancy', later);
      },
    ],
    [
      'its course has ended',
      (store) => {
        agreeToNeedle(store, { id: 'stays', courseId: store.course('course') });
        store.endCourse('course', later);
      },
    ],
  ])('but not where %s', (_, before) => {
    before(clinic);
    expect(left()).toBe('NEEDLE:consent');
  });

  it('and nothing under a note that is signed', () => {
    agreeToNeedle(clinic, { id: 'stays' });
    expect(signed({ values: {} })).toBe('accepted');
    expect(left()).toBe('NEEDLE:note-signed');
  });
});

describe('the store signs no note over needles that are not accounted for', () => {
  const retained = [{ siteId: 'upper-trapezius', side: 'left', count: 1 }];
  it('without a word about the difference', () => expect(signed({})).toBe('NEEDLE_COUNT'));
  it('with a word in the note, but nothing on record', () =>
    expect(signed({ retained })).toBe('NEEDLE_COUNT'));
  it('with one on record of which the note says nothing', () => {
    agreeToNeedle(clinic, { id: 'stays' });
    leaveNeedle(clinic, 'needle');
    expect(signed({})).toBe('NEEDLE_COUNT');
    expect(signed({ retained: [{ ...retained[0], side: 'right' }] })).toBe('NEEDLE_COUNT');
    expect(signed({ retained })).toBe('accepted');
  });
  it('with a lost one that nobody explains', () => {
    expect(signed({ lost: { count: 1, reason: 'fell', done: ' ' } })).toBe('NEEDLE_LOST');
    expect(signed({ lost: { count: 1, reason: 'fell', done: 'searched' } })).toBe('accepted');
  });
});

describe('the store lets a needle out', () => {
  const out = (change: Record<string, unknown> = {}) =>
    clinic.answer(() =>
      clinic.insert('needleRemovals', {
        ...{ id: 'out', needleId: 'needle', count: 1, how: 'removed', removedBy: 'Amina', words: '' },
        ...{ removedOn: '2026-11-24', recordedBy: 'henrik', at: '2026-11-24T09:00:00.000Z' },
        ...change,
      }),
    );
  it('no more than are in, and on no day before it was put in or after today', () => {
    agreeToNeedle(clinic, { id: 'stays' });
    leaveNeedle(clinic, 'needle');
    for (const change of [
      { count: 2 },
      { removedOn: '2026-11-22' },
      { removedOn: '2026-11-26' },
      { needleId: 'x' },
    ])
      expect(out(change)).toMatch(/^NEEDLE_REMOVAL/);
    expect(out({ how: 'not-found' })).toMatch(/CHECK constraint failed/);
    expect(out()).toBe('accepted');
    expect(out({ id: 'twice' })).toBe('NEEDLE_REMOVAL');
  });
});

import { lotKey } from '../../shared/rules/lot-key.ts';
import { describe, expect, it } from 'vitest';
import { countsAsIms, firstAndLast } from '../../main/clinic/treatments/rules.ts';
import { analgesicStoppedOn, changesOf, isOnScale } from '../../shared/rules/course-outcomes.ts';
import { amendmentHash, amendmentsIntact } from '../../main/clinic/treatments/note/frozen-note.ts';
import type { Finding } from '../../shared/contract/finding.ts';
import type { Outcome } from '../../shared/contract/treatments.ts';
import { reference } from '../support/clinic.ts';

const measured = (
  measure: Outcome['measure'],
  item: string,
  value: string,
  measuredOn: string,
  moment: Outcome['moment'] = 'before',
) => ({
  measure,
  item,
  value,
  measuredOn,
  moment,
});

describe('outcomes', () => {
  it.each([
    ['nprs', '10', true],
    ['nprs', '11', false],
    ['nprs', '5.5', false],
    ['nprs', '-1', false],
    ['vas', '72.5', true],
    ['vas', '101', false],
    ['psfs', '3.3', true],
    ['psfs', '10.1', false],
    ['global-change', '0', false],
    ['global-change', '7', true],
    ['analgesic-days', '8', false],
    ['analgesic-days', '3.5', false],
    ['walking-minutes', '45', true],
  ] as const)('%s of %s is on its scale: %s', (measure, value, expected) => {
    expect(isOnScale(measured(measure, '', value, '2026-11-23'))).toBe(expected);
  });

  it('of one region are not compared with another region', () => {
    const changes = changesOf([
      measured('nprs', 'neck-posterior', '7', '2026-11-23', 'baseline'),
      measured('nprs', 'knee', '2', '2026-11-30'),
      measured('nprs', 'neck-posterior', '6', '2026-11-30'),
    ]);
    expect(changes).toEqual([
      { measure: 'nprs', item: 'neck-posterior', from: '7', to: '6', band: 'slightly-better' },
    ]);
  });

  it('measured once are no change, and pain that rose is said as it is', () => {
    expect(changesOf([measured('nprs', 'knee', '4', '2026-11-23')])).toEqual([]);
    const worse = changesOf([
      measured('nprs', 'knee', '4', '2026-11-23'),
      measured('nprs', 'knee', '7', '2026-11-30'),
    ]);
    expect(worse.map(({ band }) => band)).toEqual(['much-worse']);
  });

  it('of own activities compare the same activities only, from the last day that has them all', () => {
    const day = (on: string, walk: string, stairs?: string) => [
      measured('psfs', 'walk', walk, on),
      ...(stairs === undefined ? [] : [measured('psfs', 'stairs', stairs, on)]),
    ];
    const changes = changesOf([
      ...day('2026-11-23', '1', '1'),
      ...day('2026-12-07', '4', '4'),
      ...day('2026-12-14', '9'),
    ]);
    expect(changes).toEqual([{ measure: 'psfs', item: '', from: '1', to: '4', band: 'large' }]);
  });

  it('do not call tablets stopped that were never taken note of', () => {
    expect(analgesicStoppedOn([])).toBeNull();
    expect(analgesicStoppedOn([measured('analgesic-days', '', '0', '2026-11-23')])).toBeNull();
  });
});

describe('a lot', () => {
  it('is found however its label writes it', () => {
    expect(lotKey(' ld-24/117 ')).toBe('LD24117');
    expect(lotKey('ＬＤ24.117')).toBe('LD24117');
    expect(lotKey('LD-24 118')).not.toBe(lotKey('LD-24 117'));
  });
});

describe('a visit', () => {
  it('of traditional acupuncture alone does not count, with another technique beside it does', () => {
    expect(countsAsIms(['tcm-acupuncture'], reference)).toBe(false);
    expect(countsAsIms(['tcm-acupuncture', 'dry-needling'], reference)).toBe(true);
    expect(countsAsIms([], reference)).toBe(true);
  });
});

describe('findings of a course', () => {
  const finding = (id: string, siteId: string, grade: number, continues?: string) =>
    ({
      id,
      siteId,
      side: 'left',
      structureType: 'taut-band',
      grade,
      ...(continues === undefined ? {} : { continues }),
    }) as Finding;

  it('are followed from visit to visit by their place, or by the finding that they continue', () => {
    const followed = firstAndLast([
      [finding('a', 'gluteus-minimus', 4), finding('b', 'vastus-lateralis', 3)],
      [finding('c', 'gluteus-minimus', 2)],
      [finding('d', 'gluteus-medius', 1, 'c')],
    ]);
    expect(followed.map(({ first, last }) => [first.id, last?.id ?? null])).toEqual([
      ['a', 'd'],
      ['b', null],
    ]);
  });

  it('of one kind at one place on one day stay two', () => {
    const followed = firstAndLast([[finding('a', 'gluteus-minimus', 4), finding('b', 'gluteus-minimus', 3)]]);
    expect(followed.map(({ first, last }) => [first.id, last])).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });
});

describe('amendments', () => {
  const one = {
    sessionId: 's',
    kind: 'addendum' as const,
    reason: 'because',
    text: 'text',
    author: 'Dr Henrik Sørensen',
    at: '2026-11-23T12:00:00.000Z',
  };
  const note = 'a'.repeat(64);

  it('follow on each other: none can be dropped from between, moved or changed', () => {
    const first = { ...one, id: '1', contentHash: amendmentHash(note, one) };
    const second = {
      ...one,
      id: '2',
      text: 'more',
      contentHash: amendmentHash(first.contentHash, { ...one, text: 'more' }),
    };
    expect(amendmentsIntact(note, [first, second])).toBe(true);
    expect(amendmentsIntact(note, [second])).toBe(false);
    expect(amendmentsIntact(note, [second, first])).toBe(false);
    expect(amendmentsIntact(note, [{ ...first, text: 'texT' }, second])).toBe(false);
    expect(amendmentsIntact('b'.repeat(64), [first, second])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { type ChangeNotice, topics } from '../../shared/contract/changes.ts';
import { announce, openFeed, pruneNotices } from '../../main/changes/feed.ts';
import { act, founded, reopen } from './support.ts';

/** Reads until a number has come, as a window would. */
async function until(notices: AsyncGenerator<ChangeNotice>, last: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const notice of notices) {
    numbers.push(notice.number);
    if (notice.number >= last) return numbers;
  }
  return numbers;
}

const oneTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('change notices', () => {
  it('reach a window that is open, in order', async () => {
    const at = await founded();
    const window = until(at.clinic.feed.follow(null, AbortSignal.timeout(5000)), 3);
    await act(at);
    await act(at);
    await act(at);
    // `null` starts at the present: how much of the three it sees depends on when it looked first.
    const seen = await window;
    expect(seen).toEqual(oneTo(3, seen[0]));
    await at.clinic.close();
  });

  it('are neither lost nor repeated for windows that come and go among concurrent writers', async () => {
    const at = await founded();
    const total = 300;
    const writers = [0, 1, 2].map(async (writer) => {
      for (let turn = writer; turn < total; turn += 3) {
        await act(at);
        if (turn % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    });
    const windows = [1, 5, 40, 1000].map(async (patience) => {
      const numbers: number[] = [];
      while ((numbers.at(-1) ?? 0) < total) {
        // The window is closed after a few notices and comes back with its last number.
        const gone = new AbortController();
        let taken = 0;
        for await (const notice of at.clinic.feed.follow(numbers.at(-1) ?? 0, gone.signal)) {
          numbers.push(notice.number);
          taken += 1;
          if (taken >= patience || notice.number >= total) break;
        }
        gone.abort();
      }
      return numbers;
    });
    await Promise.all(writers);
    for (const seen of await Promise.all(windows)) expect(seen).toEqual(oneTo(total));
    await at.clinic.close();
  });

  it('wait for the next commit without asking again, and stop when the window closes', async () => {
    const at = await founded();
    const gone = new AbortController();
    const window = at.clinic.feed.follow(0, gone.signal);
    const first = window.next();
    await act(at);
    expect((await first).value).toMatchObject({ number: 1, topic: 'patients', entityId: 'patient-1' });
    const second = window.next();
    gone.abort();
    expect(await second).toEqual({ done: true, value: undefined });
    await at.clinic.close();
  });

  it('say nothing of a transaction that was rolled back, and leave no gap', async () => {
    const at = await founded();
    await act(at);
    const failed = act(at, async (tx) => {
      await announce(tx, { topic: 'consents', entityId: 'consent-1' });
      throw new Error('refused');
    });
    await expect(failed).rejects.toThrow('refused');
    await act(at);
    expect(await until(at.clinic.feed.follow(0, AbortSignal.timeout(5000)), 2)).toEqual([1, 2]);
    await at.clinic.close();
  });

  it('keep their numbers over a restart', async () => {
    const at = await founded();
    await act(at);
    await act(at);
    await at.clinic.close();
    const clinic = await reopen(at);
    await act({ ...at, clinic });
    expect(await until(clinic.feed.follow(1, AbortSignal.timeout(5000)), 3)).toEqual([2, 3]);
    await clinic.close();
  });

  it('that were pruned are made up for: the window is told to refresh everything once', async () => {
    const at = await founded();
    for (let turn = 0; turn < 10; turn += 1) await act(at);
    await at.clinic.db.transaction().execute((tx) => pruneNotices(tx, 4));
    const seen: ChangeNotice[] = [];
    for await (const notice of at.clinic.feed.follow(2, AbortSignal.timeout(5000))) {
      seen.push(notice);
      if (notice.number === 10) break;
    }
    const all = seen.slice(0, topics.length);
    expect(all.map((notice) => notice.topic)).toEqual([...topics]);
    // Cut off in between, the window asks again from where it was.
    expect(all.map((notice) => notice.number)).toEqual([...topics.slice(1).map(() => 2), 6]);
    expect(seen.slice(topics.length).map((notice) => notice.number)).toEqual([7, 8, 9, 10]);
    await at.clinic.close();
  });

  it('of an older store make a window refresh that has seen later numbers', async () => {
    const at = await founded();
    await act(at);
    const window = openFeed(at.clinic.db).follow(99, AbortSignal.timeout(5000));
    const seen: ChangeNotice[] = [];
    for (const _ of topics) seen.push((await window.next()).value as ChangeNotice);
    expect(seen.map((notice) => notice.topic)).toEqual([...topics]);
    expect(seen.at(-1)?.number).toBe(1);
    await act(at);
    at.clinic.feed.wake();
    expect(await until(at.clinic.feed.follow(1, AbortSignal.timeout(5000)), 2)).toEqual([2]);
    await window.return();
    await at.clinic.close();
  });
});

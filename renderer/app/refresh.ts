import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChangeNotice, Topic } from '../../shared/contract/changes.ts';
import { api, q } from '../rpc.ts';

/** What else shows things of a topic: a withdrawn consent changes the day view and the open treatment. */
const seenIn: Record<Topic, readonly Topic[]> = {
  practice: ['practice'],
  staff: ['staff', 'appointments'],
  patients: ['patients', 'appointments', 'consents', 'treatments', 'reminders'],
  waiting: ['waiting'],
  appointments: ['appointments', 'waiting', 'absences', 'patients', 'reminders'],
  reminders: ['reminders'],
  hours: ['hours', 'absences', 'appointments', 'waiting'],
  absences: ['absences'],
  limits: ['limits', 'consents', 'patients', 'appointments', 'treatments', 'documents'],
  consents: ['limits', 'consents', 'patients', 'appointments', 'treatments', 'documents'],
  templates: ['templates'],
  treatments: ['treatments', 'patients', 'appointments', 'documents'],
  documents: ['documents'],
  stock: ['stock'],
  events: ['events', 'consents', 'documents'],
  tasks: ['tasks'],
  recall: ['recall', 'stock'],
  packs: ['packs'],
  timers: ['timers'],
  phrases: ['phrases'],
  spelling: ['spelling'],
  letters: ['letters'],
  attachments: ['attachments', 'consents', 'documents'],
};

function invalidate(cache: QueryClient, notices: readonly ChangeNotice[]): void {
  const stale = new Set(notices.flatMap(({ topic }) => seenIn[topic]));
  for (const topic of stale) void cache.invalidateQueries({ queryKey: q[topic].key() });
  if (stale.has('treatments')) void cache.invalidateQueries({ queryKey: q.needles.key() });
  if (stale.has('practice')) void cache.invalidateQueries({ queryKey: q.substances.key() });
  if (stale.has('appointments')) void cache.invalidateQueries({ queryKey: q.series.key() });
  if (stale.has('staff') || stale.has('hours')) void cache.invalidateQueries({ queryKey: q.directory.key() });
  if (stale.has('appointments') || stale.has('consents') || stale.has('limits'))
    void cache.invalidateQueries({ queryKey: q.register.key() });
  if (stale.has('appointments') || stale.has('practice'))
    void cache.invalidateQueries({ queryKey: q.board.key() });
}

/** Together, so that one act with ten notices refetches once. */
const gathering = 40;

/** Follows the host's notices for as long as someone is signed in; after a break it asks for all since the last. */
export function useRefresh(active: boolean): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (!active) return;
    const stop = new AbortController();
    let last: number | null = null;
    let waiting: ChangeNotice[] = [];
    const tell = (notice: ChangeNotice) => {
      if (waiting.length === 0) {
        setTimeout(() => {
          invalidate(cache, waiting);
          waiting = [];
        }, gathering);
      }
      waiting.push(notice);
    };
    const follow = async () => {
      while (!stop.signal.aborted) {
        try {
          for await (const notice of await api.changes.follow({ after: last }, { signal: stop.signal })) {
            last = notice.number;
            tell(notice);
          }
        } catch {
          // The line broke or the sitting ended; what was missed comes with the next answer.
        }
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
    };
    void follow();
    return () => stop.abort();
  }, [active, cache]);
}

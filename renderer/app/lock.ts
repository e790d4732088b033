import { api, q } from '../rpc.ts';
import { flushDrafts } from '../ui/draft.tsx';
import { cache } from './cache.ts';

/** Saves what is still unsaved, then locks; the host answers nothing more to this window until the password is typed. */
export async function lock(): Promise<void> {
  await flushDrafts();
  try {
    await api.session.lock();
    cache.setQueryData(q.session.who.queryKey(), (now) => (now ? { ...now, locked: true } : null));
  } catch {
    await cache.invalidateQueries({ queryKey: q.session.who.key() });
  }
}

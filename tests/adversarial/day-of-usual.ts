import type { Api } from '../../shared/contract/index.ts';

/** Favourites kept, named, shared, ordered, removed and taken back; needles left in, left longer and taken out. */
export async function keepUsual(api: Api, mark: string): Promise<void> {
  const block = {
    ...{ technique: 'dry-needling', values: { needleLength: '40' }, places: 'none' as const },
    ...{ sites: [], toGive: [] },
  };
  let pack = await api.packs.add({ name: `Usual ${mark}`, blocks: [block] });
  pack = await api.packs.rename({ ...pack, name: `Usual again ${mark}` });
  pack = await api.packs.share({ ...pack, shared: true });
  const own = (await api.packs.list()).filter(({ mine }) => mine).map(({ id }) => id);
  await api.packs.arrange({ ids: own.toReversed() });
  const { version = 0 } = (await api.packs.list()).find(({ id }) => id === pack.id) ?? {};
  pack = await api.packs.remove({ id: pack.id, version });
  await api.packs.restore(pack);
}

export async function letRest(api: Api, sessionId: string, blockId: string): Promise<void> {
  const timer = await api.timers.start({ sessionId, blockId, minutes: 10 });
  const longer = await api.timers.extend({ id: timer.id, version: timer.version, minutes: 5 });
  await api.timers.stop({ id: longer.id, version: longer.version });
}

export interface Extent {
  from: number;
  to: number;
}

export interface Lane {
  lane: number;
  /** How many stand side by side here. */
  lanes: number;
}

/**
 * Side by side where they meet, full width where they do not: each takes the first lane that is free when it begins, and
 * all that hang together share the width. Half-open; one that ends when another begins stands above it.
 */
export function inLanes<T extends Extent>(extents: readonly T[]): (T & Lane)[] {
  const sorted = extents.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const placed: (T & Lane)[] = [];
  let cluster: (T & Lane)[] = [];
  let ends: number[] = [];
  let clusterEnds = -Infinity;
  const close = () => {
    for (const one of cluster) one.lanes = ends.length;
    placed.push(...cluster);
    [cluster, ends] = [[], []];
  };
  for (const extent of sorted) {
    if (extent.from >= clusterEnds) close();
    const free = ends.findIndex((end) => end <= extent.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = extent.to;
    clusterEnds = cluster.length === 0 ? extent.to : Math.max(clusterEnds, extent.to);
    cluster.push({ ...extent, lane, lanes: 1 });
  }
  close();
  return placed;
}

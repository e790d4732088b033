/** What one way of doing a thing took, in milliseconds: the best of the rounds, as the rest of the machine cost least there. */
export interface Figure {
  median: number;
  p95: number;
}

/** The barest way and ours. */
export interface Pair {
  floor: Figure;
  ours: Figure;
}

interface Told {
  what: string;
  unit: string;
  note: string;
  /** So many times the time may pass with ten times the data. */
  growth?: number;
  /** Milliseconds that ours may take at most. */
  most?: number;
}

/** One line of the report. */
export type Row = Told & Pair & { larger?: Pair };

export type Contest = Told & {
  /** One repetition each; `index` runs on through all rounds so that nothing is repeated that can happen only once. */
  floor: (index: number) => unknown;
  ours: (index: number) => unknown;
  repetitions: number;
};

const rounds = 3;

/** The same contest in one clinic or in a small and a large one: all ways in turn, three times over, after a warm-up that is not counted. */
export async function compete(contest: Contest, larger?: Contest): Promise<Row> {
  const { floor: _, ours: __, repetitions, ...told } = contest;
  const ways = [contest, larger].flatMap((one) => (one === undefined ? [] : [one.floor, one.ours]));
  const warm = Math.min(10, Math.ceil(repetitions / 5));
  const next = ways.map(() => 0);
  const run = async (way: number, times: number): Promise<number[]> => {
    const took = [];
    for (let count = 0; count < times; count++) {
      const index = next[way] ?? 0;
      next[way] = index + 1;
      const start = performance.now();
      await ways[way]?.(index);
      took.push(performance.now() - start);
    }
    return took;
  };
  for (const way of ways.keys()) await run(way, warm);
  const figures = ways.map((): Figure[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [way, found] of figures.entries()) found.push(figureOf(await run(way, repetitions)));
  const [floor, ours, floorOfLarger, oursOfLarger] = figures.map(best);
  if (floor === undefined || ours === undefined) throw new Error('nobody took part');
  if (floorOfLarger === undefined || oursOfLarger === undefined) return { ...told, floor, ours };
  return { ...told, floor, ours, larger: { floor: floorOfLarger, ours: oursOfLarger } };
}

export function figureOf(took: readonly number[]): Figure {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

function best(figures: readonly Figure[]): Figure {
  return {
    median: Math.min(...figures.map(({ median }) => median)),
    p95: Math.min(...figures.map(({ p95 }) => p95)),
  };
}

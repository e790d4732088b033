/** What one way of doing a thing took, in milliseconds: the best of the rounds, as the rest of the machine cost least there. */
export interface Figure {
  median: number;
  p95: number;
}

/** One line of the report. */
export interface Row {
  what: string;
  floor: Figure;
  ours: Figure;
  unit: string;
  note: string;
}

export interface Contest {
  /** One repetition each; `index` runs on through all rounds so that nothing is repeated that can happen only once. */
  floor: (index: number) => unknown;
  ours: (index: number) => unknown;
  repetitions: number;
}

const rounds = 3;

/** Floor and ours in turn, three times over, after a warm-up that is not counted. */
export async function compete({
  floor,
  ours,
  repetitions,
}: Contest): Promise<{ floor: Figure; ours: Figure }> {
  const warm = Math.min(10, Math.ceil(repetitions / 5));
  const next = { floor: 0, ours: 0 };
  const run = async (work: Contest['floor'], side: 'floor' | 'ours', times: number): Promise<number[]> => {
    const took = [];
    for (let count = 0; count < times; count++) {
      const start = performance.now();
      await work(next[side]++);
      took.push(performance.now() - start);
    }
    return took;
  };
  await run(floor, 'floor', warm);
  await run(ours, 'ours', warm);
  const figures: { floor: Figure[]; ours: Figure[] } = { floor: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    figures.floor.push(figureOf(await run(floor, 'floor', repetitions)));
    figures.ours.push(figureOf(await run(ours, 'ours', repetitions)));
  }
  return { floor: best(figures.floor), ours: best(figures.ours) };
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

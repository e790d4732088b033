import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Host } from '../../main/clinic/upkeep/host.ts';
import { createStoreFile } from '../../main/db/open.ts';
import { foundDemo } from '../../main/demo/founding.ts';
import { buildIfStale, parts } from '../../main/launch/build.ts';
import { firstDay } from '../clinic/case-clinic.ts';
import { reference, resources } from '../support/clinic.ts';
import { bigClinic } from './big-clinic.ts';
import { startBare, startOurs, type Start } from './cold-start.ts';
import { atTheDesk, deskContests, type Desk } from './desk.ts';
import { compete, figureOf, type Figure, type Pair, type Row } from './rounds.ts';
import { viewContests } from './views.ts';

// `npm run bench`: what our ways cost beside the barest ways on the same machine, in the same minutes. Read the ratios;
// milliseconds of two machines, or of two runs, say nothing beside each other.

const root = resolve(import.meta.dirname, '..', '..');
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    /** Measures a second clinic too, with so many times the patients and the years of bookings. */
    times: { type: 'string', default: '1' },
  },
});
const larger = Math.max(1, Number.parseInt(values.times, 10) || 1);
const size = values.quick
  ? { patients: 5000, visits: 50, scale: 0.3, starts: 3 }
  : { patients: 50_000, visits: 200, scale: 1, starts: 5 };
const wanted = (name: string) => values.only === undefined || values.only.split(',').includes(name);
const times = (count: number) => Math.max(5, Math.round(count * size.scale));

const rows: Row[] = [];

function header(): void {
  const content = randomBytes(16 * 2 ** 20);
  const hash = figureOf(
    Array.from({ length: 5 }, () => timed(() => createHash('sha256').update(content).digest())),
  );
  const folder = mkdtempSync(join(tmpdir(), 'palpate-bench-disk-'));
  const file = openSync(join(folder, 'disk'), 'w');
  const page = Buffer.alloc(4096);
  const flush = figureOf(
    Array.from({ length: 50 }, () =>
      timed(() => {
        writeSync(file, page);
        fdatasyncSync(file);
      }),
    ),
  );
  closeSync(file);
  rmSync(folder, { recursive: true });
  const busy = (loadavg()[0] ?? 0).toFixed(1);
  say(
    `${cpus().length} cores, load ${busy}; SHA-256 of 16 MiB ${hash.median.toFixed(1)} ms; 4 KiB append and fdatasync ${flush.median.toFixed(2)} ms (p95 ${flush.p95.toFixed(2)})`,
  );
  if (Number(busy) > cpus().length / 2)
    say('The machine is busy with other work: ratios are wider than on an idle one.');
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function coldStarts(): Promise<void> {
  buildIfStale(root, parts.page);
  const folder = mkdtempSync(join(tmpdir(), 'palpate-bench-start-'));
  const bare = mkdtempSync(join(tmpdir(), 'palpate-bench-bare-'));
  const host = new Host({ folder, door: 'browser', reference, resources, appVersion: '0.0.0', demo: true });
  await host.start();
  await foundDemo(host, { zone: 'Africa/Johannesburg', today: new Date().toISOString().slice(0, 10) });
  await host.close();
  const at = { file: join(bare, 'bare.db'), key: randomBytes(32) };
  createStoreFile(at);
  const taken: { floor: Start[]; ours: Start[] } = { floor: [], ours: [] };
  for (let round = 0; round < size.starts; round++) {
    const [floor, ours] = [await startBare(at.file, at.key), await startOurs(folder)];
    if (floor === null || ours === null) return say('No Chromium here: cold start and memory were left out.');
    taken.floor.push(floor);
    taken.ours.push(ours);
  }
  rmSync(folder, { recursive: true });
  rmSync(bare, { recursive: true });
  const row = (what: string, unit: string, note: string, value: (start: Start) => number) =>
    rows.push({
      what,
      unit,
      note,
      floor: figureOf(taken.floor.map(value)),
      ours: figureOf(taken.ours.map(value)),
    });
  row('cold start, to the desk open', 'ms', 'floor: Node, the store, a bare server', ({ main }) => main);
  row(
    '… and to the sign-in seen',
    'ms',
    'Chromium started anew; floor: a page of one button',
    ({ main, window }) => main + window,
  );
  row(
    'memory at rest, our process',
    'MiB',
    'proportional share (PSS), 3 s after the sign-in is seen',
    ({ memory }) => memory.main,
  );
  row(
    'memory at rest, with window',
    'MiB',
    'all processes of Chromium included',
    ({ memory }) => memory.main + memory.window,
  );
}

function print(): void {
  const grown = rows.some(({ larger }) => larger !== undefined);
  const cell = ({ median, p95 }: Figure, unit: string) => {
    const digits = median < 10 ? 2 : 0;
    return `${median.toFixed(digits)} (${p95.toFixed(digits)}) ${unit}`.padStart(18);
  };
  const pair = ({ floor, ours }: Pair, unit: string) =>
    `${cell(floor, unit)}${cell(ours, unit)}${`${(ours.median / floor.median).toFixed(1)}x`.padStart(8)}`;
  say('');
  const heads = `${'floor'.padStart(18)}${'ours'.padStart(18)}${'ratio'.padStart(8)}`;
  say(`${'what'.padEnd(32)}${heads}${grown ? `${heads}  growth` : ''}  note`);
  for (const row of rows) {
    const large = row.larger === undefined ? '' : `${pair(row.larger, row.unit)}${growthOf(row, row.larger)}`;
    say(`${row.what.padEnd(32)}${pair(row, row.unit)}${large}  ${row.note}`);
    const slowest = Math.max(row.ours.p95, row.larger?.ours.p95 ?? 0);
    if (row.most !== undefined && slowest > row.most)
      say(`  OVER BUDGET: ${slowest.toFixed(0)} ms of ${row.most}`);
  }
  say('');
  say(
    'Median (95th percentile), the best of three rounds in which all took turns; starts, memory and the screen: of all.',
  );
  if (grown)
    say(
      `Growth: what ours takes with ${larger} times the data, beside what it took; (1.3) is what it may be.`,
    );
}

function growthOf({ ours, growth }: Row, large: Pair): string {
  const found = large.ours.median / ours.median;
  const gate = growth === undefined ? '' : ` (${growth})${found > growth ? ' OVER' : ''}`;
  return `${found.toFixed(2)}x`.padStart(8) + gate.padEnd(6);
}

header();
if (atTheDesk.some(wanted)) {
  const desks: Desk[] = [];
  try {
    for (const times of larger > 1 ? [1, larger] : [1]) desks.push(await openDesk(times));
    const [desk, big] = desks;
    say('Measuring …');
    for (const [index, contest] of (desk?.contests ?? []).entries())
      rows.push(await compete(contest, big?.contests[index]));
  } finally {
    for (const desk of desks) await desk.close();
  }
}
if (wanted('start')) {
  say('Starting the browser desk and a bare page in turn …');
  await coldStarts();
}
if (wanted('views')) {
  say('Drawing full days in a browser …');
  const drawn = await viewContests(times(50));
  if (drawn.length === 0) say('No Chromium here: the days on the screen were left out.');
  rows.push(...drawn);
}
print();

async function openDesk(by: number): Promise<Desk> {
  const patients = size.patients * by;
  say(`Registering ${patients} patients, with the rows that the service itself would write …`);
  const clinic = await bigClinic(patients);
  say(`  in ${(clinic.loadedIn / 1000).toFixed(1)} s`);
  return deskContests({ clinic, visits: size.visits, today: firstDay, years: by, wanted, times, say });
}

import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Host } from '../../main/clinic/upkeep/host.ts';
import { createStoreFile } from '../../main/db/open.ts';
import { foundDemo } from '../../main/demo/founding.ts';
import { newDraw } from '../../main/demo/random.ts';
import { buildIfStale, parts } from '../../main/launch/build.ts';
import { fold } from '../../shared/rules/names.ts';
import { firstDay } from '../clinic/case-clinic.ts';
import { reference, resources } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { desktopDoor } from '../transport/doors.ts';
import { bigBook } from './big-book.ts';
import { bigClinic, longRecord, openConsent, type BigClinic } from './big-clinic.ts';
import { bookContests } from './book.ts';
import { courseContests } from './course.ts';
import { startBare, startOurs, type Start } from './cold-start.ts';
import { newFloorBook } from './floor-book.ts';
import { floorPaper } from './floor-paper.ts';
import { newFloorPort } from './floor-port.ts';
import { newFloorStore } from './floor-store.ts';
import { recallContest } from './recall.ts';
import { viewContests } from './views.ts';
import { compete, figureOf, type Figure, type Row } from './rounds.ts';

// `npm run bench`: what our ways cost beside the barest ways on the same machine, in the same minutes. Read the ratios;
// milliseconds of two machines, or of two runs, say nothing beside each other.

const root = resolve(import.meta.dirname, '..', '..');
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    /** So many times the patients and the years of bookings. */
    times: { type: 'string', default: '1' },
  },
});
const larger = Math.max(1, Number.parseInt(values.times, 10) || 1);
const size = values.quick
  ? { patients: 5000 * larger, visits: 50, scale: 0.3, starts: 3 }
  : { patients: 50_000 * larger, visits: 200, scale: 1, starts: 5 };
const wanted = (name: string) => values.only === undefined || values.only.split(',').includes(name);
const times = (count: number) => Math.max(5, Math.round(count * size.scale));

const ofTheBook = ['day', 'week', 'slots', 'book'];
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

async function overThePort(clinic: BigClinic): Promise<void> {
  const { identities, patientIds, people } = clinic;
  const door = desktopDoor(clinic.host);
  const { api } = await door.enter();
  await api.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });
  const [first, second, third] = [patientIds[0] ?? '', patientIds[1] ?? '', identities[0]];
  const name = `${third?.givenName} ${third?.familyName}`;
  if (['record', 'search', 'pdf', 'save', 'course', ...ofTheBook].some(wanted)) {
    say(`Recording ${size.visits} visits of one patient …`);
    await longRecord(clinic, first, name, size.visits);
  }
  const consent = await openConsent(clinic.henrik, people.practitioner.id, second);

  const folded = identities.map((one) => ({
    name: `${one.givenName} ${one.familyName}`,
    words: fold(`${one.givenName} ${one.familyName}`).split(' '),
    birthDate: one.birthDate,
    phone: one.phone,
  }));
  const note = 'x'.repeat(450);
  const floor = newFloorStore(
    folded,
    Array.from({ length: size.visits }, () => note),
  );
  const port = newFloorPort();
  const keys = typedKeys(folded.map(({ words }) => words.at(-1) ?? ''));
  try {
    if (wanted('search')) {
      const key = (index: number) => keys[index % keys.length] ?? 'a';
      const raced = await compete({
        repetitions: times(1000),
        floor: (index) => port.ask(() => floor.search(key(index), 20)),
        ours: (index) => api.patients.search({ text: key(index), limit: 20 }),
      });
      rows.push({
        what: 'search, one key typed',
        ...raced,
        unit: 'ms',
        note: `${size.patients} patients, 20 lines, over a message port; ours looks inside words too`,
      });
    }
    if (ofTheBook.some(wanted)) {
      say('Filling the book …');
      const book = await bigBook(clinic, firstDay, larger);
      say(`  ${book.visits.length} visits in ${(book.loadedIn / 1000).toFixed(1)} s`);
      const bare = { ...newFloorBook(floor.raw, book.visits), book: floor.book };
      const bench = { api, clinic, book, floor: bare, port, today: firstDay, wanted, times };
      rows.push(...(await bookContests(bench)));
    }
    if (wanted('recall'))
      rows.push(await recallContest({ api, clinic, floor, port, today: firstDay, times, say }));
    if (wanted('record')) {
      const raced = await compete({
        repetitions: times(150),
        floor: () => port.ask(() => floor.record()),
        ours: () =>
          Promise.all([api.patients.open({ id: first }), api.treatments.sessionsOf({ patientId: first })]),
      });
      rows.push({
        what: `open a record, ${size.visits} visits`,
        ...raced,
        unit: 'ms',
        note: 'ours writes two audit rows to the disk for the reading',
      });
    }
    if (wanted('save') || wanted('course'))
      rows.push(
        ...(await courseContests({
          ...{ api, floor, port, patientId: first, practitionerId: people.practitioner.id },
          ...{ today: firstDay, wanted, times },
        })),
      );
    if (wanted('pdf')) {
      const bytes = Buffer.from(await (await api.documents.consent({ id: consent.id })).file.arrayBuffer());
      const pages = Math.max(1, bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 1);
      const draw = floorPaper(resources, consent.texts, pages);
      const raced = await compete({
        repetitions: times(40),
        floor: draw,
        ours: () => api.documents.consent({ id: consent.id }),
      });
      rows.push({
        what: 'consent as PDF',
        ...raced,
        unit: 'ms',
        note: `${pages} pages; ours with tables, tags, PDF/A, body chart, audit row`,
      });
    }
  } finally {
    port.close();
    await door.close();
    await floor.close();
  }
}

/** What is typed, key by key, by someone who looks for twenty different people. */
function typedKeys(names: readonly string[]): string[] {
  const draw = newDraw(1, 'keys');
  return Array.from({ length: 20 }, () => draw.pick(names)).flatMap((name) => {
    const letters = [...name].slice(0, 6);
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
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
  say('');
  say(`${'what'.padEnd(32)}${'floor'.padStart(18)}${'ours'.padStart(18)}${'ratio'.padStart(8)}  note`);
  const cell = ({ median, p95 }: Figure, unit: string) => {
    const digits = median < 10 ? 2 : 0;
    return `${median.toFixed(digits)} (${p95.toFixed(digits)}) ${unit}`.padStart(18);
  };
  for (const { what, floor, ours, unit, note } of rows) {
    say(
      `${what.padEnd(32)}${cell(floor, unit)}${cell(ours, unit)}${`${(ours.median / floor.median).toFixed(1)}x`.padStart(8)}  ${note}`,
    );
  }
  say('');
  say(
    'Median (95th percentile), the best of three rounds in which floor and ours took turns; starts, memory and the screen: of all.',
  );
}

header();
if (['search', 'record', 'pdf', 'save', 'course', 'recall', ...ofTheBook].some(wanted)) {
  say(`Registering ${size.patients} patients by the service, a thousand to a transaction …`);
  const clinic = await bigClinic(size.patients);
  say(`  in ${(clinic.loadedIn / 1000).toFixed(1)} s`);
  try {
    await overThePort(clinic);
  } finally {
    await clinic.close();
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

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dateAt, dayBounds } from '../../shared/rules/calendar.ts';
import { storeFiles } from '../db/folder.ts';
import { readHolder } from '../db/lock.ts';
import { hasDemoKey } from '../keys/demo-key.ts';
import { loadReference } from '../reference/load.ts';
import { buildDemo, type DemoClinic } from './build.ts';
import { printPapers } from './papers.ts';
import { demoProfile } from './people.ts';
import { newProgress } from './progress.ts';
import { readSignIn, writeSignIn } from './sign-in.ts';

// `npm run demo -- --out DIR`: a demo clinic in DIR/data, every document of the three cases in DIR/paper.

const usage = `npm run demo -- --out DIR [--seed N] [--patients N] [--now 2026-11-22T09:00:00.000Z]

Builds a demo clinic in DIR/data and prints its papers to DIR/paper. The same seed on the same day gives the same clinic,
but for ids, keys and what follows from them. Without --now nothing has happened yet today.
`;
const root = resolve(import.meta.dirname, '..', '..');
const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Options {
  out: string;
  seed: number;
  patients: number;
  until: string;
}

function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      patients: { type: 'string', default: '400' },
      now: { type: 'string' },
    },
  });
  const [seed, patients] = [Number(values.seed), Number(values.patients)];
  if (values.out === undefined || values.out.trim() === '') throw new Error('--out needs a folder.');
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number.');
  if (!Number.isSafeInteger(patients) || patients < 1 || patients > 5000)
    throw new Error('--patients is a number from 1 to 5000.');
  if (values.now !== undefined && !Number.isFinite(Date.parse(values.now)))
    throw new Error('--now is an instant such as 2026-11-22T09:00:00.000Z.');
  const opening = dayBounds(dateAt(new Date().toISOString(), demoProfile.zone), demoProfile.zone).from;
  return {
    out: resolve(values.out),
    seed,
    patients,
    until: values.now === undefined ? opening : new Date(values.now).toISOString(),
  };
}

/** An earlier demo makes room; anything else that lies there is not ours to touch. */
function clearPlace(data: string): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  if (!hasDemoKey(data))
    throw new Error(`${data} holds something that is not a demo clinic. Choose another folder.`);
  if (readHolder(data) !== null) throw new Error(`The demo clinic in ${data} is open. Close it first.`);
  rmSync(data, { recursive: true });
}

async function run({ out, seed, patients, until }: Options): Promise<void> {
  const started = performance.now();
  const data = join(out, 'data');
  mkdirSync(out, { recursive: true });
  clearPlace(data);
  const progress = newProgress(process.stdout);
  const clinic = await buildDemo({
    folder: data,
    resources: join(root, 'resources'),
    reference: loadReference(join(root, 'resources', 'reference')),
    appVersion: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    seed,
    patients,
    until,
    tell: (stage, done, of) =>
      progress.show(stage === 'founding' ? 'Founding the clinic' : 'Living through the year', done, of),
  });
  try {
    const papers = await printPapers(clinic, join(out, 'paper'), (done, of) =>
      progress.show('Printing', done, of),
    );
    const chain = await clinic.desk.owner.upkeep.verifyAudit();
    progress.end();
    const bytes = storeFiles(data).reduce((sum, name) => sum + statSync(join(data, name)).size, 0);
    for (const [what, made] of table(clinic, papers, chain, bytes)) say(`${what.padEnd(24)}${made}`);
  } finally {
    await clinic.host.close();
  }
  writeSignIn(data);
  say(`${'Time'.padEnd(24)}${((performance.now() - started) / 1000).toFixed(1)} s`);
  say(`${'Seed'.padEnd(24)}${seed}, up to ${until}`);
  say('');
  for (const line of readSignIn(data)) say(line);
  say(`Open it: npm start -- --data ${data}`);
}

function table(
  clinic: DemoClinic,
  papers: string[],
  chain: { rows: number; sound: boolean },
  bytes: number,
): [string, string][] {
  const { lived, patients } = clinic;
  const { done, cancelled, future } = lived.endings;
  const scripts = new Set(patients.map(({ script }) => script)).size;
  return [
    [
      'Patients',
      `${lived.registered + 5} (${scripts} kinds of names, ${lived.asked + 5} asked about safety)`,
    ],
    [
      'Appointments',
      `${lived.booked + 12} in 12 months: ${done + 12} done, ${lived.endings['did-not-attend']} did not attend, ${cancelled} cancelled, ${future} to come`,
    ],
    ['Consents', `${lived.consents.complete + 5} signed by both, ${lived.consents.draft} waiting`],
    ['Treatment notes', `${lived.notes.signed + 12} signed, ${lived.notes.draft} open`],
    ['Cases', 'neck (3 visits), knee (8 visits), heel (injection and laser in one visit)'],
    ['Papers', `${papers.length} PDF files`],
    ['Audit chain', `${chain.rows} rows, ${chain.sound ? 'sound' : 'BROKEN'}`],
    ['Store', `${(bytes / 2 ** 20).toFixed(1)} MiB`],
  ];
}

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}

import { spawn } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { buildIfStale, parts } from './build.ts';
import { findOrFetchRuntime } from './electron.ts';
import { chooseFolder } from './folders.ts';
import { readOptions, usage, type StartOptions } from './options.ts';
import { thisMachine } from './window.ts';

// What `npm start` runs: build what is stale, then Electron, else the browser desk.

const root = resolve(import.meta.dirname, '..', '..');
const say = (line: string) => void process.stdout.write(`${line}\n`);

// Sources are run as they are: what was compiled at the last start saves a quarter of the next one.
enableCompileCache(join(root, 'node_modules', '.cache', 'palpate', 'compiled'));

async function start(options: StartOptions): Promise<number> {
  const folder = chooseFolder(thisMachine(), options.data, options.demo);
  if (buildIfStale(root, parts.page) === 'built') say('The page is built.');
  if (options.demo) {
    const { ensureDemo } = await import('./demo.ts');
    await ensureDemo({ root, folder, say });
  }
  if (!options.browser) {
    const runtime = await findOrFetchRuntime(root, say);
    if ('path' in runtime) return await startElectron(runtime.path, folder, options.demo);
    say(`${runtime.missing}; Palpate opens in a browser window instead.`);
  }
  const { openBrowserDesk } = await import('./browser-desk.ts');
  return await openBrowserDesk({ root, folder, demo: options.demo, say });
}

async function startElectron(path: string, folder: string, demo: boolean): Promise<number> {
  buildIfStale(root, parts.main);
  buildIfStale(root, parts.preload);
  const child = spawn(path, [root, `--data=${folder}`, ...(demo ? ['--demo'] : [])], { stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return await new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}

function optionsOrUsage(): StartOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${messageOf(error)}\n\n${usage}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  const options = optionsOrUsage();
  if (options.help) say(usage);
  else process.exitCode = await start(options);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

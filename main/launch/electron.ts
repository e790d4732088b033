import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Electron's runtime on this machine: where it is, or in a few words why there is none. */
export type Runtime = { readonly path: string } | { readonly missing: string };

const executables: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
};

/** A failed fetch is not tried again for this long, so that a clinic without a network starts at once. */
const patience = 24 * 60 * 60_000;
const probeTimeout = 3_000;
const fetchTimeout = 180_000;

/** Looks for the runtime where npm would have put it, or where the person says it is. */
export function findRuntime(root: string, env: NodeJS.ProcessEnv = process.env): Runtime {
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
  const path = join(folder, executables[process.platform] ?? 'electron');
  if (!existsSync(path)) return { missing: "Electron's runtime is not on this machine" };
  if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { missing: 'Electron is here, but there is no display for its window' };
  }
  return { path };
}

/** Finds the runtime, or has Electron's own installer fetch it once; remembers for a day that it could not. */
export async function findOrFetchRuntime(root: string, say: (line: string) => void): Promise<Runtime> {
  const found = findRuntime(root);
  if ('path' in found || found.missing.includes('display')) return found;

  const memory = join(root, 'node_modules', '.cache', 'palpate', 'electron-unreachable');
  if (existsSync(memory) && Date.now() - Number(readFileSync(memory, 'utf8')) < patience) {
    return { missing: `${found.missing} and could not be fetched at the last try` };
  }
  if (await answers(process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/')) {
    say("Fetching Electron's runtime, once (about 120 MB) …");
    spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
      cwd: root,
      stdio: 'ignore',
      timeout: fetchTimeout,
    });
    const fetched = findRuntime(root);
    if ('path' in fetched) return fetched;
  }
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, String(Date.now()));
  return { missing: `${found.missing} and cannot be fetched from here` };
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeTimeout) });
    return true;
  } catch {
    return false;
  }
}

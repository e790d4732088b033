import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

/** The parts of a machine that decide where a person's files go. */
export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Where this person's clinic lies unless they say otherwise: the place each system keeps application data.
 * Windows: the local, not the roaming folder, since a database must never be copied between machines while open.
 */
export function defaultFolder(machine: Machine, name: 'clinic' | 'demo'): string {
  return join(applicationData(machine), name);
}

/** The folder to open: the one that was named, else the demo's, else the person's own. */
export function chooseFolder(machine: Machine, data: string | undefined, demo: boolean): string {
  if (data !== undefined) return resolve(data);
  return defaultFolder(machine, demo ? 'demo' : 'clinic');
}

function applicationData({ platform, home, env }: Machine): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Palpate');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Palpate');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'palpate');
}

/** Where the app window keeps its browser profile: a cache, apart from the clinic's folder and its backups. */
export function windowProfile(machine: Machine, folder: string): string {
  const name = `window-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const { platform, home, env } = machine;
  if (platform === 'win32') return join(applicationData(machine), name);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Palpate', name);
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'palpate', name);
}

const troubles: Readonly<Record<string, string>> = {
  EEXIST: 'a file of that name stands in its place',
  ENOTDIR: 'part of the way to it is a file',
  ENOENT: 'the place it should be in is not there',
  EACCES: 'this person may not write there',
  EPERM: 'this person may not write there',
  EROFS: 'the drive takes no writing',
  ENAMETOOLONG: 'its name is too long for the drive',
};

/** Why a folder cannot hold a clinic, in words, with the way out; any other error as it came. */
export function folderTrouble(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = troubles[code];
  if (why === undefined) return error;
  return new Error(`${folder} cannot hold a clinic: ${why} (${code}). Choose another folder with --data.`, {
    cause: error,
  });
}

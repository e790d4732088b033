import fs from 'node:fs';
import path from 'node:path';
import { classify, StoreProblem } from './store-problem.ts';

/** What is asked of the system about a folder; tests answer for it. */
export interface PlaceProbe {
  fileSystemType(dir: string): number;
  mounts(): string;
}

export const systemProbe: PlaceProbe = {
  fileSystemType: (dir) => Number(fs.statfsSync(dir, { bigint: true }).type & 0xffffffffn),
  mounts: () => (fs.existsSync('/proc/self/mounts') ? fs.readFileSync('/proc/self/mounts', 'utf8') : ''),
};

// Linux magic numbers, from the kernel's magic.h. SQLite's locks and shared memory cannot be trusted on any of these.
const networkTypes = new Map<number, string>([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x01021997, '9p'],
  [0x5346414f, 'afs'],
  [0x73757245, 'coda'],
  [0x00c36400, 'ceph'],
  [0x564c, 'ncp'],
  [0x0bd00bd0, 'lustre'],
  [0x786f4256, 'vboxsf'],
]);
const fuseType = 0x65735546;
// Drivers outside the kernel that lie on a local disk; any other may be a network.
const localDrivers =
  /^(fuseblk|virtiofs|fuse\.(gocryptfs|encfs|cryfs|veracrypt|ntfs-3g|exfat|mergerfs|bindfs))$/;
const syncFolders =
  /^(onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|icloud ?drive|mobile documents|nextcloud|pcloud ?drive)$/i;

/** Refuses a folder in which a database would be lost or torn: network, cloud sync. */
export function assertLocal(dir: string, probe: PlaceProbe = systemProbe): void {
  const real = fs.realpathSync(dir);
  if (/^[\\/]{2}[^\\/?.]/.test(real)) throw new StoreProblem('BAD_PLACE', 'network', { fileSystem: 'unc' });
  const synced = real.split(/[\\/]/).find((part) => syncFolders.test(part));
  if (synced !== undefined) throw new StoreProblem('BAD_PLACE', 'sync-folder', { folder: synced });
  const type = probe.fileSystemType(real);
  const network = process.platform === 'linux' ? networkTypes.get(type) : undefined;
  if (network !== undefined) throw new StoreProblem('BAD_PLACE', 'network', { fileSystem: network });
  if (process.platform === 'linux' && type === fuseType) {
    const name = mountedAs(real, probe.mounts());
    if (!localDrivers.test(name)) throw new StoreProblem('BAD_PLACE', 'network', { fileSystem: name });
  }
}

/** Proves by writing that the folder takes new files. */
export function assertWritable(dir: string): void {
  const trial = path.join(dir, `.palpate-trial-${process.pid}`);
  try {
    fs.writeFileSync(trial, 'x', { flag: 'w', mode: 0o600 });
    fs.rmSync(trial);
  } catch (error) {
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

function mountedAs(dir: string, mounts: string): string {
  let best = { at: '', type: '' };
  for (const line of mounts.split('\n')) {
    const [, at = '', type = ''] = line.split(' ');
    const inside = dir === at || dir.startsWith(at.endsWith('/') ? at : `${at}/`);
    if (at !== '' && inside && at.length >= best.at.length) best = { at, type };
  }
  return best.type;
}

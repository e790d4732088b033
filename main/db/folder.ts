import fs from 'node:fs';
import path from 'node:path';

/** Names inside a clinic's folder. */
export const storeFile = 'palpate.db';
export const watermarkFile = 'palpate.mark';

/** All files that make up the store, as far as they exist. */
export function storeFiles(dir: string): string[] {
  const names = [
    storeFile,
    `${storeFile}-wal`,
    `${storeFile}-shm`,
    watermarkFile,
    'keyring.json',
    'keyring.backup.json',
  ];
  return names.filter((name) => fs.existsSync(path.join(dir, name)));
}

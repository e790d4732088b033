import fs from 'node:fs';
import path from 'node:path';
import type { WatermarkPlace } from '../audit/watermark.ts';
import type { Secrets } from '../keys/keyring.ts';
import { subkey } from '../keys/sealing.ts';
import type { StoreKey } from './open.ts';

/** Names inside a clinic's folder. */
export const storeFile = 'palpate.db';
const watermarkFile = 'palpate.mark';

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

export function storeKey(secrets: Secrets): StoreKey {
  return { key: secrets.dataKey, salt: secrets.pageSalt, keyIsRight: true };
}

export function watermarkPlace(dir: string, secrets: Secrets): WatermarkPlace {
  return {
    file: path.join(dir, watermarkFile),
    key: subkey(secrets.dataKey, 'watermark'),
    databaseId: secrets.databaseId,
  };
}

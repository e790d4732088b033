import fs from 'node:fs';
import path from 'node:path';
import { resetWatermark } from '../audit/watermark.ts';
import type { Secrets } from '../keys/keyring.ts';
import { findLogDamage } from './damage.ts';
import { storeFile, storeKey, watermarkPlace } from './folder.ts';
import { openStore } from './open.ts';
import { setAside } from './quarantine.ts';
import { StoreProblem } from './store-problem.ts';

/** What a repair works on. The caller holds the folder and records in the audit who decided it. */
interface Broken {
  dir: string;
  secrets: Secrets;
  now: () => string;
}

/** After DB_DAMAGED `header-salt`: puts the keyring's copy of the first 16 bytes back. Copies of all files stay. */
export function mendHead({ dir, secrets, now }: Broken): void {
  keepEvidence(dir, { state: 'DB_DAMAGED', detail: 'header-salt' }, now);
  const handle = fs.openSync(path.join(dir, storeFile), 'r+');
  try {
    fs.writeSync(handle, secrets.pageSalt, 0, 16, 0);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** After LOG_DAMAGED and the owner's decision: takes what is there for all there is. Copies of all files stay. */
export async function acceptLogLoss({ dir, secrets, now }: Broken): Promise<void> {
  const place = watermarkPlace(dir, secrets);
  const store = openStore({ ...storeKey(secrets), file: path.join(dir, storeFile) });
  try {
    const damage = findLogDamage(store.raw, place);
    if (damage === null) return;
    keepEvidence(dir, { state: 'LOG_DAMAGED', ...damage.finding }, now);
    resetWatermark(place, damage.head);
  } finally {
    await store.close();
  }
}

function keepEvidence(dir: string, finding: Record<string, unknown>, now: () => string): void {
  if (setAside(dir, finding, now()) === null) throw new StoreProblem('DISK_FULL', 'quarantine');
}

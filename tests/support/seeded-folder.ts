import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Api } from '../../shared/contract/index.ts';
import { Host } from '../../main/clinic/upkeep/host.ts';
import { harbourClinic, reference, windowOf } from './clinic.ts';
import { passwordOf, team } from './people.ts';

/** A practice clinic made through the contract, closed again: a desk opens it without asking for words. */
export async function seededFolder<T>(
  seed: (owner: Api) => Promise<T>,
): Promise<{ folder: string; seeded: T }> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-seeded-'));
  const host = new Host({
    folder,
    door: 'browser',
    reference,
    resources: resolve(import.meta.dirname, '../../resources'),
    appVersion: '0.0.0',
    demo: true,
    wordsCost: { name: 'argon2id', memoryKiB: 8192, passes: 1, lanes: 1 },
  });
  await host.start();
  const owner = windowOf(host);
  const { userName, displayName, title } = team['nomsa'] ?? {
    userName: 'nomsa',
    displayName: 'Nomsa',
    title: '',
  };
  const { words } = await owner.upkeep.foundClinic({
    profile: harbourClinic,
    owner: { userName, displayName, title, treats: true, password: passwordOf(userName) },
  });
  await owner.upkeep.confirmWords({ words });
  const henrik = team['henrik'];
  if (henrik !== undefined) await owner.staff.add({ ...henrik, password: passwordOf('henrik') });
  await owner.practice.saveRoom({ name: 'Room 1' });
  const seeded = await seed(owner);
  await host.close();
  return { folder, seeded };
}

import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { type ClinicStore, createClinicStore, openClinicStore } from '../../db/clinic-store.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { Db } from '../../db/schema.ts';
import type { Secrets } from '../../keys/keyring.ts';

/** The clinic while its store is open. */
export interface OpenClinic extends ClinicStore {
  secrets: Secrets;
  /** As last committed; null only while the clinic is being founded. */
  profile: ClinicProfile | null;
}

/** Makes the empty encrypted store of a new clinic; what an interrupted founding left is set aside, not deleted. */
export function createStore(folder: string, secrets: Secrets, now: string): void {
  createClinicStore({ dir: folder, secrets, migrations, now: () => now });
}

/**
 * Opens, checks and migrates the store.
 * @throws StoreProblem with the state that the screen explains.
 */
export async function openClinic(folder: string, secrets: Secrets, now: () => string, founding: boolean): Promise<OpenClinic> {
  const opened = await openClinicStore({ dir: folder, secrets, migrations, now }, founding);
  return { ...opened, secrets, profile: await profileIn(opened.db) };
}

export async function closeClinic(clinic: OpenClinic): Promise<void> {
  await clinic.close();
}

export async function profileIn(db: Db): Promise<ClinicProfile | null> {
  const row = await db.selectFrom('clinic').select('profile').executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.profile) as ClinicProfile);
}

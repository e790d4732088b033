import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { createClinicStore, openClinicStore, type ClinicStore } from '../../db/clinic-store.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { Db } from '../../db/schema.ts';
import type { Secrets } from '../../keys/keyring.ts';

/** The clinic while its store is open. */
export interface OpenClinic extends ClinicStore {
  secrets: Secrets;
  /** As last committed; null only while the clinic is being founded. */
  profile: ClinicProfile | null;
}

export function createStore(dir: string, secrets: Secrets, now: () => string): void {
  createClinicStore({ dir, secrets, migrations, now });
}

/** @throws StoreProblem with the state that the screen explains. */
export async function openClinic(
  dir: string,
  secrets: Secrets,
  now: () => string,
  founding: boolean,
): Promise<OpenClinic> {
  const opened = await openClinicStore({ dir, secrets, migrations, now }, founding);
  return { ...opened, secrets, profile: await profileIn(opened.db) };
}

export async function profileIn(db: Db): Promise<ClinicProfile | null> {
  const row = await db.selectFrom('clinic').select('profile').executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.profile) as ClinicProfile);
}

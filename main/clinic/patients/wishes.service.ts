import type { ContactWish } from '../../../shared/contract/patients.ts';
import type { Reader } from '../../db/schema.ts';
import { findWishes } from './wishes.store.ts';

/** How each of these may be reached about what is not an emergency. */
export async function contactWishes(
  db: Reader,
  patientIds: readonly string[],
): Promise<(patientId: string) => ContactWish> {
  const wishes = await findWishes(db, patientIds);
  return (patientId) => {
    const ways = wishes.get(patientId);
    if (ways === undefined || ways.includes('call')) return 'as-usual';
    return ways.length === 0 ? 'none' : 'not-by-phone';
  };
}

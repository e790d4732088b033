import { join } from 'node:path';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { stationery, type Stationery } from '../../paper/stationery.ts';

/** The clinic's paper: size, letterhead and zone as the owner set them, fonts as they ship. */
export function stationeryOf(profile: ClinicProfile, resources: string): Stationery {
  const { name, addressLines, phone, email, registration, letterheadNote, paper, zone } = profile;
  return stationery(join(resources, 'fonts'), {
    size: paper,
    zone,
    letterhead: { name, addressLines, phone, email, registration, note: letterheadNote },
  });
}

import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { AdministrationInput } from '../../../shared/contract/treatments.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import type { SessionRow } from './store.ts';

export async function doseIssues(_db: Reader, _session: SessionRow, _syringe: AdministrationInput, _act: Act): Promise<RecordIssue[]> {
  return [];
}

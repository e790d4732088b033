import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';

/** One thing to know before treating: shown as an alert, and as an issue where signing must ask or refuse. */
export interface Alert {
  level: 'block' | 'warn' | 'note';
  code: string;
  text: string;
  source: string;
  /** The substance that it is about; null where it is about the technique. */
  substanceId: string | null;
  /** Something was answered, in contrast to a question that was never asked. */
  asked: boolean;
  issue: RecordIssue | null;
}

export async function alertsFor(
  _db: Reader,
  _patientId: string,
  _techniques: readonly string[],
  _sites: readonly { siteId: string; side: 'left' | 'right' | 'midline' }[],
  _substances: readonly string[],
  _act: Act,
): Promise<Alert[]> {
  return [];
}

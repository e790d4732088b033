import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { AnyRefusal } from '../../../rpc.ts';

/** What the running check found, and what a refused signature named besides. */
export function withRefused(
  found: readonly RecordIssue[],
  refusal: AnyRefusal | null,
): readonly RecordIssue[] {
  if (refusal?.code !== 'RECORD_REFUSED') return found;
  const known = new Set(found.map((issue) => JSON.stringify(issue)));
  // A block or field may be mended meanwhile; what no save found again is shown only once more.
  return [...found, ...refusal.data.issues.filter((issue) => !known.has(JSON.stringify(issue)))];
}

const EMPTY: ReadonlySet<string> = new Set(['required', 'finding-without-grade']);

/** Before anybody tried to sign, empty fields are not yet mistakes. */
export function quiet(issues: readonly RecordIssue[], tried: boolean): readonly RecordIssue[] {
  return tried ? issues : issues.filter(({ code }) => !EMPTY.has(code));
}

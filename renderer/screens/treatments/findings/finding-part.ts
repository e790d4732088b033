import type { Finding } from '../../../../shared/contract/finding.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Change } from '../chart/new-entries.ts';

/** What every part of a finding's card is given. */
export interface FindingPart {
  finding: Finding;
  reference: Reference;
  onChange: (change: Change<Finding>) => void;
}

import { useQuery } from '@tanstack/react-query';
import type { BlockValue } from '../../../shared/contract/treatment-block.ts';
import { wallTimeAt } from '../../../shared/rules/calendar.ts';
import { endOfVisit } from '../../../shared/rules/visit-end.ts';
import { q } from '../../rpc.ts';
import { TimeField } from '../../ui/Fields.tsx';

interface EndFieldProps {
  label: string;
  startedAt: string;
  value: BlockValue | undefined;
  onChange: (instant: string) => void;
}

/** When the visit ended, typed as an hour by the clinic's own clock. */
export function EndField({ label, startedAt, value, onChange }: EndFieldProps) {
  const { data } = useQuery(q.practice.overview.queryOptions());
  const zone = data?.profile.zone ?? 'UTC';
  return (
    <TimeField
      label={label}
      value={typeof value === 'string' && value !== '' ? wallTimeAt(value, zone).time : ''}
      onChange={(time) => onChange(time === '' ? '' : endOfVisit(startedAt, time, zone))}
    />
  );
}

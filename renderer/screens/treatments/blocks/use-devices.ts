import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Outputs } from '../../../../shared/contract/index.ts';
import { q } from '../../../rpc.ts';
import { useToday } from '../use-today.ts';

type Device = Outputs['practice']['overview']['devices'][number];

/** Devices that a visit may name; one that was called back before it began is shown and cannot be picked. */
export function useDevices(
  devices: readonly Device[],
  startedAt: string,
): readonly (Device & { recalled: boolean })[] {
  const today = useToday();
  const held = useQuery(q.recall.held.queryOptions());
  return useMemo(() => {
    const recalled = new Set(
      (held.data ?? []).filter(({ at }) => at <= startedAt).flatMap(({ deviceIds }) => deviceIds),
    );
    return devices
      .filter(({ retired, serviceDue }) => !retired && (serviceDue === null || serviceDue >= today))
      .map((device) => ({ ...device, recalled: recalled.has(device.id) }));
  }, [devices, startedAt, today, held.data]);
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { q, refusalOf } from '../../rpc.ts';

export type HandedAct = (version: number) => Promise<ConsentRecord>;

export interface Handed {
  record: ConsentRecord | undefined;
  error: unknown;
  busy: boolean;
  /** What the last act was refused with; null when all that was said is kept. */
  problem: unknown;
  /** One act after the other, each on the version that the one before it brought. */
  run: (act: HandedAct) => Promise<ConsentRecord | null>;
  clear: () => void;
}

/** The handed document and every act of the patient on it. */
export function useHanded(): Handed {
  const cache = useQueryClient();
  const view = useQuery({ ...q.handover.view.queryOptions(), gcTime: 0 });
  const key = q.handover.view.queryKey();
  const latest = useRef<ConsentRecord | undefined>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  if (latest.current === undefined) latest.current = view.data;

  const run = useCallback(
    (act: HandedAct): Promise<ConsentRecord | null> => {
      setBusy(true);
      const done = queue.current.then(async () => {
        const known = latest.current;
        if (known === undefined) return null;
        try {
          const record = await act(known.version);
          latest.current = record;
          cache.setQueryData(key, record);
          setProblem(null);
          return record;
        } catch (error) {
          setProblem(error);
          const refusal = refusalOf(error);
          if (refusal?.code === 'STALE_VERSION') {
            latest.current = refusal.data.current as ConsentRecord;
            cache.setQueryData(key, latest.current);
          }
          return null;
        } finally {
          setBusy(false);
        }
      });
      queue.current = done;
      return done;
    },
    [cache, key],
  );
  return { record: view.data, error: view.error, busy, problem, run, clear: () => setProblem(null) };
}

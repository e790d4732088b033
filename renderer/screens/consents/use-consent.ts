import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  ConsentDocument,
  ConsentPlan,
  ConsentTalk,
  Decision,
} from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { api, q, refusalOf } from '../../rpc.ts';

type Act = (known: { id: string; version: number }) => Promise<ConsentRecord>;

export interface ConsentAtHand {
  record: ConsentRecord | undefined;
  error: Error | null;
  retry: () => void;
  /** The last act that failed; null when all that was done is kept. */
  problem: unknown;
  /** True when another window was faster and its version is shown now. */
  overtaken: boolean;
  saving: boolean;
  decide: (lineId: string, decision: Decision) => void;
  revise: (plan: ConsentPlan, talk: ConsentTalk) => Promise<ConsentRecord | null>;
  /** Any other act on the version at hand, after everything before it was kept. */
  run: (act: Act) => Promise<ConsentRecord | null>;
  clear: () => void;
}

function withDecision(document: ConsentDocument, lineId: string, decision: Decision): ConsentDocument {
  const mark = <T extends { lineId: string; decision: Decision }>(lines: T[]): T[] =>
    lines.map((line) => (line.lineId === lineId ? { ...line, decision } : line));
  return {
    ...document,
    techniques: mark(document.techniques),
    regions: mark(document.regions),
    ...(document.retained !== undefined && { retained: mark(document.retained) }),
    substances: mark(document.substances),
    addOns: mark(document.addOns),
  };
}

/** What a line discloses, without the answer to it. */
function disclosed(document: ConsentDocument | undefined, lineId: string): string {
  const lines =
    document === undefined
      ? []
      : [
          ...document.techniques,
          ...document.regions,
          ...(document.retained ?? []),
          ...document.substances,
          ...document.addOns,
        ];
  return lines.find((one) => one.lineId === lineId)?.facts ?? '';
}

/** An answer belongs to its line: where another window changed something else, it is given again to the newer version. */
async function decideLine(
  known: { id: string; version: number },
  shown: ConsentRecord | undefined,
  said: { lineId: string; decision: Decision },
): Promise<ConsentRecord> {
  try {
    return await api.consents.decide({ ...known, decisions: [said] });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.code !== 'STALE_VERSION') throw error;
    const current = refusal.data.current as ConsentRecord;
    if (disclosed(current.document, said.lineId) !== disclosed(shown?.document, said.lineId)) throw error;
    return api.consents.decide({ id: known.id, version: current.version, decisions: [said] });
  }
}

/** One consent and every act on it, one after the other: each carries the version that the act before it brought. */
export function useConsent(id: string): ConsentAtHand {
  const cache = useQueryClient();
  const query = useQuery(q.consents.open.queryOptions({ input: { id } }));
  const key = q.consents.open.queryKey({ input: { id } });
  const latest = useRef<ConsentRecord | undefined>(undefined);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [overtaken, setOvertaken] = useState(false);

  useEffect(() => {
    // An answer that was on its way before the last act was kept must not take it back.
    if (waiting.current === 0 && query.data !== undefined) latest.current = query.data;
  }, [query.data]);

  const show = useCallback(
    (record: ConsentRecord) => {
      latest.current = record;
      // What is still on its way was read before this act.
      void cache.cancelQueries({ queryKey: key });
      cache.setQueryData(key, record);
    },
    [cache, key],
  );

  const run = useCallback(
    (act: Act): Promise<ConsentRecord | null> => {
      waiting.current += 1;
      setSaving(true);
      const done = queue.current.then(async () => {
        const known = latest.current;
        if (known === undefined) return null;
        void cache.cancelQueries({ queryKey: key });
        try {
          const record = await act({ id: known.id, version: known.version });
          waiting.current -= 1;
          if (waiting.current === 0) show(record);
          else latest.current = record;
          setProblem(null);
          return record;
        } catch (error) {
          waiting.current -= 1;
          const refusal = refusalOf(error);
          setOvertaken(refusal?.code === 'STALE_VERSION');
          setProblem(refusal?.code === 'STALE_VERSION' ? null : error);
          if (refusal?.code === 'STALE_VERSION') show(refusal.data.current as ConsentRecord);
          else await cache.invalidateQueries({ queryKey: key });
          return null;
        } finally {
          setSaving(waiting.current > 0);
        }
      });
      queue.current = done;
      return done;
    },
    [cache, key, show],
  );

  const decide = useCallback(
    (lineId: string, decision: Decision) => {
      cache.setQueryData(
        key,
        (before) => before && { ...before, document: withDecision(before.document, lineId, decision) },
      );
      void run((known) => decideLine(known, latest.current, { lineId, decision }));
    },
    [cache, key, run],
  );

  const revise = useCallback(
    (plan: ConsentPlan, talk: ConsentTalk) => run((known) => api.consents.revise({ ...known, plan, talk })),
    [run],
  );

  return {
    record: query.data,
    error: query.error,
    retry: () => void query.refetch(),
    problem,
    overtaken,
    saving,
    decide,
    revise,
    run,
    clear: () => {
      setProblem(null);
      setOvertaken(false);
    },
  };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { Inputs } from '../../../../shared/contract/index.ts';
import { holdMinutes } from '../../../../shared/contract/slots.ts';
import { api } from '../../../rpc.ts';

type Wanted = Omit<Inputs['appointments']['hold'], 'instead'>;

export interface HoldState {
  id: string;
  /** By this window's own clock, which may differ from the host's. */
  until: number;
}

export function nowMillis(): number {
  return Temporal.Now.instant().epochMilliseconds;
}

/** What could not be given up runs out by itself. */
function giveUp(holdId: string): void {
  api.appointments.release({ holdId }).catch(() => undefined);
}

/** A time kept while the dialog is open: one at a time, given up with the dialog, left alone by a booking. */
export function useHold() {
  const [hold, setHold] = useState<HoldState | null>(null);
  const held = useRef<string | null>(null);
  /** Counts what was asked for, so that an answer that comes too late is given up at once. */
  const turn = useRef(0);
  const pending = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback((id: string | null) => {
    held.current = id;
    setHold(id === null ? null : { id, until: nowMillis() + holdMinutes * 60_000 });
  }, []);
  const take = useCallback(
    async (wanted: Wanted) => {
      const mine = ++turn.current;
      const instead = held.current;
      const asked = api.appointments.hold({ ...wanted, ...(instead !== null && { instead }) });
      pending.current = asked.catch(() => undefined);
      const { holdId } = await asked;
      if (mine === turn.current) keep(holdId);
      else giveUp(holdId);
    },
    [keep],
  );
  const extend = useCallback(async () => {
    const id = held.current;
    if (id === null) return;
    await api.appointments.extendHold({ holdId: id }).then(
      () => keep(id),
      () => keep(null),
    );
  }, [keep]);
  const drop = useCallback(() => {
    turn.current++;
    const id = held.current;
    keep(null);
    if (id !== null) giveUp(id);
  }, [keep]);
  /** The booking has taken its place. */
  const used = useCallback(() => keep(null), [keep]);
  /** The hold in force once every answer is here. */
  const settled = useCallback(async () => {
    await pending.current;
    return held.current ?? undefined;
  }, []);
  useEffect(
    () => () => {
      turn.current++;
      if (held.current !== null) giveUp(held.current);
    },
    [],
  );
  return { hold, take, extend, drop, used, settled };
}

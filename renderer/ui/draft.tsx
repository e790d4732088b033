import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSayMoment } from './date-habit.ts';
import css from './draft.module.css';

/** Where what is being typed is kept until it is sent. */
export interface DraftStore {
  open: (key: string) => Promise<{ body: unknown; savedAt: string } | null>;
  save: (key: string, body: unknown) => Promise<{ savedAt: string }>;
  discard: (key: string) => Promise<unknown>;
}

const nowhere: DraftStore = {
  open: async () => null,
  save: async () => ({ savedAt: '' }),
  discard: async () => undefined,
};

export const DraftHome = createContext<DraftStore>(nowhere);

export type DraftState = 'opening' | 'clean' | 'saving' | 'saved' | 'failed';

export interface Draft<T> {
  value: T;
  setValue: (next: T | ((value: T) => T)) => void;
  status: DraftState;
  savedAt: string | null;
  /** True when the text came back from an earlier sitting. */
  restored: boolean;
  discard: () => Promise<void>;
}

const pause = 600;

const unsavedDrafts = new Set<() => Promise<void>>();

/** Saves at once whatever any open form still holds; settles also when a save failed. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...unsavedDrafts].map(async (flush) => flush()));
}

/** Saves what is typed after each pause and once more when the screen goes; the host keeps it per person and key. */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const home = useContext(DraftHome);
  const [value, set] = useState(initial);
  const [status, setStatus] = useState<DraftState>('opening');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [restored, setRestored] = useState(false);
  const unsaved = useRef<{ body: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(async () => {
    const waiting = unsaved.current;
    if (waiting === null) return;
    unsaved.current = null;
    try {
      const kept = await home.save(key, waiting.body);
      setSavedAt(kept.savedAt);
      setStatus(unsaved.current === null ? 'saved' : 'saving');
    } catch {
      unsaved.current ??= waiting;
      setStatus('failed');
      timer.current = setTimeout(() => void flush(), 5000);
    }
  }, [home, key]);

  useEffect(() => {
    let gone = false;
    home.open(key).then(
      (found) => {
        if (gone || unsaved.current !== null) return;
        if (found !== null) {
          set(found.body as T);
          setSavedAt(found.savedAt);
          setRestored(true);
        }
        setStatus(found === null ? 'clean' : 'saved');
      },
      () => !gone && setStatus('failed'),
    );
    unsavedDrafts.add(flush);
    return () => {
      gone = true;
      unsavedDrafts.delete(flush);
      clearTimeout(timer.current);
      void flush();
    };
  }, [home, key, flush]);

  const setValue = useCallback(
    (next: T | ((value: T) => T)) => {
      set((before) => {
        const after = typeof next === 'function' ? (next as (value: T) => T)(before) : next;
        unsaved.current = { body: after };
        return after;
      });
      setStatus('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pause);
    },
    [flush],
  );

  const discard = useCallback(async () => {
    clearTimeout(timer.current);
    unsaved.current = null;
    set(initial);
    setStatus('clean');
    setSavedAt(null);
    setRestored(false);
    await home.discard(key);
  }, [home, key, initial]);

  return { value, setValue, status, savedAt, restored, discard };
}

export function DraftStatus({ status, savedAt }: { status: DraftState; savedAt: string | null }) {
  const { t } = useTranslation('ui');
  const say = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  if (status === 'opening' || status === 'clean') return null;
  const time = savedAt ? say(savedAt) : '';
  return (
    <span className={css['status']} data-status={status} role="status">
      {t(`draft.${status}`, { time })}
    </span>
  );
}

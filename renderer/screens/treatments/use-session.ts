import { Temporal } from 'temporal-polyfill';
import { replaceEqualDeep, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Cover } from '../../../shared/contract/consents.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { SessionContent, SessionView } from '../../../shared/contract/treatments.ts';
import { api, q, refusalOf } from '../../rpc.ts';
import type { DraftState } from '../../ui/draft.tsx';

const pause = 700;

export interface SessionDraft {
  content: SessionContent;
  change: (make: (before: SessionContent) => SessionContent) => void;
  issues: readonly RecordIssue[];
  cover: Cover;
  version: number;
  state: DraftState;
  /** The host's last word that it has the text. */
  savedAt: string | null;
  /** What somebody else saved meanwhile; saving waits until one of the two texts is chosen. */
  conflict: { version: number; content: SessionContent; savedBy: string | null } | null;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Sends what is not saved yet and answers with the version that stands. */
  settle: () => Promise<number>;
  took: (version: number) => void;
}

/** Saves the running note as it is typed, one request at a time, each upon the version before it. */
export function useSession(view: SessionView): SessionDraft {
  const cache = useQueryClient();
  const { id, courseId } = view.session;
  const [content, setContent] = useState(view.session.content);
  const [issues, setIssues] = useState<readonly RecordIssue[]>(view.issues);
  const [cover, setCover] = useState(view.cover);
  const [state, setState] = useState<DraftState>('clean');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [conflict, setConflict] = useState<SessionDraft['conflict']>(null);
  const version = useRef(view.session.version);
  const unsaved = useRef<SessionContent | null>(null);
  /** A save is on its way: what it carries is not yet the host's, nor may it leave the screen. */
  const sending = useRef(false);
  const running = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    // Another window's save arrives by a change notice; text typed here is never overwritten by it.
    setIssues(view.issues);
    setCover(view.cover);
    if (unsaved.current === null && !sending.current && view.session.version > version.current) {
      version.current = view.session.version;
      setContent(view.session.content);
    }
  }, [view]);

  const send = useCallback(async () => {
    const waiting = unsaved.current;
    if (waiting === null) return;
    unsaved.current = null;
    sending.current = true;
    setState('saving');
    try {
      const saved = await api.treatments.save({ id, version: version.current, content: waiting, courseId });
      version.current = saved.version;
      // What is said again keeps its identity, so that only the cards of which something new is said are drawn again.
      setIssues((before) => replaceEqualDeep(before, saved.issues));
      setCover((before) => replaceEqualDeep(before, saved.cover));
      setSavedAt(Temporal.Now.instant().toString({ fractionalSecondDigits: 3 }));
      setState(unsaved.current === null ? 'saved' : 'saving');
    } catch (error) {
      unsaved.current ??= waiting;
      setContent(unsaved.current);
      setState('failed');
      const refusal = refusalOf(error);
      if (refusal?.code === 'STALE_VERSION') {
        const fresh = await api.treatments.open({ id });
        const { version: newer, content: theirs, savedBy } = fresh.session;
        setConflict({ version: newer, content: theirs, savedBy });
      } else if (refusal?.code === 'ALREADY_SIGNED')
        void cache.invalidateQueries({ queryKey: q.treatments.key() });
      else timer.current = setTimeout(() => void flush(), 5000);
    } finally {
      sending.current = false;
    }
    // flush and send name each other; neither changes while the note is the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, courseId, cache]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    running.current = running.current.then(send);
    return running.current;
  }, [send]);

  useEffect(() => () => void flush(), [flush]);

  const change = useCallback(
    (make: (before: SessionContent) => SessionContent) => {
      setContent((before) => {
        const after = make(before);
        unsaved.current = after;
        return after;
      });
      setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pause);
    },
    [flush],
  );

  return {
    content,
    change,
    issues,
    cover,
    version: version.current,
    state,
    savedAt,
    conflict,
    keepMine: () => {
      if (conflict === null) return;
      version.current = conflict.version;
      setConflict(null);
      void flush();
    },
    takeTheirs: () => {
      if (conflict === null) return;
      version.current = conflict.version;
      unsaved.current = null;
      setContent(conflict.content);
      setConflict(null);
      setState('clean');
    },
    settle: async () => {
      await flush();
      return version.current;
    },
    took: (next) => {
      version.current = next;
    },
  };
}

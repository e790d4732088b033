import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  label: string;
  run: () => void;
}

export type Shortcuts = Record<string, Shortcut>;

/** Keys known at this moment; the page opened last wins a key that two of them want. */
export function shortcutBoard() {
  let sets: readonly { current: Shortcuts }[] = [];
  const listeners = new Set<() => void>();
  const told = () => listeners.forEach((listener) => listener());
  return {
    add(set: { current: Shortcuts }) {
      sets = [...sets, set];
      told();
      return () => {
        sets = sets.filter((other) => other !== set);
        told();
      };
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sets: () => sets,
    find: (key: string) => sets.findLast((set) => set.current[key] !== undefined)?.current[key],
  };
}

const Board = createContext(shortcutBoard());

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function nameOf(event: KeyboardEvent): string {
  const held = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;
  return held + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** Listens once for the whole window. A bare letter is silent while someone types; a dialog silences the page under it. */
export function useShortcutListener(): void {
  const board = useContext(Board);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.defaultPrevented || (bare && isTyping(event.target))) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const found = board.find(nameOf(event));
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [board]);
}

/** Keys of the page that is open: `{ n: { label: t('new'), run } }`, `Ctrl+Enter` and the like. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const board = useContext(Board);
  const set = useRef(shortcuts);
  useEffect(() => {
    set.current = shortcuts;
  });
  useEffect(() => board.add(set), [board]);
}

export function useKnownShortcuts(): readonly { keys: string; label: string }[] {
  const board = useContext(Board);
  const sets = useSyncExternalStore(board.subscribe, board.sets);
  return sets.flatMap((set) => Object.entries(set.current).map(([keys, { label }]) => ({ keys, label })));
}

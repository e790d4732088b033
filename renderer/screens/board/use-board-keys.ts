import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../../shared/contract/board.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { Verb } from './use-board.ts';

interface BoardKeys {
  surface: RefObject<HTMLElement | null>;
  rowOf: (id: string) => BoardRow | undefined;
  onAct: (row: BoardRow, verb: Verb) => void;
  onOpen: (row: BoardRow) => void;
}

const cardOf = (element: Element | null) => element?.closest<HTMLElement>('[data-card]') ?? null;

/** Arrows choose a visit, up and down in a lane, sideways to the next lane that has one; letters act on it. */
export function useBoardKeys({ surface, rowOf, onAct, onOpen }: BoardKeys): void {
  const { t } = useTranslation('board');
  const at = useRef<string | null>(null);
  // A card that changes its lane is another element: the focus goes with the visit.
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    const seek = () => {
      if (at.current === null || document.activeElement !== document.body) {
        // A dialog that is going takes the focus with it a little later.
        if (document.querySelector('[role="dialog"]') !== null) again = setTimeout(seek, 100);
        return;
      }
      surface.current?.querySelector<HTMLElement>(`[data-card='${at.current}']`)?.focus();
    };
    seek();
    return () => clearTimeout(again);
  });
  useEffect(() => {
    const keep = (event: FocusEvent) => {
      const card = event.target instanceof Element ? cardOf(event.target) : null;
      if (card !== null) at.current = card.dataset['card'] ?? null;
      else if (event.target instanceof Element && event.target.closest('[role="dialog"]') === null)
        at.current = null;
    };
    document.addEventListener('focusin', keep);
    return () => document.removeEventListener('focusin', keep);
  }, []);

  const current = () => cardOf(document.activeElement);
  const focus = (card: Element | null | undefined) => {
    if (card instanceof HTMLElement) {
      card.focus();
      card.scrollIntoView({ block: 'nearest' });
    }
  };
  const move = (by: 'up' | 'down' | 'left' | 'right') => {
    const card = current();
    if (card === null) return focus(surface.current?.querySelector('[data-card]'));
    if (by === 'up') return focus(card.previousElementSibling);
    if (by === 'down') return focus(card.nextElementSibling);
    const filled = [...(surface.current?.querySelectorAll('section') ?? [])].filter(
      (lane) => lane.querySelector('[data-card]') !== null,
    );
    const lane = filled.findIndex((one) => one.contains(card)) + (by === 'left' ? -1 : 1);
    focus(filled[lane]?.querySelector('[data-card]'));
  };
  const act = (verb: Verb) => () => {
    const row = rowOf(current()?.dataset['card'] ?? '');
    if (row !== undefined) onAct(row, verb);
  };
  const arrow = (by: Parameters<typeof move>[0]) => ({ label: t('keysHint'), run: () => move(by) });
  useShortcuts({
    ArrowDown: arrow('down'),
    ArrowUp: arrow('up'),
    ArrowRight: arrow('right'),
    ArrowLeft: arrow('left'),
    a: { label: t('act.arrive'), run: act('arrive') },
    c: { label: t('act.beginTreatment'), run: act('beginTreatment') },
    r: { label: t('act.rest'), run: act('rest') },
    b: { label: t('act.resume'), run: act('resume') },
    d: { label: t('act.finish'), run: act('finish') },
    s: { label: t('act.leave'), run: act('leave') },
    x: { label: t('act.markDidNotAttend'), run: act('markDidNotAttend') },
    u: { label: t('act.undo'), run: act('undo') },
    Enter: {
      label: t('act.open'),
      run: () => {
        const active = document.activeElement;
        const row = rowOf(current()?.dataset['card'] ?? '');
        if (active !== null && active === current() && row !== undefined) onOpen(row);
        else if (active instanceof HTMLElement) active.click();
      },
    },
  });
}

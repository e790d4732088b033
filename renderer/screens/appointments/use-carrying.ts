import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { isFixed, minutesOfVisit, type BookVisit } from './book-visit.ts';
import { fit, snap, type Column, type Placed } from './columns.ts';
import { touchHold } from './touch.ts';

/** A visit that somebody holds: by the pointer, by the keys, or let go and waiting for the answer. */
export interface Carried {
  visit: BookVisit;
  to: Placed;
  from: Placed;
  how: 'pointer' | 'keys' | 'waiting';
}

/** A length being drawn on free ground. */
export interface Pulled {
  column: number;
  from: number;
  to: number;
}

interface Grip {
  visit: BookVisit;
  from: Placed;
  edge: boolean;
  x: number;
  y: number;
  minute: number;
}

interface CarryingProps {
  body: RefObject<HTMLDivElement | null>;
  scroller: RefObject<HTMLDivElement | null>;
  columns: readonly Column[];
  hours: { from: number; to: number };
  /** Pixels of a minute, minutes of a line. */
  scale: number;
  step: number;
  mayWrite: boolean;
  onBook: (column: number, minute: number, minutes: number | null) => void;
  onPlace: (visit: BookVisit, to: Placed) => Promise<boolean>;
}

const asIntended = 5;

/** The lowest pixels of a card lengthen it instead of moving it; of a low card the lower third. */
function atEdge(card: HTMLElement, { clientY, pointerType }: PointerEvent): boolean {
  const { bottom, height } = card.getBoundingClientRect();
  return bottom - clientY < Math.min(pointerType === 'touch' ? 14 : 6, height / 3);
}

/** Moving, lengthening and drawing out by mouse, pen, finger and keys; a finger holds still first, so that it can scroll. */
export function useCarrying(props: CarryingProps) {
  const { body, scroller, columns, hours, scale, step, mayWrite } = props;
  const [carried, setCarried] = useState<Carried | null>(null);
  const [pulled, setPulled] = useState<Pulled | null>(null);
  // What the handlers work with: a release may come before the last move was drawn.
  const held = useRef<{
    carried: Carried | null;
    pulled: Pulled | null;
    grip: Grip | null;
    tap: { column: number; minute: number } | null;
  }>({
    ...{ carried: null, pulled: null, grip: null, tap: null },
  });
  const hold = useRef(touchHold());
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  const carry = useCallback((next: Carried | null) => {
    held.current.carried = next;
    setCarried(next);
  }, []);
  const pull = useCallback((next: Pulled | null) => {
    held.current.pulled = next;
    setPulled(next);
  }, []);
  const within = useCallback(
    (placed: Placed) => fit(placed, { ...hours, columns: columns.length, step: 5 }),
    [hours, columns.length],
  );

  const letGo = useCallback(
    async (now: Carried) => {
      const same =
        now.to.column === now.from.column &&
        now.to.minute === now.from.minute &&
        now.to.minutes === now.from.minutes;
      if (same) return carry(null);
      carry({ ...now, how: 'waiting' });
      await latest.current.onPlace(now.visit, now.to);
      carry(null);
    },
    [carry],
  );

  const pointAt = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const under = document
      .elementsFromPoint(clientX, clientY)
      .find((element) => element instanceof HTMLElement && 'index' in element.dataset);
    const index = under instanceof HTMLElement ? Number(under.dataset['index']) : null;
    return { minute: hours.from + (clientY - top) / scale, column: index };
  };
  const lineAt = (minute: number) =>
    Math.max(hours.from, Math.min(Math.floor(minute / step) * step, hours.to - step));

  const standsAt = useCallback(
    (visitId: string): { visit: BookVisit; from: Placed } | null => {
      for (const [column, { blocks }] of columns.entries()) {
        const block = blocks.find(({ visit }) => visit.id === visitId);
        if (block !== undefined) {
          const minute = Number(block.time.slice(0, 2)) * 60 + Number(block.time.slice(3, 5));
          return block.cut || isFixed(block.visit)
            ? null
            : { visit: block.visit, from: { column, minute, minutes: minutesOfVisit(block.visit) } };
        }
      }
      return null;
    },
    [columns],
  );

  const take = useCallback(
    (visitId: string) => {
      const stands = mayWrite && held.current.carried === null ? standsAt(visitId) : null;
      if (stands !== null) carry({ ...stands, to: stands.from, how: 'keys' });
    },
    [mayWrite, standsAt, carry],
  );

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (!mayWrite || event.button !== 0 || held.current.carried !== null) return;
    if (!(event.target instanceof Element)) return;
    const { currentTarget, target, pointerId, clientX, clientY } = event;
    const card = target.closest('[data-visit]');
    const { minute, column } = pointAt(event);
    const begin = () => {
      if (card instanceof HTMLElement) {
        const stands = standsAt(card.dataset['visit'] ?? '');
        if (stands === null) return false;
        held.current.grip = { ...stands, edge: atEdge(card, event), x: clientX, y: clientY, minute };
        return true;
      }
      if (column === null || !(target instanceof HTMLElement && 'column' in target.dataset)) return false;
      pull({ column, from: lineAt(minute), to: lineAt(minute) });
      return true;
    };
    if (event.pointerType === 'touch') {
      hold.current.begin(event, () => {
        if (!begin()) return;
        currentTarget.setPointerCapture(pointerId);
        const { grip } = held.current;
        if (grip !== null) carry({ visit: grip.visit, from: grip.from, to: grip.from, how: 'pointer' });
      });
    } else if (begin() && held.current.grip === null) currentTarget.setPointerCapture(pointerId);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    hold.current.moved(event);
    const { grip, pulled: drawn } = held.current;
    if (drawn !== null) return pull({ ...drawn, to: lineAt(pointAt(event).minute) });
    if (grip === null) return;
    if (held.current.carried === null) {
      if (Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < asIntended) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    follow(scroller.current, event.clientY);
    const { minute, column } = pointAt(event);
    const by = snap(minute - grip.minute, step);
    const to = grip.edge
      ? { ...grip.from, minutes: grip.from.minutes + by }
      : { ...grip.from, minute: grip.from.minute + by, column: column ?? grip.from.column };
    carry({ visit: grip.visit, from: grip.from, to: within(to), how: 'pointer' });
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const tapped = hold.current.end();
    const { carried: now, pulled: drawn } = held.current;
    held.current.grip = null;
    if (now?.how === 'pointer') return void letGo(now);
    if (drawn !== null) {
      const end = lineAt(pointAt(event).minute);
      const minutes = Math.abs(end - drawn.from) + step;
      pull(null);
      props.onBook(drawn.column, Math.min(drawn.from, end), minutes <= step ? null : minutes);
    } else if (tapped && event.target instanceof HTMLElement && 'column' in event.target.dataset) {
      const { minute, column } = pointAt(event);
      // The focus is given with the click that follows: before it, the finger's mouse would take it away.
      if (column !== null) held.current.tap = { column, minute: lineAt(minute) };
    }
  };

  const onPointerCancel = () => {
    hold.current.end();
    held.current.grip = null;
    pull(null);
    if (held.current.carried?.how === 'pointer') carry(null);
  };

  // A finger that holds something moves it and not the page; only a listener that may refuse can say so.
  useEffect(() => {
    const element = body.current;
    const onTouchMove = (event: TouchEvent) => {
      if (held.current.carried !== null || held.current.pulled !== null) event.preventDefault();
    };
    element?.addEventListener('touchmove', onTouchMove, { passive: false });
    return () => element?.removeEventListener('touchmove', onTouchMove);
  }, [body]);

  // Whatever has the focus, the keys belong to what is carried.
  const active = carried !== null || pulled !== null;
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const now = held.current.carried;
      if (event.key === 'Escape') {
        held.current.grip = null;
        pull(null);
        if (now?.how !== 'waiting') carry(null);
      } else if (now?.how !== 'keys') return;
      else if (event.key === 'Enter' || event.key === ' ') void letGo(now);
      else {
        const to = stepped(now.to, event, step);
        if (to === null) return;
        carry({ ...now, to: within(to) });
      }
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [active, carry, pull, letGo, step, within]);

  return {
    carried,
    pulled,
    take,
    standsAt,
    /** Where a finger has tapped on free ground, once. */
    takeTap: () => {
      const { tap } = held.current;
      held.current.tap = null;
      return tap;
    },
    /** One step by the keys, placed at once. */
    nudge: (visitId: string, event: { key: string; shiftKey: boolean }) => {
      const stands = mayWrite && held.current.carried === null ? standsAt(visitId) : null;
      const to = stands === null ? null : stepped(stands.from, event, step);
      if (stands === null || to === null) return false;
      void letGo({ ...stands, to: within(to), how: 'keys' });
      return true;
    },
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel },
  };
}

/** Arrows move by a line or a column, with Shift they lengthen; Page keys move by an hour. */
function stepped(
  from: Placed,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  step: number,
): Placed | null {
  const down = { ArrowUp: -step, ArrowDown: step, PageUp: -60, PageDown: 60 }[key];
  if (down !== undefined)
    return shiftKey ? { ...from, minutes: from.minutes + down } : { ...from, minute: from.minute + down };
  const aside = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return aside === undefined ? null : { ...from, column: from.column + aside };
}

/** Scrolls on when something is carried to the upper or lower edge. */
function follow(scroller: HTMLDivElement | null, y: number): void {
  if (scroller === null) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + 56) scroller.scrollBy(0, -14);
  else if (y > bottom - 28) scroller.scrollBy(0, 14);
}

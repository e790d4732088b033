import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { Colour, Zoom } from './book-address.ts';
import { isOff, type BookVisit } from './book-visit.ts';
import type { Column, Placed } from './columns.ts';
import { DayColumn, type Where } from './DayColumn.tsx';
import { useCardWords } from './use-card-words.ts';
import { useCarrying } from './use-carrying.ts';
import { useSight } from './use-sight.ts';
import { useTurned } from './use-turned.ts';
import css from './DayGrid.module.css';

/** Pixels of a minute: five minutes fill eight, a quarter of an hour in the closest look fourteen. */
const scales: Record<Zoom, number> = { 5: 8 / 5, 10: 13 / 10, 15: 14 / 15 };

export interface GridSpot {
  column: Column;
  minute: number;
  minutes: number | null;
}

interface DayGridProps {
  /** What is looked at; another one scrolls to its own now or first visit. */
  label: string;
  columns: readonly Column[];
  hours: { from: number; to: number };
  where: Where;
  zoom: Zoom;
  colour: Colour;
  types: ReadonlyMap<string, AppointmentType>;
  people: ReadonlyMap<string, string> | null;
  dimmed: ReadonlySet<string> | null;
  selectedId: string | null;
  /** Wall-clock minute of now; drawn in columns of today. */
  now: number | null;
  mayWrite: boolean;
  onSelect: (id: string) => void;
  onBook: (spot: GridSpot) => void;
  onPlace: (visit: BookVisit, to: Placed, column: Column) => Promise<boolean>;
  /** The cursor wants to go on beyond the first or last column. */
  onBeyond?: (by: -1 | 1) => void;
  onHead?: (column: Column) => void;
}

/** Pixels that at least stand above the grid's first line: bar, heading, tools, names. */
const above = 160;

const keySteps = { ArrowUp: -1, ArrowDown: 1 } as const;

/** Time downwards, resources or days side by side. The grid hears for everything in it; its columns and cards only show. */
export function DayGrid(props: DayGridProps) {
  const { columns, hours, zoom, types, people, dimmed, selectedId, now, mayWrite, onBook } = props;
  const { t } = useTranslation('appointments');
  const words = useCardWords();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const scale = scales[zoom];
  const [cursor, setCursor] = useState({ column: 0, minute: Math.max(hours.from, 8 * 60) });
  const focusing = useRef<'cursor' | { visit: string } | null>(null);
  const minute = Math.max(hours.from, Math.min(cursor.minute, hours.to - zoom));
  const sight = useSight(scroller, columns.length, cursor.column);

  const place = useCallback(
    async (visit: BookVisit, to: Placed) => {
      const column = columns[to.column];
      if (column === undefined) return false;
      const focused =
        document.activeElement instanceof HTMLElement && 'visit' in document.activeElement.dataset;
      const done = await props.onPlace(visit, to, column);
      if (focused) requestAnimationFrame(() => focusOn(body.current, `[data-visit="${visit.id}"]`));
      return done;
    },
    // oxlint-disable-next-line react/exhaustive-deps
    [columns, props.onPlace],
  );
  const { carried, pulled, take, takeTap, standsAt, nudge, handlers } = useCarrying({
    ...{ body, scroller, columns, hours, scale, step: zoom, mayWrite },
    onBook: (index, at, minutes) => book(index, at, minutes),
    onPlace: place,
  });
  const book = (index: number, at: number, minutes: number | null) => {
    const column = columns[index];
    if (column !== undefined) onBook({ column, minute: at, minutes });
  };

  // A turned page is seen sooner when what lies above and below is drawn in full only after it.
  const turned = useTurned(props.label);
  const opening = useMemo(() => {
    const first = Math.min(...columns.flatMap(({ blocks }) => blocks.map(({ from }) => from)), 1440);
    const target = now !== null && columns.some((column) => column.today) ? now : first;
    return target < 1440 ? Math.max(0, (target - hours.from) * scale - 90) : null;
    // oxlint-disable-next-line react/exhaustive-deps
  }, [props.label, hours.from, zoom]);
  const turning = useMemo(() => {
    if (turned) return null;
    const from = hours.from + (opening ?? 0) / scale;
    return { from, to: from + (window.innerHeight - above) / scale };
  }, [turned, opening, hours.from, scale]);
  useEffect(() => {
    if (opening !== null) scroller.current?.scrollTo({ top: opening });
    // Only when another day is shown: later changes must not move what the person looks at.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [props.label, hours.from, zoom]);

  useEffect(() => {
    if (focusing.current === 'cursor') focusOn(body.current, `[data-cursor="${cursor.column}"]`);
    focusing.current = null;
  }, [cursor]);

  useEffect(() => {
    if (carried?.how === 'keys')
      body.current?.querySelector('[data-ghost]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [carried]);

  const blockAt = (index: number, at: number) =>
    columns[index]?.blocks.find(({ visit, from, to }) => !isOff(visit) && from <= at && at < to) ??
    columns[index]?.blocks.find(({ from, to }) => from <= at && at < to);
  const focusedVisit = () => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement)) return selectedId;
    if (here.dataset['visit'] !== undefined) return here.dataset['visit'];
    const at = here.dataset['cursor'];
    return at === undefined ? selectedId : (blockAt(Number(at), minute)?.visit.id ?? selectedId);
  };
  useShortcuts({
    m: {
      label: t('key.move'),
      run: () => {
        const id = focusedVisit();
        if (id === null || standsAt(id) === null) return;
        take(id);
      },
    },
    b: {
      label: t('key.bookHere'),
      run: () => mayWrite && book(cursor.column, minute, null),
    },
  });

  const goTo = (column: number, at: number) => {
    if (column < 0 || column >= columns.length) return props.onBeyond?.(column < 0 ? -1 : 1);
    focusing.current = 'cursor';
    setCursor({ column, minute: Math.max(hours.from, Math.min(at, hours.to - zoom)) });
  };
  const onCursorKey = (event: KeyboardEvent, index: number) => {
    const by = keySteps[event.key as keyof typeof keySteps];
    if (by !== undefined) goTo(index, minute + by * zoom);
    else if (event.key === 'PageUp' || event.key === 'PageDown')
      goTo(index, minute + (event.key === 'PageUp' ? -60 : 60));
    else if (event.key === 'Home') goTo(index, hours.from);
    else if (event.key === 'End') goTo(index, hours.to - zoom);
    else if (event.key === 'ArrowLeft') goTo(index - 1, minute);
    else if (event.key === 'ArrowRight') goTo(index + 1, minute);
    else return;
    event.preventDefault();
  };
  /** Arrows go from card to card: up and down in a column, sideways to the one nearest in time. */
  const onCardKey = (event: KeyboardEvent, id: string) => {
    const index = columns.findIndex(({ blocks }) => blocks.some(({ visit }) => visit.id === id));
    const blocks = columns[index]?.blocks ?? [];
    const at = blocks.findIndex(({ visit }) => visit.id === id);
    const here = blocks[at];
    if (here === undefined) return;
    const by = keySteps[event.key as keyof typeof keySteps];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined && aside === undefined) return;
    event.preventDefault();
    if (by !== undefined) {
      const next = blocks[at + by];
      if (next !== undefined) focusOn(body.current, `[data-visit="${next.visit.id}"]`);
    } else if (aside !== undefined) {
      let beside = index + aside;
      while (columns[beside]?.blocks.length === 0) beside += aside;
      const nearest = columns[beside]?.blocks.toSorted(
        (a, b) => Math.abs(a.from - here.from) - Math.abs(b.from - here.from),
      )[0];
      if (nearest !== undefined) focusOn(body.current, `[data-visit="${nearest.visit.id}"]`);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const [visitId, index] = [target.dataset['visit'], target.dataset['cursor']];
    if (visitId !== undefined && event.altKey) {
      if (nudge(visitId, event)) event.preventDefault();
    } else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (visitId !== undefined) onCardKey(event, visitId);
    else if (index !== undefined) onCursorKey(event, Number(index));
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement) && !(event.target instanceof SVGElement)) return;
    const tap = takeTap();
    if (tap !== null) return goTo(tap.column, tap.minute);
    const card = event.target.closest<HTMLElement>('[data-visit]');
    if (card !== null) return props.onSelect(card.dataset['visit'] ?? '');
    const index = event.target.closest<HTMLElement>('[data-cursor]')?.dataset['cursor'];
    if (index === undefined) return;
    const under = blockAt(Number(index), minute);
    if (under === undefined) book(Number(index), minute, null);
    else props.onSelect(under.visit.id);
  };

  const hourLines = useMemo(
    () => Array.from({ length: Math.ceil((hours.to - hours.from) / 60) }, (_, at) => hours.from + at * 60),
    [hours],
  );
  const said =
    carried === null
      ? ''
      : carried.how === 'waiting'
        ? ''
        : t('grid.carrying', {
            patient: carried.visit.patient.name,
            time: `${timeOf(carried.to.minute)}–${timeOf(carried.to.minute + carried.to.minutes)}`,
            name: columns[carried.to.column]?.title ?? '',
          });
  return (
    <div
      ref={scroller}
      className={css['scroller']}
      data-colour={props.colour}
      data-zoom={zoom}
      style={
        {
          '--minute': `${scale}px`,
          '--line-minutes': zoom === 10 ? 10 : 15,
          '--minutes': hours.to - hours.from,
          '--columns': columns.length,
        } as CSSProperties
      }
    >
      <div className={css['heads']}>
        <div className={css['corner']} />
        {columns.map((column) => (
          <Head key={column.id} column={column} onHead={props.onHead} />
        ))}
      </div>
      <div
        ref={body}
        className={css['body']}
        data-carrying={carried !== null || undefined}
        {...handlers}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          // A finger that holds still would open the browser's own menu.
          if (carried !== null || pulled !== null) event.preventDefault();
        }}
        onFocus={({ target }) => {
          const index = target instanceof HTMLElement ? target.dataset['cursor'] : undefined;
          if (index !== undefined && Number(index) !== cursor.column)
            setCursor({ column: Number(index), minute });
        }}
      >
        <div className={css['axis']} aria-hidden>
          {hourLines.map((line) => (
            <span key={line} className={css['hour']} style={{ top: (line - hours.from) * scale }}>
              {timeOf(line)}
            </span>
          ))}
        </div>
        {columns.map((column, index) => (
          <DayColumn
            key={column.id}
            column={column}
            index={index}
            hours={hours}
            where={props.where}
            scale={scale}
            step={zoom}
            types={types}
            people={people}
            dimmed={dimmed}
            selectedId={selectedId}
            cursor={minute}
            carriedId={carried?.visit.id ?? null}
            ghost={carried !== null && carried.to.column === index ? carried : null}
            pulled={pulled !== null && pulled.column === index ? pulled : null}
            now={now}
            mayWrite={mayWrite}
            words={words}
            seen={turning}
            bare={!sight.has(index)}
          />
        ))}
      </div>
      <div role="status" className={css['said']}>
        {said}
      </div>
    </div>
  );
}

function Head({ column, onHead }: { column: Column; onHead: ((column: Column) => void) | undefined }) {
  const text = (
    <>
      <span className={css['headName']}>{column.title}</span>
      <span className={css['headNote']}>{column.subtitle}</span>
      <span className={css['headCount']}>{column.count}</span>
    </>
  );
  return (
    <div className={css['head']} data-today={column.today || undefined}>
      {onHead === undefined ? (
        text
      ) : (
        <button type="button" className={css['headButton']} onClick={() => onHead(column)}>
          {text}
        </button>
      )}
    </div>
  );
}

function focusOn(within: HTMLElement | null, selector: string): void {
  const found = within?.querySelector(selector);
  if (found instanceof HTMLElement) found.focus({ preventScroll: false });
}

import { useRef, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { timeOf } from '../../../../shared/rules/wall-clock.ts';
import { minuteOf } from '../day-time.ts';
import type { Opening } from './plan.ts';
import css from './booking.module.css';

interface OpeningListProps {
  label: string;
  openings: readonly Opening[];
  stale?: boolean;
  picked: string | null;
  nameOf: (practitionerId: string) => string;
  roomOf: (roomId: string) => string;
  onPick: (opening: Opening) => void;
  listRef: Ref<HTMLUListElement>;
}

/** Times that are free, by day; one Tab stop, arrows from one to the next, Enter takes it. */
export function OpeningList(props: OpeningListProps) {
  const { label, openings, stale, picked, nameOf, roomOf, onPick, listRef } = props;
  const { t, i18n } = useTranslation('appointments');
  const inner = useRef<HTMLUListElement>(null);
  const keyOf = (one: Opening) => one.startsAt + one.practitionerId;
  const sayDay = (date: string) =>
    Temporal.PlainDate.from(date).toLocaleString(i18n.language === 'en' ? 'en-GB' : i18n.language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
  const step = (event: KeyboardEvent<HTMLUListElement>) => {
    const buttons = [...(inner.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(to, buttons.length - 1))]?.focus();
  };
  const tabbable = openings.some((one) => keyOf(one) === picked) ? picked : openings[0] && keyOf(openings[0]);
  if (openings.length === 0) return null;
  return (
    <ul
      className={css['list']}
      aria-label={label}
      data-stale={stale === true || undefined}
      onKeyDown={step}
      ref={(element) => {
        inner.current = element;
        if (typeof listRef === 'function') listRef(element);
        else if (listRef !== null) listRef.current = element;
      }}
    >
      {openings.map((one, index) => {
        const { date, time } = one.start;
        const first = openings[index - 1]?.start.date !== date;
        const until = timeOf((minuteOf(time) + one.minutes) % 1440);
        return (
          <li key={keyOf(one)}>
            {first && (
              <div className={css['day']} aria-hidden>
                {sayDay(date)}
              </div>
            )}
            <button
              type="button"
              className={css['opening']}
              aria-pressed={keyOf(one) === picked}
              tabIndex={keyOf(one) === tabbable ? 0 : -1}
              onClick={() => onPick(one)}
            >
              {/* The heading of the day is not read with each time. */}
              <span className={css['unseen']}>{`${sayDay(date)} `}</span>
              <time>
                {time}–{until}
              </time>
              <span>
                {nameOf(one.practitionerId)}
                {one.roomId !== null && ` · ${roomOf(one.roomId)}`}
                {one.start.fold !== undefined && ` · ${t(`find.${one.start.fold}`)}`}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

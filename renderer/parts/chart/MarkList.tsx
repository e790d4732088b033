import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Marked } from '../marking.ts';
import { MarkIcon } from '../MarkShape.tsx';
import css from '../BodyChart.module.css';

interface MarkListProps {
  marks: readonly Marked[];
  onMark: (id: string) => void;
  /** Absent: nothing can be taken off. */
  onRemove?: ((id: string) => void) | undefined;
}

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Everything that stands on the chart today, in words: one stop of the Tab key, arrows move, Enter opens, Delete takes off. */
export function MarkList({ marks, onMark, onRemove }: MarkListProps) {
  const { t } = useTranslation(['chart', 'parts']);
  const [at, setAt] = useState(0);
  const current = Math.min(at, marks.length - 1);
  const focus = (list: Element, index: number) => {
    setAt(index);
    list.querySelectorAll<HTMLElement>('[data-row]')[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const list = event.currentTarget;
    const move = moves[event.key];
    const marked = marks[current];
    if (move !== undefined) focus(list, move(current, marks.length - 1));
    else if ((event.key === 'Delete' || event.key === 'Backspace') && onRemove && marked) {
      onRemove(marked.id);
      requestAnimationFrame(() => focus(list, Math.max(0, Math.min(current, marks.length - 2))));
    } else return;
    event.preventDefault();
  };
  if (marks.length === 0) return null;
  return (
    <ul className={css['list']} aria-label={t('list')} onKeyDown={onKeyDown}>
      {marks.map((marked, index) => (
        <li key={marked.id}>
          <button
            type="button"
            data-row
            className={css['row']}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setAt(index)}
            onClick={() => onMark(marked.id)}
          >
            <MarkIcon kind={marked.kind} />
            <span>
              {marked.label}
              <span className={css['rowKind']}> · {t(`parts:chart.kinds.${marked.kind}`)}</span>
            </span>
          </button>
          {onRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              tabIndex={-1}
              aria-label={t('takeOff', { name: marked.label })}
              onClick={() => onRemove(marked.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}

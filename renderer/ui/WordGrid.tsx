import { useId, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import css from './WordGrid.module.css';

export interface WordGridProps {
  label: string;
  /** One entry per word, empty while missing. */
  value: readonly string[];
  onChange: (words: string[]) => void;
  /** Positions to look at again, from 0. */
  wrong?: readonly number[];
  disabled?: boolean;
}

/** Numbered words from a sheet of paper. Space goes on to the next; a pasted list fills all. */
export function WordGrid({ label, value, onChange, wrong = [], disabled = false }: WordGridProps) {
  const labelId = useId();
  const grid = useRef<HTMLOListElement>(null);
  const focus = (at: number) => grid.current?.querySelectorAll('input')[at]?.focus();
  const put = (at: number, texts: readonly string[]) => {
    onChange(value.map((word, index) => texts[index - at] ?? word));
    focus(Math.min(value.length - 1, at + texts.length));
  };
  const onPaste = (at: number) => (event: ClipboardEvent) => {
    const texts =
      event.clipboardData
        .getData('text')
        .toLowerCase()
        .match(/\p{L}+/gu) ?? [];
    if (texts.length < 2) return;
    event.preventDefault();
    put(at, texts.slice(0, value.length - at));
  };
  const onKeyDown = (at: number) => (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === ' ') {
      event.preventDefault();
      if (value[at]) focus(Math.min(value.length - 1, at + 1));
    } else if (event.key === 'Backspace' && value[at] === '' && at > 0) {
      event.preventDefault();
      focus(at - 1);
    }
  };
  return (
    <div role="group" aria-labelledby={labelId}>
      <div id={labelId} className={css['label']}>
        {label}
      </div>
      <ol ref={grid} className={css['grid']}>
        {value.map((word, at) => (
          <li key={at} className={css['cell']} data-wrong={wrong.includes(at) || undefined}>
            <span className={css['number']} aria-hidden>
              {at + 1}
            </span>
            <input
              className={css['word']}
              value={word}
              disabled={disabled}
              aria-label={String(at + 1)}
              aria-invalid={wrong.includes(at) || undefined}
              autoCapitalize="none"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              maxLength={20}
              onChange={(event) =>
                onChange(
                  value.map((other, index) =>
                    index === at ? event.currentTarget.value.toLowerCase().trim() : other,
                  ),
                )
              }
              onPaste={onPaste(at)}
              onKeyDown={onKeyDown(at)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

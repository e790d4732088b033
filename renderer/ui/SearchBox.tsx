import { Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './SearchBox.module.css';

export interface SearchBoxProps<T> {
  label: string;
  value: string;
  onChange: (text: string) => void;
  items: readonly T[];
  itemKey: (item: T) => string;
  renderItem: (item: T) => ReactNode;
  onPick: (item: T) => void;
  placeholder?: string;
  loading?: boolean;
  /** Shown when a text was typed and nothing was found. */
  emptyText?: ReactNode;
  /** A last line that is always there, for example to make a new one from the text. */
  action?: { label: ReactNode; onPick: (text: string) => void };
  autoFocus?: boolean;
  hideLabel?: boolean;
  /** Enter while no line is marked. */
  onSubmit?: (text: string) => void;
  /** Element id, so that a shortcut can focus it. */
  id?: string;
  hint?: ReactNode;
}

/** Combobox with a listbox (WAI-ARIA APG): focus stays in the box, the arrows move the mark. */
export function SearchBox<T>(props: SearchBoxProps<T>) {
  const {
    label,
    value,
    onChange,
    items,
    itemKey,
    renderItem,
    onPick,
    action,
    loading = false,
    hideLabel = false,
  } = props;
  const { t } = useTranslation('ui');
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [mark, setMark] = useState(-1);
  const count = items.length + (action ? 1 : 0);
  const shown = open && value.trim() !== '' && (count > 0 || loading || props.emptyText !== undefined);
  const marked = Math.min(mark, count - 1);

  const pick = (at: number) => {
    const item = items[at];
    setOpen(false);
    setMark(-1);
    if (item !== undefined) onPick(item);
    else action?.onPick(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setMark(count === 0 ? -1 : (marked + step + count) % count);
    } else if (event.key === 'Enter') {
      if (shown && marked >= 0) pick(marked);
      else props.onSubmit?.(value);
    } else if (event.key === 'Escape' && shown) setOpen(false);
    else if (event.key === 'Escape' && value !== '') onChange('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const option = (at: number, key: string, content: ReactNode) => (
    <div
      key={key}
      id={`${listId}-${at}`}
      role="option"
      aria-selected={at === marked}
      className={css['option']}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => pick(at)}
      onMouseMove={() => setMark(at)}
    >
      {content}
    </div>
  );

  return (
    <div className={css['box']}>
      <TextInput
        {...(props.id ? { id: props.id } : {})}
        {...(hideLabel ? { 'aria-label': label } : { label })}
        leftSection={
          loading ? <Loader size={14} aria-label={t('loading')} /> : <IconSearch size={16} aria-hidden />
        }
        rightSection={props.hint}
        rightSectionWidth={props.hint ? 44 : undefined}
        rightSectionPointerEvents="none"
        value={value}
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus || undefined}
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-activedescendant={shown && marked >= 0 ? `${listId}-${marked}` : undefined}
        onChange={(event) => {
          setOpen(true);
          setMark(-1);
          onChange(event.currentTarget.value);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div className={css['list']} data-open={shown || undefined}>
        <div id={listId} role="listbox" aria-label={label}>
          {shown && items.map((item, at) => option(at, itemKey(item), renderItem(item)))}
          {shown &&
            action &&
            option(items.length, 'action', <span className={css['action']}>{action.label}</span>)}
        </div>
        {shown && items.length === 0 && !loading && props.emptyText && (
          <div className={css['none']} role="status">
            {props.emptyText}
          </div>
        )}
      </div>
    </div>
  );
}

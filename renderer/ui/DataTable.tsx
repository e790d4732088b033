import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { LoadingState } from './States.tsx';
import css from './DataTable.module.css';

export interface Column<T> {
  id: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  /** A grid track: `120px`, `minmax(160px, 2fr)`. */
  width?: string;
  align?: 'start' | 'end';
  /** Left out where the window is narrow. */
  optional?: boolean;
}

export interface DataTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  onOpen?: (row: T) => void;
  selectedKey?: string | null;
  rowTone?: (row: T) => 'clay' | 'bad' | 'faint' | undefined;
  empty?: ReactNode;
  loading?: boolean;
  /** `fill` takes the parent's height; a number is a largest height in px; absent grows with its rows. */
  height?: 'fill' | number;
}

const page = 10;

/**
 * Rows are laid out as a grid and only those in sight exist, so a list of 50,000 costs as much as one of 30.
 * One Tab stop: the arrows move inside, Enter or a click opens.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    onOpen,
    selectedKey,
    rowTone,
    empty,
    loading = false,
    height,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const coarse = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (coarse ? 43 : 33),
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  const at = Math.min(current, Math.max(0, rows.length - 1));

  const move = (next: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, next));
    setCurrent(to);
    virtual.scrollToIndex(to);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index='${to}']`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    const row = rows[at];
    if (next !== undefined) move(next);
    else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row);
    else return;
    event.preventDefault();
  };

  const tracks = (kept: readonly Column<T>[]) =>
    kept.map((column) => column.width ?? 'minmax(80px, 1fr)').join(' ');
  const style = {
    '--tracks': tracks(columns),
    '--tracks-narrow': tracks(columns.filter((column) => column.optional !== true)),
    ...(typeof height === 'number' ? { maxHeight: height } : {}),
  } as CSSProperties;
  const cellProps = (column: Column<T>) => ({
    'data-align': column.align,
    'data-optional': column.optional || undefined,
  });

  return (
    <div
      ref={scroller}
      className={css['table']}
      data-fill={height === 'fill' || undefined}
      data-grow={height === undefined || undefined}
      style={style}
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-busy={loading}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={css['head']}>
          <div role="row" aria-rowindex={1} className={css['row']}>
            {columns.map((column) => (
              <div key={column.id} role="columnheader" className={css['cell']} {...cellProps(column)}>
                {column.header}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={css['rows']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selectedKey === undefined ? undefined : key === selectedKey}
                className={css['row']}
                data-index={item.index}
                data-body
                data-open={onOpen !== undefined || undefined}
                data-tone={rowTone?.(row)}
                tabIndex={item.index === at ? 0 : -1}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${item.start}px)` }}
                onFocus={(event) => event.target === event.currentTarget && setCurrent(item.index)}
                onClick={() => onOpen?.(row)}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={css['cell']} {...cellProps(column)}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {rows.length === 0 && (loading ? <LoadingState /> : empty)}
    </div>
  );
}

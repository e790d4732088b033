import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import {
  useContext,
  useState,
  type CSSProperties,
  type FocusEventHandler,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { DateHabit } from './date-habit.ts';
import { parseDecimal, showDecimal, stepDecimal } from './decimal.ts';
import { parseDate, parseEndTime, parseTime, sayDate, showDate } from './plain-date.ts';
import css from './Fields.module.css';

export function FieldGrid({ children }: { children: ReactNode }) {
  return (
    <div className={css['holder']}>
      <div className={css['grid']}>{children}</div>
    </div>
  );
}

export function Span({ of, children }: { of: number; children: ReactNode }) {
  return (
    <div className={css['span']} style={{ '--span': of } as CSSProperties}>
      {children}
    </div>
  );
}

export interface FieldProps {
  label: ReactNode;
  /** Optional by type only, so that `form.getInputProps` fits; a field is always controlled. */
  value?: string;
  onChange?: (value: string) => void;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  placeholder?: string;
  onFocus?: FocusEventHandler;
  onBlur?: FocusEventHandler;
  autoFocus?: boolean;
  /** The first field of a dialog, which has the focus as it opens. */
  'data-autofocus'?: boolean;
  hideLabel?: boolean;
  name?: string;
  id?: string;
}

/** Holds what is being typed apart from what it means: the value changes only to something that was understood. */
function useTyped(
  { value = '', onChange }: Pick<FieldProps, 'value' | 'onChange'>,
  show: (value: string) => string,
  read: (typed: string) => string | null,
) {
  const [typed, setTyped] = useState(() => show(value));
  const [bad, setBad] = useState(false);
  const [sent, setSent] = useState(value);
  // Only a value that came from outside may overwrite what is being typed.
  if (value !== sent) {
    setSent(value);
    setTyped(show(value));
    setBad(false);
  }
  const send = (next: string) => {
    setSent(next);
    if (next !== value) onChange?.(next);
  };
  const type = (text: string) => {
    setTyped(text);
    setBad(false);
    send((text.trim() === '' ? '' : read(text)) ?? '');
  };
  const settle = () => {
    const meant = typed.trim() === '' ? '' : read(typed);
    setBad(meant === null);
    if (meant !== null) setTyped(show(meant));
  };
  const set = (next: string) => {
    setTyped(show(next));
    setBad(false);
    send(next);
  };
  return { typed, bad, type, settle, set };
}

function textProps({
  label,
  hideLabel,
  value: _value,
  onChange: _onChange,
  onBlur: _onBlur,
  ...rest
}: FieldProps) {
  return {
    ...rest,
    ...(hideLabel === true && typeof label === 'string' ? { 'aria-label': label } : { label }),
  };
}

export interface DateFieldProps extends FieldProps {
  /** Off for birth dates, which nobody finds by leafing through months. */
  calendar?: boolean;
  min?: string;
  max?: string;
}

export function DateField({ calendar = true, min, max, ...props }: DateFieldProps) {
  const { t, i18n } = useTranslation('ui');
  const { order, today } = useContext(DateHabit);
  const [open, setOpen] = useState(false);
  const field = useTyped(
    props,
    (date) => showDate(date, order),
    (typed) => parseDate(typed, order, today()),
  );
  const { value = '' } = props;
  const said = value === '' ? undefined : sayDate(value, i18n.language);
  const picker = (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={t('date.open')}
          disabled={props.disabled === true}
          onClick={() => setOpen(!open)}
        >
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('date.open')}>
        <DatePicker
          size="sm"
          classNames={{ day: css['day'] ?? '' }}
          value={value === '' ? null : value}
          defaultDate={value === '' ? today() : value}
          {...(min ? { minDate: min } : {})}
          {...(max ? { maxDate: max } : {})}
          onChange={(picked) => {
            if (picked !== null) field.set(picked);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      {...textProps(props)}
      value={field.typed}
      placeholder={props.placeholder ?? t(order === 'dmy' ? 'date.dmy' : 'date.mdy')}
      autoComplete="off"
      error={field.bad ? t('date.bad') : props.error}
      description={said ?? props.description}
      onChange={(event) => field.type(event.currentTarget.value)}
      onBlur={(event) => {
        field.settle();
        props.onBlur?.(event);
      }}
      rightSection={calendar && picker}
    />
  );
}

export interface TimeFieldProps extends FieldProps {
  /** For the end of something: takes 24:00, midnight at the end of the day. */
  end?: boolean;
}

export function TimeField({ end = false, ...props }: TimeFieldProps) {
  const { t } = useTranslation('ui');
  const field = useTyped(props, (time) => time, end ? parseEndTime : parseTime);
  return (
    <TextInput
      {...textProps(props)}
      value={field.typed}
      placeholder={props.placeholder ?? t('time.placeholder')}
      autoComplete="off"
      error={field.bad ? t('time.bad') : props.error}
      onChange={(event) => field.type(event.currentTarget.value)}
      onBlur={(event) => {
        field.settle();
        props.onBlur?.(event);
      }}
    />
  );
}

export interface NumberFieldProps extends FieldProps {
  unit?: ReactNode;
  step?: string;
  /** Ends for the arrow keys only: whether a value is allowed is a rule's business, not a field's. */
  min?: string;
  max?: string;
  /** What is usual and possible, for who points at the field or hears it read. */
  hint?: string;
}

export function NumberField({ unit, step = '1', min, max, hint, ...props }: NumberFieldProps) {
  const { t } = useTranslation('ui');
  const field = useTyped(props, showDecimal, parseDecimal);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    field.set(stepDecimal(props.value ?? '', event.key === 'ArrowUp' ? step : `-${step}`, min, max));
  };
  return (
    <TextInput
      {...textProps(props)}
      {...(hint !== undefined && { title: hint, 'aria-description': hint })}
      value={field.typed}
      inputMode="decimal"
      autoComplete="off"
      className={css['number']}
      error={field.bad ? t('number.bad') : props.error}
      onKeyDown={onKeyDown}
      onChange={(event) => field.type(event.currentTarget.value)}
      onBlur={(event) => {
        field.settle();
        props.onBlur?.(event);
      }}
      rightSection={unit && <span className={css['unit']}>{unit}</span>}
      rightSectionWidth={unit ? 'auto' : undefined}
      rightSectionPointerEvents="none"
    />
  );
}

import { useId, type ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import css from './Choices.module.css';

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: string;
  tone?: 'ink' | 'clay' | 'ok' | 'bad';
  disabled?: boolean;
}

interface GroupProps {
  label: ReactNode;
  hideLabel?: boolean;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  options: readonly Choice[];
  disabled?: boolean;
}

function Group({
  label,
  hideLabel,
  description,
  error,
  required,
  children,
}: Omit<GroupProps, 'options'> & { children: ReactNode }) {
  const helpId = useId();
  const help = error ?? description;
  return (
    <fieldset
      className={css['group']}
      aria-describedby={help ? helpId : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className={css['legend']} data-hidden={hideLabel || undefined}>
        {label}
        {required && (
          <span className={css['required']} aria-hidden>
            {' '}
            *
          </span>
        )}
      </legend>
      {children}
      {help && (
        <div id={helpId} className={css['help']} data-error={Boolean(error) || undefined}>
          {help}
        </div>
      )}
    </fieldset>
  );
}

export interface ChoiceChipsProps extends GroupProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several of many; checkboxes underneath, so Space and screen readers work as everywhere. */
export function ChoiceChips({ options, value, onChange, disabled, ...group }: ChoiceChipsProps) {
  const toggle = (one: string) =>
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return (
    <Group {...group}>
      <div className={css['chips']}>
        {options.map((option) => (
          <label
            key={option.value}
            className={css['chip']}
            data-tone={option.tone ?? 'ink'}
            title={option.hint}
          >
            <input
              type="checkbox"
              className={css['native']}
              checked={value.includes(option.value)}
              disabled={disabled === true || option.disabled === true}
              onChange={() => toggle(option.value)}
            />
            <span className={css['box']} aria-hidden>
              <IconCheck size={11} stroke={3} />
            </span>
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

export interface SegmentedChoiceProps extends GroupProps {
  /** Null: not answered yet, which is an answer of its own. */
  value: string | null;
  onChange: (value: string) => void;
  /** The first field of a dialog: what is chosen, or else the first option, has the focus as it opens. */
  'data-autofocus'?: boolean;
}

export function SegmentedChoice({
  options,
  value,
  onChange,
  disabled,
  'data-autofocus': first = false,
  ...group
}: SegmentedChoiceProps) {
  const name = useId();
  const focused = first ? (value ?? options[0]?.value) : undefined;
  return (
    <Group {...group}>
      <div className={css['segments']} data-invalid={Boolean(group.error) || undefined}>
        {options.map((option) => (
          <label
            key={option.value}
            className={css['segment']}
            data-tone={option.tone ?? 'ink'}
            title={option.hint}
          >
            <input
              type="radio"
              data-autofocus={option.value === focused || undefined}
              name={name}
              className={css['native']}
              checked={value === option.value}
              value={option.value}
              disabled={disabled === true || option.disabled === true}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

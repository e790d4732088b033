import { TextInput } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

interface ScanFieldProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  error?: ReactNode;
  onScan: (code: string) => void;
}

/** FNC1 as a keyboard scanner sends it: the control character, or Ctrl+] where the browser swallows that. */
const separator = '\u001D';

/** Takes the code of a package from a scanner that types like a keyboard and ends with Enter. */
export function ScanField({ label, description, placeholder, error, onScan }: ScanFieldProps) {
  const [text, setText] = useState('');
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={placeholder ?? ''}
      error={error}
      leftSection={<IconScan size={16} aria-hidden />}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      data-autofocus
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.ctrlKey && event.key === ']') {
          event.preventDefault();
          setText((before) => before + separator);
        }
        if (event.key !== 'Enter') return;
        // The scanner's Enter ends the code, not the form.
        event.preventDefault();
        const code = text.trim();
        setText('');
        if (code !== '') onScan(code);
      }}
    />
  );
}

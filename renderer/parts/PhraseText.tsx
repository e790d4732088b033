import { ActionIcon, Menu, Textarea, type TextareaProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTextPlus } from '@tabler/icons-react';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Phrase } from '../../shared/contract/phrases.ts';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import css from './PhraseText.module.css';
import { SpellingLine } from './spelling/SpellingLine.tsx';
import { useUnknownWords } from './spelling/use-unknown-words.ts';

interface PhraseTextProps extends Omit<TextareaProps, 'value' | 'onChange' | 'label'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The code that ends where the caret stands: `.heel`, after a blank or at the beginning of a line. */
const typed = /(^|\s)\.([\p{L}\p{N}][\p{L}\p{N}-]{0,23})$/u;

/**
 * Text of several lines into which text blocks are put: by typing their code and Space or Tab, or from the list. Words
 * that are unknown stand under it; F7 goes to the first.
 */
export function PhraseText({ label, value, onChange, ...more }: PhraseTextProps) {
  const { t } = useTranslation('notes');
  const may = useMay('phrases.use') === true;
  const asked = useQuery({ ...q.phrases.list.queryOptions(), enabled: may, staleTime: 60_000 });
  const phrases = asked.data ?? [];
  const field = useRef<HTMLTextAreaElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const caret = useCallback(
    () => (document.activeElement === field.current ? (field.current?.selectionEnd ?? null) : null),
    [],
  );
  const unknown = useUnknownWords(value, caret);

  const put = (from: number, to: number, text: string) => {
    const room = (more.maxLength ?? Infinity) - (value.length - (to - from));
    const fits = text.slice(0, Math.max(0, room));
    onChange(value.slice(0, from) + fits + value.slice(to));
    // After the text has come into the field.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + fits.length, from + fits.length);
    });
  };
  const expand = (): boolean => {
    const area = field.current;
    if (area === null || area.selectionStart !== area.selectionEnd) return false;
    const code = typed.exec(value.slice(0, area.selectionStart))?.[2];
    const phrase = phrases.find((one) => one.code === code?.toLowerCase());
    if (code === undefined || phrase === undefined) return false;
    put(area.selectionStart - code.length - 1, area.selectionStart, phrase.text);
    return true;
  };
  const insert = (phrase: Phrase) => {
    const at = field.current?.selectionStart ?? value.length;
    put(at, field.current?.selectionEnd ?? at, phrase.text);
  };
  const input = (
    <Textarea
      ref={field}
      autosize
      // The browser's own looking is off: some send what is typed to their maker.
      spellCheck={false}
      {...more}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
        if (event.key === 'F7' && plain) {
          event.preventDefault();
          line.current?.querySelector('button')?.focus();
        }
        if ((event.key === ' ' || event.key === 'Tab') && plain && expand()) event.preventDefault();
      }}
      {...(may && {
        rightSectionPointerEvents: 'all',
        rightSectionProps: { className: css['corner'] ?? '' },
        rightSection: (
          <Menu position="bottom-end" withinPortal returnFocus={false}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                aria-label={`${t('phrase.insert')}: ${label}`}
                title={t('phrase.hint')}
              >
                <IconTextPlus size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown className={css['list'] ?? ''}>
              {phrases.length === 0 && <Menu.Label>{t('phrase.none')}</Menu.Label>}
              {phrases.map((phrase) => (
                <Menu.Item key={phrase.id} onClick={() => insert(phrase)}>
                  <b>.{phrase.code}</b>{' '}
                  <span className={css['which']}>{t(phrase.own ? 'phrase.own' : 'phrase.clinic')}</span>
                  <div className={css['text']}>{phrase.text}</div>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ),
      })}
    />
  );
  return (
    <div>
      {input}
      <SpellingLine
        {...{ label, value, onChange, unknown, line }}
        onDone={() => requestAnimationFrame(() => field.current?.focus())}
      />
    </div>
  );
}

import { ActionIcon, Menu, Textarea, type TextareaProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTextPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Phrase } from '../../shared/contract/phrases.ts';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import css from './PhraseText.module.css';
import { useSpelling } from './use-spelling.ts';

interface PhraseTextProps extends Omit<TextareaProps, 'value' | 'onChange' | 'label'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The code that ends where the caret stands: `.heel`, after a blank or at the beginning of a line. */
const typed = /(^|\s)\.([\p{L}\p{N}][\p{L}\p{N}-]{0,23})$/u;

/** Text of several lines into which text blocks are put: by typing their code and Space or Tab, or from the list. */
export function PhraseText({ label, value, onChange, ...more }: PhraseTextProps) {
  const { t } = useTranslation('notes');
  const spelling = useSpelling();
  const may = useMay('phrases.use') === true;
  const asked = useQuery({ ...q.phrases.list.queryOptions(), enabled: may, staleTime: 60_000 });
  const phrases = asked.data ?? [];
  const field = useRef<HTMLTextAreaElement>(null);

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
  return (
    <Textarea
      ref={field}
      autosize
      {...spelling}
      {...more}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
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
}

import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { learnableWord } from '../../../shared/contract/spelling.ts';
import { replaceWord } from '../../../shared/rules/spelling.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';
import type { Speller } from './speller.ts';
import css from './spelling.module.css';
import { useOwnSpelling } from './use-own-spelling.ts';
import type { Unknown } from './use-unknown-words.ts';

/** More than these are said as a number: whoever mends the first sees the next. */
const shown = 8;

interface SpellingLineProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  unknown: Unknown;
  line: RefObject<HTMLDivElement | null>;
  onDone: () => void;
}

/** What a text has that no dictionary knows: under its field, quiet, and each word with what can be done about it. */
export function SpellingLine({ label, value, onChange, unknown, line, onDone }: SpellingLineProps) {
  const { t } = useTranslation('notes');
  const { words, otherLanguage, speller, leave } = unknown;
  const choose = useOwnSpelling();
  if (words.length === 0 || speller === null) return null;
  const named = `${t('spelling.title')}: ${label}`;
  if (otherLanguage)
    return (
      <div className={css['line']} role="group" aria-label={named}>
        <span>{t('spelling.other')}</span>
        <Button variant="subtle" size="compact-xs" onClick={() => choose.mutate(false)}>
          {t('spelling.off')}
        </Button>
      </div>
    );
  const replace = (word: string, by: string) => {
    onChange(replaceWord(value, word, by));
    notify({ text: t('spelling.replaced', { word, by }), undo: { onUndo: () => onChange(value) } });
    onDone();
  };
  return (
    <div className={css['line']} role="group" aria-label={named} ref={line}>
      <span>{t('spelling.unknown')}</span>
      {words.slice(0, shown).map((word) => (
        <UnknownWord
          key={word}
          word={word}
          speller={speller}
          onReplace={(by) => replace(word, by)}
          onLeave={() => {
            leave(word);
            onDone();
          }}
        />
      ))}
      {words.length > shown && <span>{t('spelling.more', { count: words.length - shown })}</span>}
    </div>
  );
}

interface UnknownWordProps {
  word: string;
  speller: Speller;
  onReplace: (by: string) => void;
  onLeave: () => void;
}

function UnknownWord({ word, speller, onReplace, onLeave }: UnknownWordProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [opened, setOpened] = useState(false);
  const better = useQuery({
    queryKey: ['spelling-suggestions', word],
    queryFn: () => speller.suggest(word),
    enabled: opened,
    staleTime: Infinity,
  });
  const learn = useMutation({
    mutationFn: () => api.spelling.learn({ word }),
    onSuccess: () => cache.invalidateQueries({ queryKey: q.spelling.mine.key() }),
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  return (
    <Menu position="bottom-start" withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className={css['word']}>
          {word}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {better.data?.map((one) => (
          <Menu.Item key={one} onClick={() => onReplace(one)}>
            <b>{one}</b>
          </Menu.Item>
        ))}
        {better.data === undefined && <Menu.Label>{t('spelling.looking')}</Menu.Label>}
        {better.data?.length === 0 && <Menu.Label>{t('spelling.nothing')}</Menu.Label>}
        <Menu.Divider />
        <Menu.Item onClick={onLeave}>{t('spelling.leave')}</Menu.Item>
        {learnableWord.safeParse(word).success && (
          <Menu.Item onClick={() => learn.mutate()}>{t('spelling.learn')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

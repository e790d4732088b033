import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { WordGrid } from '../../ui/WordGrid.tsx';
import type { Desk } from './desk-state.ts';
import css from './session.module.css';

const twelve = Array.from({ length: 12 }, () => '');

interface RecoveryWordsProps {
  /** What the words are typed for. */
  purpose: 'openWithWords' | 'acceptLogLoss';
  onOpened: (desk: Desk) => void;
}

export function RecoveryWords({ purpose, onOpened }: RecoveryWordsProps) {
  const { t } = useTranslation('session');
  const sayTrouble = useTrouble();
  const [words, setWords] = useState<string[]>(twelve);
  const open = useMutation(q.upkeep[purpose].mutationOptions({ onSuccess: onOpened }));
  const refusal = open.isError ? refusalOf(open.error) : null;
  const wrong = refusal?.code === 'WORDS_WRONG' ? refusal.data.unknownWords.map((place) => place - 1) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({ words });
  };
  const change = (next: string[]) => {
    setWords(next);
    if (open.isError) open.reset();
  };
  return (
    <Section title={t(`words.${purpose}.title`)}>
      <form className={css['words']} onSubmit={submit}>
        <p className={css['text']}>{t(`words.${purpose}.lead`)}</p>
        {open.isError && <Notice tone="bad" title={sayTrouble(open.error).text} live />}
        <WordGrid
          label={t('words.label')}
          value={words}
          onChange={change}
          wrong={wrong}
          disabled={open.isPending}
        />
        <div className={css['buttons']}>
          <Button type="submit" loading={open.isPending} disabled={words.some((word) => word === '')}>
            {t(`words.${purpose}.action`)}
          </Button>
          {open.isPending && (
            <span className={css['help']} role="status">
              {t('words.working')}
            </span>
          )}
        </div>
      </form>
    </Section>
  );
}

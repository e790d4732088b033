import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { WordGrid } from '../../ui/WordGrid.tsx';
import css from './setup.module.css';

const twelve = Array.from({ length: 12 }, () => '');

/** The words typed back from paper: the only proof that the paper is there and can be read. */
export function KitCheck({ onRight }: { onRight: () => void }) {
  const { t } = useTranslation('setup');
  const sayTrouble = useTrouble();
  const [words, setWords] = useState<string[]>(twelve);
  const confirm = useMutation(q.upkeep.confirmWords.mutationOptions({ onSuccess: onRight }));
  const refusal = confirm.isError ? refusalOf(confirm.error) : null;
  const wrong = refusal?.code === 'WORDS_WRONG' ? refusal.data.unknownWords.map((place) => place - 1) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ words });
  };
  const change = (next: string[]) => {
    setWords(next);
    if (confirm.isError) confirm.reset();
  };
  return (
    <Section title={t('kit.typeBack')}>
      <form className={css['stack']} onSubmit={submit}>
        {confirm.isError && <Notice tone="bad" title={sayTrouble(confirm.error).text} live />}
        <WordGrid
          label={t('kit.typeBackLabel')}
          value={words}
          wrong={wrong}
          disabled={confirm.isPending}
          onChange={change}
        />
        <div className={css['buttons']}>
          <Button type="submit" loading={confirm.isPending} disabled={words.some((word) => word === '')}>
            {t('kit.confirm')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

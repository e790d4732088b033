import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { q, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { WordGrid } from '../../ui/WordGrid.tsx';
import { freshWords } from './fresh-words.ts';
import css from './setup.module.css';

const twelve = Array.from({ length: 12 }, () => '');

/** The words are shown and printed first, then hidden and typed back from the paper. */
export function RecoveryKit({ onConfirmed }: { onConfirmed: () => void }) {
  const { t } = useTranslation(['setup', 'ui']);
  const sayTrouble = useTrouble();
  const [shown, setShown] = useState(freshWords.get() !== null);
  const [preview, setPreview] = useState(false);
  const [words, setWords] = useState<string[]>(twelve);
  const kit = useQuery(q.upkeep.recoveryKit.queryOptions({ enabled: preview, gcTime: 0, staleTime: 0 }));
  const confirm = useMutation(
    q.upkeep.confirmWords.mutationOptions({
      onSuccess: () => {
        freshWords.forget();
        onConfirmed();
      },
    }),
  );
  const refusal = confirm.isError ? refusalOf(confirm.error) : null;
  const wrong = refusal?.code === 'WORDS_WRONG' ? refusal.data.unknownWords.map((place) => place - 1) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ words });
  };
  const fresh = freshWords.get();
  return (
    <div className={css['stack']}>
      <Notice tone="clay" title={t('kit.warning')}>
        {t('kit.warningText')}
      </Notice>
      <Section
        title={t('kit.words')}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => setPreview(true)}>
            {t('kit.print')}
          </Button>
        }
      >
        {shown && fresh ? (
          <ol className={css['words']}>
            {fresh.map((word, at) => (
              <li key={at}>
                <span aria-hidden>{at + 1}</span>
                {word}
              </li>
            ))}
          </ol>
        ) : (
          <p className={css['hint']}>{t(fresh ? 'kit.hidden' : 'kit.onPaper')}</p>
        )}
        {fresh && (
          <div className={css['buttons']}>
            <Button variant={shown ? 'filled' : 'default'} onClick={() => setShown(!shown)}>
              {t(shown ? 'kit.havePrinted' : 'kit.showAgain')}
            </Button>
          </div>
        )}
      </Section>
      {!shown && (
        <Section title={t('kit.typeBack')}>
          <form className={css['stack']} onSubmit={submit}>
            {confirm.isError && <Notice tone="bad" title={sayTrouble(confirm.error).text} live />}
            <WordGrid
              label={t('kit.typeBackLabel')}
              value={words}
              wrong={wrong}
              disabled={confirm.isPending}
              onChange={(next) => {
                setWords(next);
                if (confirm.isError) confirm.reset();
              }}
            />
            <div className={css['buttons']}>
              <Button type="submit" loading={confirm.isPending} disabled={words.some((word) => word === '')}>
                {t('kit.confirm')}
              </Button>
            </div>
          </form>
        </Section>
      )}
      <PaperDialog
        opened={preview}
        onClose={() => setPreview(false)}
        title={t('kit.paper')}
        file={kit.data ?? null}
        loading={kit.isFetching}
        error={kit.isError ? sayTrouble(kit.error).text : undefined}
        onPrint={() => kit.data && void printPaper(kit.data)}
        onSave={() => kit.data && void savePaper(kit.data, t('kit.paper'))}
      />
    </div>
  );
}

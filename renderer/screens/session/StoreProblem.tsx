import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreState } from '../../../shared/contract/upkeep.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import mark from '../../styles/mark.svg';
import { Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { Threshold } from '../../ui/Threshold.tsx';
import type { Desk } from './desk-state.ts';
import { RecoveryWords } from './RecoveryWords.tsx';
import css from './session.module.css';

type Problem = Exclude<StoreState, 'FIRST_RUN' | 'OPEN'>;

/** States that the recovery words can end. In all others they would be typed for nothing. */
const wordsHelp: readonly Problem[] = ['WORDS_NEEDED', 'KEY_UNAVAILABLE', 'KEY_WRONG'];

/** The clinic's store will not open: what it is, what is safe, and what to do. There is no starting afresh from here. */
export function StoreProblem({ desk }: { desk: Desk }) {
  const { t } = useTranslation('session');
  const cache = useQueryClient();
  const sayTrouble = useTrouble();
  const problem = desk.state as Problem;
  const [words, setWords] = useState(problem === 'WORDS_NEEDED');
  const settle = (next: Desk) => cache.setQueryData(q.upkeep.state.queryKey(), next);
  const again = useMutation(q.upkeep.tryAgain.mutationOptions({ onSuccess: settle }));
  const trouble = again.isError ? sayTrouble(again.error) : null;
  const stillSo = again.isSuccess && again.data.state === problem;
  return (
    <Threshold
      mark={<img src={mark} alt="" width={40} height={40} />}
      name={desk.clinicName ?? 'Palpate'}
      note={t(desk.clinicName ? 'product' : 'clinicDesk')}
      title={t(`problem.${problem}.title`)}
      lead={t(`problem.${problem}.text`)}
      foot={`Palpate ${desk.appVersion}`}
      wide
    >
      <div className={css['problem']}>
        {problem !== 'WORDS_NEEDED' && (
          <Section title={t('problem.wayForward')}>
            <ol className={css['ways']}>
              {t(`problem.${problem}.ways`)
                .split('\n')
                .map((way) => (
                  <li key={way}>{way}</li>
                ))}
            </ol>
            <div className={css['buttons']}>
              <Button loading={again.isPending} onClick={() => again.mutate({})}>
                {t('problem.tryAgain')}
              </Button>
              {wordsHelp.includes(problem) && !words && (
                <Button variant="default" onClick={() => setWords(true)}>
                  {t('words.open')}
                </Button>
              )}
            </div>
          </Section>
        )}
        {stillSo && <Notice tone="warn" title={t('problem.stillSo')} live />}
        {trouble && <Notice tone="bad" title={trouble.text} live />}
        {words && <RecoveryWords onOpened={settle} />}
        <Section title={t('problem.support')}>
          <Facts
            items={[
              { label: t('problem.state'), value: <code>{desk.state}</code> },
              { label: t('problem.folder'), value: <code>{desk.folder}</code> },
              ...(desk.detail ? [{ label: t('problem.detail'), value: desk.detail }] : []),
            ]}
          />
        </Section>
      </div>
    </Threshold>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreState } from '../../../shared/contract/upkeep.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import mark from '../../styles/mark.svg';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
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
  // Kept with the state it was said in: words for one state are never sent for another.
  const [asked, setAsked] = useState<Problem | null>(null);
  const [confirming, setConfirming] = useState(false);
  const words = problem === 'WORDS_NEEDED' || asked === problem;
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
                <Button variant="default" onClick={() => setAsked(problem)}>
                  {t('words.open')}
                </Button>
              )}
              {problem === 'LOG_DAMAGED' && !words && (
                <Button variant="default" color="red" onClick={() => setConfirming(true)}>
                  {t('problem.accept.open')}
                </Button>
              )}
            </div>
          </Section>
        )}
        {stillSo && <Notice tone="warn" title={t('problem.stillSo')} live />}
        {trouble && <Notice tone="bad" title={trouble.text} live />}
        {words && (
          <RecoveryWords
            key={problem}
            purpose={problem === 'LOG_DAMAGED' ? 'acceptLogLoss' : 'openWithWords'}
            onOpened={settle}
          />
        )}
        <ConfirmDialog
          opened={confirming}
          title={t('problem.accept.title')}
          confirmLabel={t('problem.accept.confirm')}
          tone="danger"
          onConfirm={() => setAsked(problem)}
          onClose={() => setConfirming(false)}
        >
          {t('problem.accept.text')}
        </ConfirmDialog>
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

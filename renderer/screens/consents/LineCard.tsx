import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision, EarlierRefusal } from '../../../shared/contract/consent-document.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useDayText } from './use-clinic-time.ts';
import css from './talk.module.css';

interface LineCardProps {
  lineId: string;
  name: string;
  decision: Decision;
  decide?: (lineId: string, decision: Decision) => void;
  withdrawn?: ReadonlySet<string>;
  tone?: 'drugs' | 'biological';
  /** A refusal said earlier: until it is taken back the line stays refused. */
  before?: EarlierRefusal | undefined;
  onChangedMind?: ((refusal: EarlierRefusal) => void) | undefined;
  children?: ReactNode;
}

/** One line that the patient decides: nothing is ticked before, and both answers are as easy to reach. */
export function LineCard(props: LineCardProps) {
  const { lineId, name, decision, decide, withdrawn, tone, before, onChangedMind, children } = props;
  const { t } = useTranslation('consents');
  const day = useDayText();
  const group = useId();
  const isWithdrawn = withdrawn?.has(lineId) === true;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const said = { y: 'accepted', n: 'refused' } as const;
    const key = event.key.toLowerCase();
    if (key !== 'y' && key !== 'n') return;
    event.preventDefault();
    event.stopPropagation();
    if (before === undefined || key === 'n') decide?.(lineId, said[key]);
  };
  return (
    <div
      className={css['line']}
      data-decision={isWithdrawn ? 'withdrawn' : decision}
      data-tone={tone}
      data-line={lineId}
      id={`line-${lineId}`}
    >
      <div className={css['lineBody']}>
        <h4 className={css['lineName']}>{name}</h4>
        {before !== undefined && (
          <Notice
            tone="bad"
            title={t('before.title', { name: before.name, date: day(before.on) })}
            action={
              onChangedMind !== undefined && (
                <Button variant="default" onClick={() => onChangedMind(before)}>
                  {t('before.changed')}
                </Button>
              )
            }
          >
            {before.words !== '' && <q>{before.words}</q>}{' '}
            {t(`before.how.${before.how}`, { who: before.saidBy })}
          </Notice>
        )}
        {children}
      </div>
      {decide === undefined ? (
        <p className={css['verdict']}>{isWithdrawn ? t('verdict.withdrawn') : t(`verdict.${decision}`)}</p>
      ) : (
        <fieldset className={css['answers']} onKeyDown={onKeyDown}>
          <legend className={css['hidden']}>{t('talk.question', { name })}</legend>
          {(['accepted', 'refused'] as const).map((answer) => (
            <label key={answer} className={css['answer']} data-answer={answer}>
              <input
                type="radio"
                name={group}
                checked={decision === answer}
                disabled={before !== undefined && answer === 'accepted'}
                onChange={() => decide(lineId, answer)}
              />
              <span className={css['answerFace']}>
                {answer === 'accepted' ? (
                  <IconCheck size={20} stroke={2.4} aria-hidden />
                ) : (
                  <IconX size={20} stroke={2.4} aria-hidden />
                )}
                {t(`answer.${answer}`)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

import { useContext } from 'react';
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SafetyAnswer } from '../../../shared/contract/patients.ts';
import type { ScreeningFlag } from '../../../shared/contract/reference.ts';
import { DateHabit, useSayMoment } from '../../ui/date-habit.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { isStale, needsPlace, type SafetyForm } from './safety-form.ts';
import css from './patients.module.css';

type Given = SafetyForm['answers'][number];

interface SafetyQuestionProps {
  flag: ScreeningFlag;
  regions: readonly string[];
  /** The answer on file, with its day. */
  known: SafetyAnswer | undefined;
  /** The answer given in this talk. */
  given: Given | undefined;
  disabled: boolean;
  onAnswer: (answer: Given) => void;
}

/** One question: the finding in words, how to ask for it, and the answer with the day it was last confirmed. */
export function SafetyQuestion({ flag, regions, known, given, disabled, onAnswer }: SafetyQuestionProps) {
  const { t } = useTranslation('patients');
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const current = given ?? known;
  const today = useContext(DateHabit).today();
  const stale = given === undefined && known !== undefined && isStale(flag, known, today);
  const answer = (change: Partial<Given>) =>
    onAnswer({
      flagId: flag.id,
      answer: 'unknown',
      regions: current?.regions ?? [],
      side: current?.side ?? null,
      note: current?.note ?? '',
      ...(current && { answer: current.answer }),
      ...change,
    });
  return (
    <div className={css['question']} data-answer={current?.answer}>
      <div>
        <div className={css['questionName']}>{flag.name}</div>
        <div className={css['questionAsk']}>{flag.ask}</div>
      </div>
      <SegmentedChoice
        label={flag.name}
        hideLabel
        disabled={disabled}
        value={stale ? null : (current?.answer ?? null)}
        options={[
          { value: 'yes', label: t('answer.yes'), tone: 'clay' },
          { value: 'no', label: t('answer.no') },
          { value: 'unknown', label: t('answer.unknown') },
        ]}
        onChange={(value) => answer({ answer: value as Given['answer'] })}
      />
      <span className={css['confirmed']} data-stale={stale || undefined}>
        {given !== undefined
          ? t('safety.now')
          : known === undefined
            ? t('safety.neverAsked')
            : t(stale ? 'safety.tooOld' : 'safety.confirmedOn', { date: sayDay(known.confirmedAt) })}
      </span>
      {current?.answer === 'yes' && (
        <div className={css['place']}>
          {needsPlace(flag) ? (
            <MultiSelect
              label={t('safety.where')}
              disabled={disabled}
              data={regions.map((region) => ({ value: region, label: region.replaceAll('-', ' ') }))}
              value={current.regions}
              onChange={(where) => answer({ regions: where })}
              searchable
            />
          ) : (
            <span />
          )}
          <Select
            label={t('safety.side')}
            disabled={disabled}
            clearable
            data={(['left', 'right', 'midline'] as const).map((side) => ({
              value: side,
              label: t(`side.${side}`),
            }))}
            value={current.side}
            onChange={(side) => answer({ side: side as Given['side'] })}
          />
          <TextInput
            label={t('safety.note')}
            disabled={disabled}
            maxLength={300}
            value={current.note}
            onChange={(event) => answer({ note: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  );
}

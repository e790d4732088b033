import { Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { DocumentBlock } from '../../../shared/contract/consent-document.ts';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface FormQuestionProps {
  block: DocumentBlock;
  /** Id of the heading that asks it. */
  labelledBy: string;
  locked: boolean;
  onAnswer: (blockId: string, answer: string[]) => void;
}

/** A question of the form, with the kind of answer that its template asks for. */
export function FormQuestion({ block, labelledBy, locked, onAnswer }: FormQuestionProps) {
  const { t } = usePatientWords();
  const group = useId();
  const { question, blockId } = block;
  const [typed, setTyped] = useState(question?.answer[0] ?? '');
  if (question === null) return null;
  const { answers, answer, required } = question;
  const say = (next: string[]) => onAnswer(blockId, next);
  const need = required && <p className={css['lead']}>{t('form.required')}</p>;
  if (answers === 'text' || answers === 'number') {
    const shared = {
      size: 'lg' as const,
      'aria-labelledby': labelledBy,
      disabled: locked,
      value: typed,
      onBlur: () => say(typed.trim() === '' ? [] : [typed.trim()]),
    };
    return (
      <>
        {need}
        {answers === 'text' ? (
          <Textarea
            {...shared}
            autosize
            minRows={3}
            maxLength={500}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            {...shared}
            inputMode="decimal"
            maxLength={20}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </>
    );
  }
  const options =
    answers === 'yes-no'
      ? (['yes', 'no'] as const).map((value) => ({ value: value as string, label: t(`form.${value}`) }))
      : question.options.map((value) => ({ value, label: value }));
  const toggled = (value: string) =>
    answer.includes(value) ? answer.filter((one) => one !== value) : [...answer, value];
  return (
    <>
      {need}
      <fieldset className={css['answers']} aria-labelledby={labelledBy}>
        {options.map(({ value, label }) => (
          <label key={value} className={css['answer']}>
            <input
              type={answers === 'several' ? 'checkbox' : 'radio'}
              name={group}
              checked={answer.includes(value)}
              disabled={locked}
              onChange={() => say(answers === 'several' ? toggled(value) : [value])}
            />
            <span className={css['answerFace']}>{label}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

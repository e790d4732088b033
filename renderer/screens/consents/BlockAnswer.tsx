import { Checkbox, Group, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DocumentBlock } from '../../../shared/contract/consent-document.ts';

interface BlockAnswerProps {
  block: DocumentBlock;
  answer: readonly string[];
  onAnswer: (answer: string[]) => void;
}

/** The patient's answer to a question of the form, taken down by whoever talks with them. */
export function BlockAnswer({ block: { title, question }, answer, onAnswer }: BlockAnswerProps) {
  const { t } = useTranslation('ui');
  if (question === null) return null;
  const { answers, options, required } = question;
  const said = answer[0] ?? '';
  const written = (text: string) => onAnswer(text.trim() === '' ? [] : [text]);
  const field = { 'aria-label': title, required, value: said };
  if (answers === 'text')
    return (
      <Textarea
        {...field}
        autosize
        maxLength={500}
        onChange={(event) => written(event.currentTarget.value)}
      />
    );
  if (answers === 'number')
    return (
      <TextInput
        {...field}
        inputMode="decimal"
        maxLength={20}
        onChange={(event) => written(event.currentTarget.value)}
      />
    );
  const choices =
    answers === 'yes-no'
      ? (['yes', 'no'] as const).map((value) => ({ value: value as string, label: t(value) }))
      : options.map((value) => ({ value, label: value }));
  return answers === 'several' ? (
    <Checkbox.Group aria-label={title} value={[...answer]} onChange={onAnswer}>
      <Group gap="md">
        {choices.map((choice) => (
          <Checkbox key={choice.value} {...choice} />
        ))}
      </Group>
    </Checkbox.Group>
  ) : (
    <Radio.Group aria-label={title} value={said} onChange={(value) => onAnswer([value])}>
      <Group gap="md">
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} />
        ))}
      </Group>
    </Radio.Group>
  );
}

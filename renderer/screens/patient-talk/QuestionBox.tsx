import { Button, Group, Textarea } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface QuestionBoxProps {
  onAsk: (question: string) => Promise<boolean>;
}

/** "I have a question": one press away on every part, and kept until somebody has answered. */
export function QuestionBox({ onAsk }: QuestionBoxProps) {
  const { t } = usePatientWords();
  const [state, setState] = useState<'closed' | 'open' | 'kept'>('closed');
  const [text, setText] = useState('');
  const send = async () => {
    if (text.trim() === '' || !(await onAsk(text.trim()))) return;
    setText('');
    setState('kept');
  };
  if (state === 'open')
    return (
      <form
        className={css['question']}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Textarea
          autoFocus
          size="lg"
          label={t('question.title')}
          description={t('question.hint')}
          autosize
          minRows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group mt="md">
          <Button type="submit" size="lg" disabled={text.trim() === ''}>
            {t('question.send')}
          </Button>
          <Button size="lg" variant="default" onClick={() => setState('closed')}>
            {t('question.cancel')}
          </Button>
        </Group>
      </form>
    );
  return (
    <div className={css['question']}>
      {state === 'kept' && <Notice tone="ok" live title={t('question.kept')} />}
      <Button
        size="lg"
        variant="default"
        leftSection={<IconHelpCircle size={22} aria-hidden />}
        onClick={() => setState('open')}
      >
        {t('question.open')}
      </Button>
    </div>
  );
}

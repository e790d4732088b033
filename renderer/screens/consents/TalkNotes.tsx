import { ActionIcon, Button, Checkbox, Switch, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk } from '../../../shared/contract/consent-document.ts';
import { IdentityCheck } from './IdentityCheck.tsx';
import css from './talk.module.css';

const abilities = ['understands', 'remembers', 'weighs', 'communicates'] as const;

/** What was said: what matters to this person, questions and answers, who interpreted, and whether they can decide. */
export function TalkNotes({ talk, onChange }: { talk: ConsentTalk; onChange: (talk: ConsentTalk) => void }) {
  const { t } = useTranslation('consents');
  const set = (change: Partial<ConsentTalk>) => onChange({ ...talk, ...change });
  const interpreter = talk.interpreter ?? {
    name: '',
    language: '',
    reachedBy: 'in-person' as const,
    reach: '',
    declared: false,
  };
  const setQuestion = (at: number, change: Partial<ConsentTalk['questions'][number]>) =>
    set({ questions: talk.questions.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  return (
    <div className={css['notes']}>
      <IdentityCheck items={talk.identity} onChange={(identity) => set({ identity })} />
      <Textarea
        label={t('notes.whatMatters')}
        description={t('notes.whatMattersHint')}
        autosize
        minRows={2}
        value={talk.whatMatters}
        onChange={(event) => set({ whatMatters: event.currentTarget.value })}
      />
      {talk.questions.map((one, at) => (
        <div key={at} className={css['questionRow']}>
          <Textarea
            label={t('notes.question', { number: at + 1 })}
            autosize
            value={one.question}
            onChange={(event) => setQuestion(at, { question: event.currentTarget.value })}
          />
          <Textarea
            label={t('notes.answer')}
            autosize
            value={one.answer}
            onChange={(event) => setQuestion(at, { answer: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('notes.removeQuestion', { number: at + 1 })}
            onClick={() => set({ questions: talk.questions.filter((_, index) => index !== at) })}
          >
            <IconX size={17} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={talk.questions.length >= 20}
          onClick={() => set({ questions: [...talk.questions, { question: '', answer: '', askedBy: '' }] })}
        >
          {t('notes.addQuestion')}
        </Button>
      </div>
      <Textarea
        label={t('notes.teachBack')}
        description={t('notes.teachBackHint')}
        autosize
        value={talk.teachBack}
        onChange={(event) => set({ teachBack: event.currentTarget.value })}
      />
      <Switch
        label={t('notes.withInterpreter')}
        checked={talk.interpreter !== null}
        onChange={(event) =>
          set({
            interpreter: event.currentTarget.checked
              ? { name: '', language: '', reachedBy: 'in-person', reach: '', declared: false }
              : null,
          })
        }
      />
      {talk.interpreter !== null && (
        <div className={css['pair']}>
          <TextInput
            label={t('notes.interpreterName')}
            value={talk.interpreter.name}
            onChange={(event) =>
              set({
                interpreter: { ...interpreter, name: event.currentTarget.value },
              })
            }
          />
          <TextInput
            label={t('notes.interpreterLanguage')}
            value={talk.interpreter.language}
            onChange={(event) =>
              set({
                interpreter: { ...interpreter, language: event.currentTarget.value },
              })
            }
          />
        </div>
      )}
      <Switch
        label={t('notes.capacityDoubt')}
        description={t('notes.capacityHint')}
        checked={talk.capacity !== null}
        onChange={(event) =>
          set({
            capacity: event.currentTarget.checked
              ? {
                  understands: false,
                  remembers: false,
                  weighs: false,
                  communicates: false,
                  note: '',
                  on: null,
                  support: '',
                }
              : null,
          })
        }
      />
      {talk.capacity !== null && (
        <fieldset className={css['capacity']}>
          <legend>{t('notes.capacity')}</legend>
          {abilities.map((ability) => (
            <Checkbox
              key={ability}
              label={t(`notes.${ability}`)}
              checked={talk.capacity?.[ability] === true}
              onChange={(event) =>
                talk.capacity &&
                set({ capacity: { ...talk.capacity, [ability]: event.currentTarget.checked } })
              }
            />
          ))}
          <TextInput
            label={t('notes.capacityNote')}
            value={talk.capacity.note}
            onChange={(event) =>
              talk.capacity && set({ capacity: { ...talk.capacity, note: event.currentTarget.value } })
            }
          />
        </fieldset>
      )}
    </div>
  );
}

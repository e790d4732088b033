import { ActionIcon, Autocomplete, Button, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { IdentityCheck } from './IdentityCheck.tsx';
import { PeopleNotes } from './PeopleNotes.tsx';
import css from './talk.module.css';

interface TalkNotesProps {
  record: ConsentRecord;
  talk: ConsentTalk;
  onChange: (talk: ConsentTalk) => void;
}

/** What was said: what matters to this person, what to expect, questions and answers, in whose words it was understood. */
export function TalkNotes({ record, talk, onChange }: TalkNotesProps) {
  const { t } = useTranslation(['people', 'consents']);
  const set = (change: Partial<ConsentTalk>) => onChange({ ...talk, ...change });
  return (
    <div className={css['notes']}>
      <div data-lack="identity">
        <IdentityCheck items={talk.identity} onChange={(identity) => set({ identity })} />
      </div>
      <Textarea
        label={t('consents:notes.whatMatters')}
        description={t('consents:notes.whatMattersHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={talk.whatMatters}
        onChange={(event) => set({ whatMatters: event.currentTarget.value })}
      />
      <div className={css['pair']}>
        <Textarea
          label={t('notes.benefit')}
          description={t('notes.benefitHint')}
          autosize
          maxLength={1000}
          value={talk.benefit}
          onChange={(event) => set({ benefit: event.currentTarget.value })}
        />
        <Textarea
          label={t('notes.costs')}
          autosize
          maxLength={500}
          value={talk.costs}
          onChange={(event) => set({ costs: event.currentTarget.value })}
        />
      </div>
      <Questions record={record} talk={talk} set={set} />
      <Textarea
        label={t('consents:notes.teachBack')}
        description={t('consents:notes.teachBackHint')}
        autosize
        maxLength={1000}
        value={talk.teachBack}
        onChange={(event) => set({ teachBack: event.currentTarget.value })}
      />
      <PeopleNotes record={record} talk={talk} set={set} />
    </div>
  );
}

interface PartProps {
  record: ConsentRecord;
  talk: ConsentTalk;
  set: (change: Partial<ConsentTalk>) => void;
}

function Questions({ record, talk, set }: PartProps) {
  const { t } = useTranslation('people');
  const people = [
    record.document.patient.name,
    ...talk.substitutes.map(({ name }) => name),
    ...(record.signers?.guardians ?? []).map(({ name }) => name),
  ];
  const change = (at: number, to: Partial<ConsentTalk['questions'][number]>) =>
    set({ questions: talk.questions.map((one, index) => (index === at ? { ...one, ...to } : one)) });
  return (
    <fieldset className={css['asked']} data-lack="questions">
      <legend>{t('notes.questions')}</legend>
      {talk.questions.length === 0 && <p className={css['none']}>{t('notes.noQuestions')}</p>}
      {talk.questions.map((one, at) => (
        <div key={at} className={css['questionRow']} data-open={one.answer.trim() === '' || undefined}>
          <Textarea
            label={t('notes.question', { number: at + 1 })}
            autosize
            maxLength={500}
            value={one.question}
            onChange={(event) => change(at, { question: event.currentTarget.value })}
          />
          <Autocomplete
            label={t('notes.askedBy')}
            maxLength={200}
            value={one.askedBy}
            data={[...new Set(people)]}
            onChange={(askedBy) => change(at, { askedBy })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('notes.remove', { number: at + 1 })}
            onClick={() => set({ questions: talk.questions.filter((_, index) => index !== at) })}
          >
            <IconX size={17} />
          </ActionIcon>
          <Textarea
            className={css['wholeRow']}
            label={t('notes.answer')}
            description={one.answer.trim() === '' ? t('notes.open') : undefined}
            autosize
            maxLength={1000}
            value={one.answer}
            onChange={(event) => change(at, { answer: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={talk.questions.length >= 20}
          onClick={() =>
            set({
              questions: [
                ...talk.questions,
                { question: '', answer: '', askedBy: record.document.patient.name },
              ],
            })
          }
        >
          {t('notes.add')}
        </Button>
      </div>
    </fieldset>
  );
}

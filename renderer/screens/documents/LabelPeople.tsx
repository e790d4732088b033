import { ActionIcon, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './labels.module.css';

export interface LabelPerson {
  id: string;
  name: string;
  birthDate: string;
  number: string;
}

interface LabelPeopleProps {
  people: readonly LabelPerson[];
  onAdd: (people: LabelPerson[]) => void;
  onRemove: (id: string) => void;
}

/** For whom labels are printed: one by one as typed, or everyone who comes on a day. */
export function LabelPeople({ people, onAdd, onRemove }: LabelPeopleProps) {
  const { t } = useTranslation('documents');
  const sayDate = useSayDate();
  const trouble = useTrouble();
  const { today } = useContext(DateHabit);
  const [text, setText] = useState('');
  const [date, setDate] = useState(today());
  const [asked] = useDebouncedValue(text.trim(), 60);
  const found = useQuery(
    q.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const addDay = async () => {
    const { appointments } = await api.appointments.day({ date });
    const coming = appointments.filter(({ status }) => status !== 'cancelled').map(({ patient }) => patient);
    if (coming.length === 0) notify({ text: t('labels.nobodyThatDay') });
    else onAdd(coming);
  };
  return (
    <section className={css['people']} aria-label={t('labels.people')}>
      <SearchBox
        label={t('labels.find')}
        placeholder={t('labels.findHint')}
        value={text}
        onChange={setText}
        items={asked === '' ? [] : (found.data ?? [])}
        itemKey={({ id }) => id}
        loading={found.isFetching}
        emptyText={t('labels.nobody')}
        onPick={(line) => {
          setText('');
          onAdd([line]);
        }}
        renderItem={(line) => (
          <span className={css['option']}>
            <span>{line.name}</span>
            <span className={css['soft']}>
              {sayDate(line.birthDate)} · {line.number}
            </span>
          </span>
        )}
      />
      <div className={css['day']}>
        <DateField label={t('labels.day')} value={date} onChange={setDate} />
        <Button
          variant="default"
          disabled={date === ''}
          onClick={() =>
            void addDay().catch((error: unknown) => notify({ text: trouble(error).text, tone: 'bad' }))
          }
        >
          {t('labels.addDay')}
        </Button>
      </div>
      {people.length > 0 && (
        <ul className={css['list']} tabIndex={0} aria-label={t('labels.people')}>
          {people.map((person) => (
            <li key={person.id}>
              <span className={css['name']}>{person.name}</span>
              <span className={css['soft']}>{person.number}</span>
              <ActionIcon
                variant="subtle"
                aria-label={t('labels.remove', { name: person.name })}
                onClick={() => onRemove(person.id)}
              >
                <IconX size={15} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

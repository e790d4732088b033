import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { q } from '../rpc.ts';
import { useSayDate } from '../ui/date-habit.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { KeyHint, Tag } from '../ui/Tag.tsx';
import css from './app.module.css';

/** The search in the bar: three keys and Enter from anywhere. */
export function FindPatient() {
  const { t } = useTranslation(['app', 'reminders']);
  const navigate = useNavigate();
  const sayDate = useSayDate();
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = useQuery(
    q.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
      gcTime: 30_000,
    }),
  );
  const lines = asked === '' ? [] : (found.data ?? []);
  const open = (patientId: string) => {
    setText('');
    void navigate({ to: '/patients/$patientId', params: { patientId } });
  };
  return (
    <SearchBox
      id="find-patient"
      label={t('find.label')}
      hideLabel
      placeholder={t('find.placeholder')}
      hint={<KeyHint keys={['/']} />}
      value={text}
      onChange={setText}
      items={lines}
      itemKey={(line) => line.id}
      loading={found.isFetching}
      emptyText={t('find.none')}
      renderItem={(line) => (
        <span className={css['found']}>
          <span className={css['foundName']}>{line.name}</span>
          {line.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
          {line.flagged && <Tag tone="clay">{t('find.alert')}</Tag>}
          <span className={css['foundFacts']}>
            {[sayDate(line.birthDate), line.number, line.phone].filter(Boolean).join(' · ')}
          </span>
        </span>
      )}
      onPick={(line) => open(line.id)}
      onSubmit={() => {
        const [first] = lines;
        if (lines.length === 1 && first) open(first.id);
        else if (asked !== '') void navigate({ to: '/patients', search: { text: asked } });
      }}
      action={{
        label: t('find.register', { name: asked }),
        onPick: () => {
          setText('');
          void navigate({ to: '/patients/new', search: { name: asked } });
        },
      }}
    />
  );
}

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { q } from '../rpc.ts';
import { useSayDate } from '../ui/date-habit.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import css from './PatientPick.module.css';

interface PatientPickProps {
  label: string;
  value: { id: string; name: string } | null;
  onChange: (patient: { id: string; name: string } | null) => void;
}

/** One patient, found as typed. */
export function PatientPick({ label, value, onChange }: PatientPickProps) {
  const { t } = useTranslation('parts');
  const sayDate = useSayDate();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 60);
  const found = useQuery(
    q.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  if (value !== null)
    return (
      <div className={css['picked']}>
        <span>
          {label}: <b>{value.name}</b>
        </span>
        <Button size="xs" variant="subtle" onClick={() => onChange(null)}>
          {t('patientPick.other')}
        </Button>
      </div>
    );
  return (
    <SearchBox
      label={label}
      value={text}
      onChange={setText}
      items={asked === '' ? [] : (found.data ?? [])}
      itemKey={({ id }) => id}
      loading={found.isFetching}
      emptyText={t('patientPick.nobody')}
      onPick={({ id, name }) => {
        setText('');
        onChange({ id, name });
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
  );
}

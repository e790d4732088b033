import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSayDate } from '../ui/date-habit.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Tag } from '../ui/Tag.tsx';
import { usePatientsFound } from './use-patients-found.ts';
import css from './PatientPick.module.css';

interface PatientPickProps {
  label: string;
  value: { id: string; name: string } | null;
  onChange: (patient: { id: string; name: string } | null) => void;
}

/** One patient, found as typed. */
export function PatientPick({ label, value, onChange }: PatientPickProps) {
  const { t } = useTranslation(['parts', 'reminders']);
  const sayDate = useSayDate();
  const [text, setText] = useState('');
  const found = usePatientsFound(text);
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
      items={found.items}
      itemKey={({ id }) => id}
      loading={found.loading}
      emptyText={t('patientPick.nobody')}
      onPick={({ id, name }) => {
        setText('');
        onChange({ id, name });
      }}
      renderItem={(line) => (
        <span className={css['option']}>
          <span>{line.name}</span>
          {line.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
          <span className={css['soft']}>
            {sayDate(line.birthDate)} · {line.number}
          </span>
        </span>
      )}
    />
  );
}

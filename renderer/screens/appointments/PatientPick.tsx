import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLine } from '../../../shared/contract/patients.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usePatientsFound } from '../../parts/use-patients-found.ts';
import css from './BookingDialog.module.css';

interface PatientPickProps {
  value: PatientLine | null;
  onChange: (patient: PatientLine | null) => void;
}

/** Finds a patient as typed; the picked one shows both identifiers before anything is booked in their name. */
export function PatientPick({ value, onChange }: PatientPickProps) {
  const { t } = useTranslation(['appointments', 'reminders']);
  const sayDate = useSayDate();
  const [text, setText] = useState('');
  const found = usePatientsFound(text);
  if (value !== null) {
    return (
      <div className={css['picked']}>
        <div>
          <div className={css['pickedName']}>{value.name}</div>
          <div className={css['pickedFacts']}>
            {sayDate(value.birthDate)} · {value.number} · {value.phone}
          </div>
        </div>
        <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
          {t('booking.otherPatient')}
        </Button>
      </div>
    );
  }
  return (
    <SearchBox
      label={t('booking.patient')}
      placeholder={t('booking.patientHint')}
      value={text}
      onChange={setText}
      autoFocus
      items={found.items}
      itemKey={(line) => line.id}
      loading={found.loading}
      emptyText={t('booking.nobody')}
      onPick={(line) => {
        setText('');
        onChange(line);
      }}
      action={{
        label: t('booking.register'),
        onPick: (typed) => {
          location.hash = `#/patients/new?name=${encodeURIComponent(typed)}`;
        },
      }}
      renderItem={(line) => (
        <span className={css['option']}>
          <span>{line.name}</span>
          {line.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
          <span className={css['optionFacts']}>
            {sayDate(line.birthDate)} · {line.number}
          </span>
        </span>
      )}
    />
  );
}

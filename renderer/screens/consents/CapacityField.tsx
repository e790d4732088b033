import { Switch, Textarea } from '@mantine/core';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk } from '../../../shared/contract/consent-document.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import css from './talk.module.css';

interface CapacityFieldProps {
  capacity: ConsentTalk['capacity'];
  practitioner: string;
  set: (change: Pick<ConsentTalk, 'capacity'>) => void;
}

const abilities = ['understands', 'remembers', 'weighs', 'communicates'] as const;

/** The four parts of the ability to decide: none counts before it was seen. */
export function CapacityField({ capacity, practitioner, set }: CapacityFieldProps) {
  const { t } = useTranslation('people');
  const { today } = useContext(DateHabit);
  const begin = () => ({
    understands: null,
    remembers: null,
    weighs: null,
    communicates: null,
    note: '',
    on: today(),
    support: '',
  });
  return (
    <div data-lack="capacity" className={css['person']}>
      <Switch
        label={t('capacity.doubt')}
        checked={capacity !== null}
        onChange={(event) => set({ capacity: event.currentTarget.checked ? begin() : null })}
      />
      {capacity !== null && (
        <fieldset className={css['capacity']}>
          <legend>{t('capacity.title')}</legend>
          <p className={css['none']}>{t('capacity.lead')}</p>
          <div className={css['abilities']}>
            {abilities.map((ability) => (
              <SegmentedChoice
                key={ability}
                label={t(`capacity.${ability}`)}
                options={[
                  { value: 'yes', label: t('capacity.seen') },
                  { value: 'no', label: t('capacity.notSeen'), tone: 'bad' },
                ]}
                value={capacity[ability] === null ? null : capacity[ability] ? 'yes' : 'no'}
                onChange={(value) => set({ capacity: { ...capacity, [ability]: value === 'yes' } })}
              />
            ))}
          </div>
          <div className={css['pair']}>
            <DateField
              label={t('capacity.on')}
              description={t('capacity.by', { name: practitioner })}
              value={capacity.on ?? ''}
              onChange={(on) => set({ capacity: { ...capacity, on: on === '' ? null : on } })}
            />
            <Textarea
              label={t('capacity.note')}
              autosize
              maxLength={500}
              value={capacity.note}
              onChange={(event) => set({ capacity: { ...capacity, note: event.currentTarget.value } })}
            />
          </div>
          <Textarea
            label={t('capacity.support')}
            description={t('capacity.supportHint')}
            autosize
            maxLength={500}
            value={capacity.support}
            onChange={(event) => set({ capacity: { ...capacity, support: event.currentTarget.value } })}
          />
        </fieldset>
      )}
    </div>
  );
}

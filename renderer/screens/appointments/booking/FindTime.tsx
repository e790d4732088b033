import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { Inputs } from '../../../../shared/contract/index.ts';
import { useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { ChoiceChips, SegmentedChoice } from '../../../ui/Choices.tsx';
import { DateField, TimeField } from '../../../ui/Fields.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { OpeningList } from './OpeningList.tsx';
import type { Opening } from './plan.ts';
import css from './booking.module.css';

export type Wanted = Pick<
  Inputs['appointments']['findSlots'],
  'typeId' | 'patientId' | 'minutes' | 'rooms' | 'deviceIds' | 'holdId' | 'step'
>;

interface FindTimeProps {
  wanted: Wanted;
  /** Of the form: whom the search asks unless anyone will do. */
  practitioner: { id: string; name: string };
  nameOf: (practitionerId: string) => string;
  roomOf: (roomId: string) => string;
  from: string;
  /** Of the day; empty when any will do. */
  earliest: string;
  /** What is in the form now. */
  picked: string | null;
  onPick: (opening: Opening) => void;
  listRef: Ref<HTMLUListElement>;
}

const parts = {
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '17:00' },
  evening: { from: '17:00', to: '24:00' },
} as const;
type Part = keyof typeof parts;
const few = 10;

/** The first openings for what stands in the form, by days and hours that suit. */
export function FindTime(props: FindTimeProps) {
  const { wanted, practitioner, nameOf, roomOf, picked, onPick, listRef } = props;
  const { t, i18n } = useTranslation('appointments');
  const trouble = useTrouble();
  const [chosen, setWho] = useState('this');
  const who = practitioner.id === '' ? 'anyone' : chosen;
  const [from, setFrom] = useState(props.from);
  const [days, setDays] = useState<string[]>([]);
  const [suits, setSuits] = useState<string[]>([]);
  const [between, setBetween] = useState({ from: props.earliest, to: '' });
  const [count, setCount] = useState(few);
  const [more, setMore] = useState(props.earliest !== '');
  const windows: { from: string; to: string }[] = suits.map((part) => parts[part as Part]);
  if (between.from !== '' || between.to !== '')
    windows.push({ from: between.from || '00:00', to: between.to || '24:00' });
  const found = useQuery(
    q.appointments.findSlots.queryOptions({
      input: {
        ...wanted,
        practitionerIds: who === 'this' ? [practitioner.id] : [],
        from,
        weekdays: days.map(Number),
        windows,
        count,
      },
      enabled: wanted.typeId !== '' && from !== '' && (who !== 'this' || practitioner.id !== ''),
      placeholderData: keepPreviousData,
    }),
  );
  const weekdays = Array.from({ length: 7 }, (_, index) => ({
    value: String(index + 1),
    // 1 January 2024 is a Monday.
    label: new Temporal.PlainDate(2024, 1, index + 1).toLocaleString(i18n.language, { weekday: 'short' }),
  }));
  const openings = found.data?.openings ?? [];
  return (
    <section className={css['find']} aria-label={t('find.title')}>
      <h3 className={css['heading']}>{t('find.title')}</h3>
      <div className={css['filters']}>
        <SegmentedChoice
          label={t('find.with')}
          hideLabel
          options={[
            ...(practitioner.id === '' ? [] : [{ value: 'this', label: practitioner.name }]),
            { value: 'anyone', label: t('find.anyone') },
          ]}
          value={who}
          onChange={setWho}
        />
        <DateField label={t('find.from')} value={from} onChange={setFrom} />
        {more && (
          <div className={css['pair']}>
            <TimeField
              label={t('find.earliest')}
              value={between.from}
              onChange={(time) => setBetween({ ...between, from: time })}
            />
            <TimeField
              label={t('find.latest')}
              end
              value={between.to}
              onChange={(time) => setBetween({ ...between, to: time })}
            />
          </div>
        )}
        {more && (
          <>
            <ChoiceChips
              label={t('find.parts')}
              hideLabel
              options={(Object.keys(parts) as Part[]).map((value) => ({ value, label: t(`find.${value}`) }))}
              value={suits}
              onChange={setSuits}
            />
            <ChoiceChips
              label={t('find.days')}
              hideLabel
              options={weekdays}
              value={days}
              onChange={setDays}
            />
          </>
        )}
        {!more && (
          <div>
            <Button variant="subtle" size="xs" onClick={() => setMore(true)}>
              {t('find.more')}
            </Button>
          </div>
        )}
      </div>
      {found.error !== null && <Notice tone="bad" title={trouble(found.error).text} live />}
      <OpeningList
        label={t('find.list')}
        openings={openings}
        stale={found.isPlaceholderData}
        picked={picked}
        nameOf={nameOf}
        roomOf={roomOf}
        onPick={onPick}
        listRef={listRef}
      />
      {found.data !== undefined && (
        <div className={css['more']}>
          <p className={css['none']} role="status">
            {openings.length === 0
              ? t('find.none', { date: found.data.searchedTo })
              : found.data.stopped === 'count'
                ? ''
                : t('find.all', { date: found.data.searchedTo })}
          </p>
          {found.data.stopped === 'count' && count < 50 && (
            <Button variant="subtle" size="xs" onClick={() => setCount(count + few)}>
              {t('find.later')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

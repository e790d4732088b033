import { ActionIcon, Button } from '@mantine/core';
import { IconPhone, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Opening } from '../../../shared/contract/slots.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { StatusBadge } from '../../ui/Tag.tsx';
import { looks } from './looks.ts';
import { OfferButtons } from './OfferButtons.tsx';
import { useSayWhen } from './say-when.ts';
import type { useNames } from './use-absences.ts';
import type { Offers } from './use-offers.ts';
import css from './absences.module.css';

interface AbsentRowProps {
  visit: AbsentVisit;
  names: ReturnType<typeof useNames>;
  mayWrite: boolean;
  offers: Offers;
  onFind: () => void;
  onMove: (offer: Opening) => Promise<unknown>;
  onPutBack: () => Promise<unknown>;
  onCall: () => void;
  onCancel: () => void;
  onTakeBack: (callId: string) => void;
}

/** One visit of the list: who, when, under which numbers, what to offer, and what has become of it. */
export function AbsentRow(props: AbsentRowProps) {
  const { visit, names, mayWrite, offers, onFind, onMove, onPutBack, onCall, onCancel, onTakeBack } = props;
  const { t } = useTranslation('absences');
  const sayDate = useSayDate();
  const { sayMoment, timeOf, zone } = useSayWhen();
  const [busy, setBusy] = useState(false);
  const { patient, phones, was, now, state, reached, calls } = visit;
  const isOpen = state === 'to-call' || state === 'called';
  const during = (work: Promise<unknown>) => {
    setBusy(true);
    void work.finally(() => setBusy(false));
  };
  return (
    <li className={css['row']} data-open={isOpen || undefined} aria-label={patient.name}>
      <div className={css['when']}>
        <strong>
          {sayMoment(was.startsAt)}–{timeOf(was.endsAt)}
        </strong>
        <span className={css['soft']}>{names.typeOf(visit.typeId)}</span>
        <span className={css['soft']}>
          {[names.personOf(was.practitionerId), names.roomOf(was.roomId)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className={css['who']}>
        <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
          {patient.name}
        </Link>
        <span className={css['soft']}>
          {sayDate(patient.birthDate)} · {patient.number}
        </span>
        {phones.length === 0 ? (
          <span className={css['soft']}>{t('list.noPhone')}</span>
        ) : (
          phones.map(({ number, whose }) => (
            <span key={`${number} ${whose}`} className={css['phone']}>
              <IconPhone size={13} aria-hidden />
              <span className={css['number']}>{number}</span>
              {whose !== '' && <span className={css['soft']}>{whose}</span>}
            </span>
          ))
        )}
      </div>
      <div className={css['middle']}>
        {isOpen && mayWrite && (
          <OfferButtons
            offers={offers}
            usual={was.practitionerId}
            personOf={names.personOf}
            busy={busy}
            onFind={onFind}
            onMove={(offer) => during(onMove(offer))}
          />
        )}
        {state === 'moved' && (
          <span>
            → <strong>{sayMoment(now.startsAt)}</strong>
            {now.practitionerId !== was.practitionerId &&
              ` ${t('act.with', { who: names.personOf(now.practitionerId) })}`}
          </span>
        )}
        {calls.length > 0 && (
          <ul className={css['calls']}>
            {calls.map((call) => (
              <li key={call.id}>
                <IconPhone size={13} aria-hidden />
                <span>
                  {call.note}{' '}
                  <span className={css['soft']}>
                    {t('reached', { who: names.personOf(call.by), at: sayMoment(call.at) })}
                  </span>
                </span>
                {mayWrite && (
                  <ActionIcon aria-label={t('act.takeBack')} onClick={() => onTakeBack(call.id)}>
                    <IconX size={14} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={css['state']}>
        <StatusBadge status={looks[state]}>{t(`state.${state}`)}</StatusBadge>
        {reached !== null && state !== 'called' && (
          <span className={css['soft']}>
            {t('reached', { who: names.personOf(reached.by), at: sayMoment(reached.at) })}
          </span>
        )}
        {isOpen && mayWrite && (
          <div className={css['acts']}>
            <Button variant="default" size="xs" onClick={onCall}>
              {t('act.call')}
            </Button>
            <Button variant="subtle" size="xs" color="red" onClick={onCancel}>
              {t('act.cancel')}
            </Button>
          </div>
        )}
        {state === 'moved' && visit.status === 'booked' && mayWrite && (
          <div className={css['acts']}>
            <Button variant="subtle" size="xs" loading={busy} onClick={() => during(onPutBack())}>
              {t('act.putBack')}
            </Button>
          </div>
        )}
        <Link
          className={css['inBook']}
          to="/day/{-$date}"
          params={{ date: dateAt(now.startsAt, zone) }}
          search={{ appointment: visit.appointmentId }}
        >
          {t('act.open')}
        </Link>
      </div>
    </li>
  );
}

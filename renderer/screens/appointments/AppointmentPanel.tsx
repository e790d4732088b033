import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { consentTone } from './ConsentMark.tsx';
import { dateIn, lengthOf, timeIn } from './day-time.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { NextStep } from './NextStep.tsx';
import { statusLook } from './StatusMark.tsx';
import type { useDayActs } from './use-day.ts';
import { VisitCalendarButton } from './VisitCalendarButton.tsx';
import css from './AppointmentPanel.module.css';

interface AppointmentPanelProps {
  id: string;
  zone: string;
  acts: ReturnType<typeof useDayActs>;
  practitioners: readonly Member[];
  practice: Outputs['practice']['overview'] | undefined;
  onClose: () => void;
}

/** One visit: what must be known before it, how its consent stands, and what comes next. */
export function AppointmentPanel({
  id,
  zone,
  acts,
  practitioners,
  practice,
  onClose,
}: AppointmentPanelProps) {
  const { t } = useTranslation('appointments');
  const trouble = useTrouble();
  const sayDate = useSayDate();
  const mayWrite = useMay('appointments.write') === true;
  const [asking, setAsking] = useState<'cancel' | 'move' | null>(null);
  const panel = useQuery(q.appointments.panel.queryOptions({ input: { id } }));
  if (panel.data === undefined) {
    return (
      <SidePanel label={t('panel.label')} title={t('panel.label')} onClose={onClose}>
        {panel.error === null ? (
          <LoadingState shape="rows" />
        ) : (
          <ErrorState
            text={trouble(panel.error).text}
            incident={trouble(panel.error).incident}
            onRetry={() => void panel.refetch()}
          />
        )}
      </SidePanel>
    );
  }
  const { appointment: visit, alerts, alertsHidden, consents, didNotAttendCount, lastVisitOn } = panel.data;
  const known = { id: visit.id, version: visit.version };
  const look = statusLook[visit.status];
  const type = practice?.appointmentTypes.find((entry) => entry.id === visit.typeId);
  const room = practice?.rooms.find((entry) => entry.id === visit.roomId);
  const movable = mayWrite && (visit.status === 'booked' || visit.status === 'arrived');
  return (
    <SidePanel
      label={t('panel.label')}
      title={
        <Link to="/patients/$patientId" params={{ patientId: visit.patient.id }} className={css['patient']}>
          {visit.patient.name}
        </Link>
      }
      subtitle={`${sayDate(visit.patient.birthDate)} · ${visit.patient.number}${visit.patient.phone === '' ? '' : ` · ${visit.patient.phone}`}`}
      tags={
        <>
          <StatusBadge status={look.shape} tone={look.tone}>
            {t(`status.${visit.status}`)}
          </StatusBadge>
          <Tag tone={consentTone(visit.consent)}>{t(`consent.${visit.consent}`)}</Tag>
        </>
      }
      onClose={onClose}
      footer={
        mayWrite && (
          <div className={css['footer']}>
            {visit.status === 'booked' && (
              <Button
                variant="default"
                onClick={() => acts.changeStatus.mutate({ verb: 'markDidNotAttend', known })}
              >
                {t('act.markDidNotAttend')}
              </Button>
            )}
            {visit.status === 'in-treatment' && (
              <Button variant="default" onClick={() => acts.changeStatus.mutate({ verb: 'finish', known })}>
                {t('act.finish')}
              </Button>
            )}
            {movable && (
              <Button variant="default" onClick={() => setAsking('move')}>
                {t('act.move')}
              </Button>
            )}
            {movable && (
              <Button variant="subtle" color="red" onClick={() => setAsking('cancel')}>
                {t('act.cancel')}
              </Button>
            )}
          </div>
        )
      }
    >
      <NextStep panel={panel.data} onArrive={() => acts.changeStatus.mutate({ verb: 'arrive', known })} />
      {alerts.length > 0 && (
        <Section title={t('panel.alerts')} count={alerts.length} tone="clay" level={3}>
          <ul className={css['alerts']}>
            {alerts.map((alert) => (
              <li key={`${alert.level}${alert.text}`} data-level={alert.level}>
                <Tag tone={alert.level === 'block' ? 'bad' : alert.level === 'warn' ? 'warn' : 'neutral'}>
                  {t(`level.${alert.level}`)}
                </Tag>
                <span>{alert.text}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {alertsHidden && <Notice tone="clay" title={t('panel.alertsHidden')} />}
      <Section title={t('panel.visit')} level={3} actions={<VisitCalendarButton id={visit.id} />}>
        <Facts
          columns={1}
          items={[
            {
              label: t('panel.time'),
              value: `${timeIn(zone, visit.startsAt)}–${timeIn(zone, visit.endsAt)}`,
            },
            { label: t('panel.length'), value: t('booking.minutes', { count: lengthOf(visit) }) },
            { label: t('panel.type'), value: type?.name ?? '' },
            { label: t('panel.room'), value: room?.name ?? t('booking.noRoom') },
            {
              label: t('panel.practitioner'),
              value: practitioners.find((person) => person.id === visit.practitionerId)?.displayName ?? '',
              wide: true,
            },
            {
              label: t('panel.lastVisit'),
              value: lastVisitOn === null ? t('panel.never') : sayDate(lastVisitOn),
            },
            { label: t('panel.missed'), value: String(didNotAttendCount) },
          ]}
        />
        {visit.note !== '' && <p className={css['note']}>{visit.note}</p>}
      </Section>
      <Section title={t('panel.consents')} count={consents.length} level={3}>
        {consents.length === 0 && <p className={css['quiet']}>{t('panel.noConsents')}</p>}
        <ul className={css['consents']}>
          {consents.map((consent) => (
            <li key={consent.id}>
              <Link to="/consents/$consentId" params={{ consentId: consent.id }}>
                {consent.signedAt === null
                  ? t('panel.unsigned')
                  : t('panel.signedOn', { date: sayDate(dateIn(zone, consent.signedAt)) })}
              </Link>
              <Tag tone={consentTone(consent.state)}>{t(`consent.${consent.state}`)}</Tag>
            </li>
          ))}
        </ul>
      </Section>
      {asking === 'cancel' && (
        <CancelDialog
          visit={visit}
          onClose={() => setAsking(null)}
          onCancel={(why) => acts.cancel.mutateAsync({ ...known, ...why })}
        />
      )}
      {asking === 'move' && practice !== undefined && (
        <MoveDialog
          visit={visit}
          zone={zone}
          practitioners={practitioners}
          rooms={practice.rooms}
          onClose={() => setAsking(null)}
          onMove={(to) => acts.move.mutateAsync({ ...known, ...to })}
        />
      )}
    </SidePanel>
  );
}

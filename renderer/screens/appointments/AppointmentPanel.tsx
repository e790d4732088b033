import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { IdentityDialog } from '../../parts/IdentityDialog.tsx';
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
import { Rebook } from './Rebook.tsx';
import { SeriesCancel } from './series/SeriesCancel.tsx';
import { SeriesMove, type SeriesTarget } from './series/SeriesMove.tsx';
import { SeriesPart } from './series/SeriesPart.tsx';
import { statusLook } from './StatusMark.tsx';
import type { useDayActs } from './use-day.ts';
import { useSayMissed } from './use-say-missed.ts';
import { VisitButtons } from './VisitButtons.tsx';
import { VisitCalendarButton } from './VisitCalendarButton.tsx';
import { VisitFreed } from './VisitFreed.tsx';
import { VisitHistory } from './VisitHistory.tsx';
import { VisitSlipButton } from './VisitSlipButton.tsx';
import css from './AppointmentPanel.module.css';

const route = getRouteApi('/day/{-$date}');

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
  const { t } = useTranslation(['appointments', 'reminders']);
  const trouble = useTrouble();
  const sayDate = useSayDate();
  const mayWrite = useMay('appointments.write') === true;
  const mayRead = useMay('notes.read') === true;
  const sayMissed = useSayMissed();
  const navigate = useNavigate();
  const { rebook, ...address } = route.useSearch();
  const [asking, setAsking] = useState<'cancel' | 'move' | 'rebook' | 'identity' | null>(
    rebook === true && mayWrite ? 'rebook' : null,
  );
  const [target, setTarget] = useState<SeriesTarget | null>(null);
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
  const { appointment: visit, alerts, alertsHidden, consents, lastVisitOn, identity } = panel.data;
  const known = { id: visit.id, version: visit.version };
  const endRebook = () => {
    setAsking(null);
    if (rebook === true)
      void navigate({
        to: '/day/{-$date}',
        params: (params) => params,
        search: address,
        replace: true,
      });
  };
  const look = statusLook[visit.status];
  const type = practice?.appointmentTypes.find((entry) => entry.id === visit.typeId);
  const room = practice?.rooms.find((entry) => entry.id === visit.roomId);
  const here = visit.status === 'arrived' || visit.status === 'in-treatment' || visit.status === 'resting';
  const off = visit.status === 'cancelled' || visit.status === 'did-not-attend';
  const names = new Map(practitioners.map((person) => [person.id, person.displayName]));
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
          {visit.patient.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
        </>
      }
      onClose={onClose}
      footer={mayWrite && <VisitButtons visit={visit} acts={acts} onAsk={setAsking} />}
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
      {here && mayWrite && identity === null && (
        <Notice
          tone="warn"
          title={t('panel.notConfirmed')}
          action={
            <Button size="xs" variant="default" onClick={() => setAsking('identity')}>
              {t('panel.confirm')}
            </Button>
          }
        />
      )}
      {panel.data.noteOpen && (off || visit.status === 'booked' || visit.status === 'arrived') && (
        <Notice tone="clay" title={t('panel.noteOpen')}>
          {mayRead && visit.sessionId !== null && (
            <Link to="/treatments/$sessionId" params={{ sessionId: visit.sessionId }}>
              {t('panel.readNote')}
            </Link>
          )}
        </Notice>
      )}
      <VisitFreed id={visit.id} mayWrite={mayWrite} />
      <Section
        title={t('panel.visit')}
        level={3}
        actions={
          <>
            {!off && <VisitSlipButton patientId={visit.patient.id} />}
            <VisitCalendarButton id={visit.id} />
          </>
        }
      >
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
            { label: t('panel.missed'), value: sayMissed(panel.data.missed) },
          ]}
        />
        {visit.note !== '' && <p className={css['note']}>{visit.note}</p>}
        {practice !== undefined && (
          <SeriesPart visit={visit} practice={practice} practitioners={practitioners} />
        )}
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
      <VisitHistory id={visit.id} names={names} />
      {asking === 'identity' && (
        <IdentityDialog
          patient={visit.patient}
          mayGoWithout={false}
          confirmLabel={t('panel.confirmed')}
          onClose={() => setAsking(null)}
          onConfirm={(confirmed) => {
            setAsking(null);
            if (confirmed !== null) acts.confirm.mutate({ id: visit.id, confirmed });
          }}
        />
      )}
      {asking === 'rebook' && practice !== undefined && (
        <Rebook
          id={visit.id}
          practice={practice}
          practitioners={practitioners}
          onBooked={endRebook}
          onClose={endRebook}
        />
      )}
      {asking === 'cancel' && visit.seriesId !== null && (
        <SeriesCancel
          visit={visit}
          onThis={(why) => acts.cancel.mutateAsync({ ...known, ...why })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'cancel' && visit.seriesId === null && (
        <CancelDialog
          visit={visit}
          late={panel.data.lateIfCancelledNow}
          onClose={() => setAsking(null)}
          onCancel={(why) => acts.cancel.mutateAsync({ ...known, ...why })}
        />
      )}
      {target !== null && (
        <SeriesMove
          visit={visit}
          zone={zone}
          to={target}
          onThis={() => acts.move.mutateAsync({ ...known, ...target })}
          onClose={() => setTarget(null)}
        />
      )}
      {asking === 'move' && practice !== undefined && (
        <MoveDialog
          visit={visit}
          zone={zone}
          practitioners={practitioners}
          rooms={practice.rooms}
          onClose={() => setAsking(null)}
          onMove={async (to) => {
            if (visit.seriesId === null) await acts.move.mutateAsync({ ...known, ...to });
            else setTarget(to);
          }}
        />
      )}
    </SidePanel>
  );
}

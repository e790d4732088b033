import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatientLine } from '../../../../shared/contract/patients.ts';
import { q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import css from './booking.module.css';

interface BookingChecksProps {
  patient: PatientLine | null;
  typeId: string;
  practitioner: { id: string; name: string };
  date: string;
}

/** What this booking asks for later: credentials, consent, safety, and how earlier visits went. Nothing here refuses. */
export function BookingChecks({ patient, typeId, practitioner, date }: BookingChecksProps) {
  const { t } = useTranslation('appointments');
  const input = { patientId: patient?.id ?? null, typeId, practitionerId: practitioner.id, date };
  const asked = useQuery(
    q.appointments.preview.queryOptions({
      input,
      enabled: typeId !== '' && practitioner.id !== '' && date !== '',
      staleTime: 60_000,
    }),
  );
  const kept = useQuery(
    q.appointments.reliability.queryOptions({
      input: { patientId: patient?.id ?? '' },
      enabled: patient !== null,
    }),
  );
  const missed = kept.data?.didNotAttend ?? 0;
  const late = kept.data?.lateCancelled ?? 0;
  const { lacks = [], covered, alerts = [], alertCount = 0 } = asked.data ?? {};
  const { supervisedBy = [], notIn = [], only = [], beyond = [], beyondCount = 0 } = asked.data ?? {};
  const limits = [
    notIn.length > 0 ? t('checks.notIn', { list: notIn.join(', ') }) : '',
    only.length > 0 ? t('checks.only', { list: only.join(', ') }) : '',
    supervisedBy.length > 0 ? t('checks.supervised', { name: supervisedBy.join(', ') }) : '',
  ].filter((text) => text !== '');
  const stop = alerts.some(({ level }) => level === 'block');
  return (
    <>
      {lacks.length > 0 && (
        <Notice
          tone="warn"
          title={t('checks.lacks', { name: practitioner.name, missing: lacks.join(', ') })}
        />
      )}
      {beyondCount > 0 && (
        <Notice tone="warn" title={t('checks.beyond', { name: practitioner.name })}>
          {beyond.length === 0
            ? t('checks.beyondHidden', { count: beyondCount })
            : beyond.map(({ kind, name }) => t(`checks.beyondKind.${kind}`, { name })).join('; ')}
        </Notice>
      )}
      {limits.length > 0 && (
        <Notice tone="info" title={t('checks.limits', { name: practitioner.name })}>
          {limits.join(' ')}
        </Notice>
      )}
      {missed + late > 0 && (
        <Notice
          tone="warn"
          title={[
            missed > 0 ? t('booking.missed', { count: missed }) : '',
            late > 0 ? t('booking.lateCancelled', { count: late }) : '',
          ]
            .filter((text) => text !== '')
            .join(' ')}
        />
      )}
      {patient !== null && (covered === false || alertCount > 0) && (
        <Notice
          tone={stop ? 'bad' : 'info'}
          title={covered === false ? t('checks.consent') : t('checks.alerts', { count: alertCount })}
        >
          {alerts.length > 0 && (
            <ul className={css['alerts']}>
              {alerts.slice(0, 4).map(({ level, text }) => (
                <li key={text}>
                  <b>{t(`level.${level}`)}</b> {text}
                </li>
              ))}
            </ul>
          )}
          {alerts.length === 0 && alertCount > 0 && covered === false && (
            <span>{t('checks.alerts', { count: alertCount })}</span>
          )}
          {alerts.length > 4 && <span>{t('checks.more', { count: alerts.length - 4 })}</span>}
        </Notice>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Afterwards } from './Afterwards.tsx';
import { AppointmentTypes } from './AppointmentTypes.tsx';
import { AuditTrail } from './AuditTrail.tsx';
import { Devices } from './Devices.tsx';
import { Holidays } from './Holidays.tsx';
import { Hours } from './Hours.tsx';
import { LetterTexts } from './letters/LetterTexts.tsx';
import { OwnListing } from './OwnListing.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { Phrases } from './Phrases.tsx';
import { ProfileEditor } from './ProfileEditor.tsx';
import { RecoveryKit } from './RecoveryKit.tsx';
import { ReminderSettings } from './ReminderSettings.tsx';
import { Rooms } from './Rooms.tsx';
import css from './setup.module.css';
import { Team } from './Team.tsx';

/** Sections that only change the clinic are shown to those who may change it. */
const forOwners = [
  'clinic',
  'hours',
  'holidays',
  'team',
  'rooms',
  'types',
  'reminders',
  'afterwards',
  'kit',
] as const;

export function Settings() {
  const texts = useQuery(q.templates.list.queryOptions());
  const due = texts.data?.filter(({ reviewDue }) => reviewDue).length ?? 0;
  const { t } = useTranslation('setup');
  const { section } = useParams({ from: '/settings/{-$section}' });
  const mayWrite = useMay('practice.write') === true;
  const mayAudit = useMay('audit.read') === true;
  const mayWriteNotes = useMay('phrases.use') === true;
  const mayWord = useMay('templates.write') === true;
  const mayList = useMay('directory.own') === true;
  const mayWait = useMay('notes.close') === true;
  const offered = [
    ...(mayWrite ? forOwners : []),
    ...(mayAudit ? (['audit'] as const) : []),
    ...(mayWriteNotes ? (['phrases'] as const) : []),
    ...(mayWord ? (['letters'] as const) : []),
    ...(mayList ? (['listing'] as const) : []),
    'password' as const,
  ];
  const open = offered.find((one) => one === section) ?? offered[0] ?? 'password';
  return (
    <Page>
      <PageHeader title={t('settings.title')} />
      <div className={css['split']}>
        <nav aria-label={t('settings.title')}>
          <ul className={css['sections']}>
            {offered.map((one) => (
              <li key={one}>
                <Link
                  to="/settings/{-$section}"
                  params={{ section: one }}
                  aria-current={one === open ? 'page' : undefined}
                >
                  {t(`settings.${one}`)}
                </Link>
              </li>
            ))}
            <li>
              <Link to="/templates">{t('settings.templates')}</Link>{' '}
              {due > 0 && <Tag tone="warn">{t('settings.templatesDue', { count: due })}</Tag>}
            </li>
            <li>
              <Link to="/directory">{t('settings.directory')}</Link>
            </li>
            {mayWait && (
              <li>
                <Link to="/notes">{t('settings.notes')}</Link>
              </li>
            )}
          </ul>
        </nav>
        {open === 'password' && <OwnPassword />}
        {open === 'audit' && <AuditTrail />}
        {open === 'phrases' && <Phrases />}
        {open === 'letters' && <LetterTexts />}
        {open === 'listing' && <OwnListing />}
        {forOwners.some((one) => one === open) && <ClinicSection open={open as (typeof forOwners)[number]} />}
      </div>
    </Page>
  );
}

function ClinicSection({ open }: { open: (typeof forOwners)[number] }) {
  const { t } = useTranslation('setup');
  const sayTrouble = useTrouble();
  const overview = useQuery(q.practice.overview.queryOptions());
  const reference = useQuery(q.practice.reference.queryOptions());
  const failed = overview.error ?? reference.error;
  if (failed) {
    const trouble = sayTrouble(failed);
    return (
      <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void overview.refetch()} />
    );
  }
  if (overview.data === undefined || reference.data === undefined) return <LoadingState shape="form" />;
  const { profile, rooms, devices, appointmentTypes, recoveryConfirmed } = overview.data;
  return (
    <div className={css['stack']}>
      {open === 'clinic' && <ProfileEditor profile={profile} />}
      {open === 'hours' && <Hours profile={profile} />}
      {open === 'holidays' && <Holidays />}
      {open === 'team' && <Team reference={reference.data} />}
      {open === 'rooms' && (
        <>
          <Rooms rooms={rooms} />
          <Devices devices={devices} />
        </>
      )}
      {open === 'types' && (
        <AppointmentTypes types={appointmentTypes} techniques={reference.data.techniques.entries} />
      )}
      {open === 'reminders' && <ReminderSettings />}
      {open === 'afterwards' && <Afterwards />}
      {open === 'kit' && (
        <>
          <Notice
            tone={recoveryConfirmed ? 'ok' : 'warn'}
            title={t(recoveryConfirmed ? 'kit.isConfirmed' : 'kit.notConfirmed')}
          />
          <RecoveryKit confirmed={recoveryConfirmed} onConfirmed={() => void overview.refetch()} />
        </>
      )}
    </div>
  );
}

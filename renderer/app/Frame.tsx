import { useMatches, useNavigate } from '@tanstack/react-router';
import {
  IconBell,
  IconCalendarWeek,
  IconChecklist,
  IconHourglass,
  IconLayoutKanban,
  IconPackage,
  IconSettings,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../desk.ts';
import { AppFrame } from '../ui/AppFrame.tsx';
import { useShortcutListener, useShortcuts } from '../ui/shortcuts.tsx';
import mark from '../styles/mark.svg';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { lock } from './lock.ts';
import { RestingStrip } from './RestingStrip.tsx';
import { RaisedStrip, useWaitingTasks } from './RaisedStrip.tsx';
import { UserMenu } from './UserMenu.tsx';
import css from './app.module.css';

/** Pages about one patient belong to the patients, those about the book to the book. */
const homeOf: Readonly<Record<string, string>> = {
  absences: 'day',
  directory: 'settings',
  notes: 'board',
  courses: 'patients',
  events: 'patients',
  labels: 'patients',
  papers: 'patients',
  recall: 'stock',
  treatments: 'patients',
};

/** The rail, the bar and the keys that work everywhere; each screen fills the rest. */
export function Frame({
  clinicName,
  demo,
  noKit,
  search,
  children,
}: {
  clinicName: string;
  demo: boolean;
  /** The recovery words were never typed back. */
  noKit: boolean;
  search: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const place = useMatches({ select: (matches) => matches.at(-1)?.fullPath.split('/')[1] ?? '' });
  const mayConsent = useMay('consents.read') !== false;
  const mayStock = useMay('stock.read') === true;
  const mayRemind = useMay('reminders.read') === true;
  const mayTask = useMay('tasks.read') === true;
  const waits = useWaitingTasks(mayTask);
  const [help, setHelp] = useState(false);
  useShortcutListener();
  useShortcuts({
    '?': { label: t('keys.help'), run: () => setHelp(true) },
    '/': { label: t('keys.search'), run: () => document.getElementById('find-patient')?.focus() },
    'Alt+1': { label: t('keys.day'), run: () => void navigate({ to: '/day/{-$date}' }) },
    'Alt+2': { label: t('keys.patients'), run: () => void navigate({ to: '/patients' }) },
    'Alt+3': { label: t('keys.reminders'), run: () => mayRemind && void navigate({ to: '/reminders' }) },
    'Alt+4': { label: t('keys.board'), run: () => void navigate({ to: '/board/{-$date}' }) },
    'Alt+5': { label: t('keys.waiting'), run: () => void navigate({ to: '/waiting' }) },
    'Alt+6': { label: t('keys.consents'), run: () => mayConsent && void navigate({ to: '/consents' }) },
    'Alt+7': { label: t('keys.stock'), run: () => mayStock && void navigate({ to: '/stock' }) },
    'Alt+8': { label: t('keys.tasks'), run: () => mayTask && void navigate({ to: '/tasks' }) },
    'Alt+l': { label: t('user.lock'), run: () => void lock() },
  });

  const item = (
    id: 'day' | 'board' | 'waiting' | 'patients' | 'consents' | 'stock' | 'tasks' | 'reminders' | 'settings',
    icon: ReactNode,
  ) => ({
    id,
    label: t(`nav.${id}`),
    icon,
    href: `#/${id}`,
    active: (homeOf[place] ?? place) === id,
  });
  return (
    <AppFrame
      brand={<img src={mark} alt="Palpate" width={28} height={28} />}
      nav={[
        item('day', <IconCalendarWeek size={21} stroke={1.6} />),
        item('board', <IconLayoutKanban size={21} stroke={1.6} />),
        item('waiting', <IconHourglass size={21} stroke={1.6} />),
        item('patients', <IconUsers size={21} stroke={1.6} />),
        ...(mayConsent ? [item('consents', <IconSignature size={21} stroke={1.6} />)] : []),
        ...(mayStock ? [item('stock', <IconPackage size={21} stroke={1.6} />)] : []),
        ...(mayTask
          ? [
              {
                ...item('tasks', <IconChecklist size={21} stroke={1.6} />),
                ...(waits !== null && { badge: waits }),
              },
            ]
          : []),
        ...(mayRemind ? [item('reminders', <IconBell size={21} stroke={1.6} />)] : []),
      ]}
      navEnd={[item('settings', <IconSettings size={21} stroke={1.6} />)]}
      topStart={<div className={css['search']}>{search}</div>}
      topEnd={
        <>
          <span className={css['clinic']}>{clinicName}</span>
          <UserMenu onLock={() => void lock()} onHelp={() => setHelp(true)} />
        </>
      }
      banner={
        <>
          <ConnectionBanner />
          <RestingStrip />
          <RaisedStrip />
          {noKit && (
            <div className={css['banner']} data-tone="clay">
              {t('banner.noKit')} <a href="#/settings/kit">{t('banner.toKit')}</a>
            </div>
          )}
          {demo && (
            <div className={css['banner']} data-tone="clay">
              {t('banner.demo')}
            </div>
          )}
        </>
      }
    >
      <ErrorBoundary key={place}>{children}</ErrorBoundary>
      <KeyHelp opened={help} onClose={() => setHelp(false)} />
    </AppFrame>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import type { NavItem } from '../ui/AppFrame.tsx';
import css from './app.module.css';

const minute = 60_000;

function useCount(enabled: boolean) {
  // Days pass without a notice: what becomes due at midnight is asked for.
  return useQuery({ ...q.tasks.count.queryOptions(), enabled, refetchInterval: 10 * minute }).data;
}

/** The sign at the tasks in the rail: how many are due, in red where one is late or worries somebody. */
export function useWaitingTasks(enabled: boolean): NonNullable<NavItem['badge']> | null {
  const { t } = useTranslation('tasks');
  const count = useCount(enabled);
  if (count === undefined) return null;
  const { due, overdue, raised } = count;
  const parts = [
    ...(due > 0 ? [t('badge.due', { count: due })] : []),
    ...(overdue > 0 ? [t('badge.overdue', { count: overdue })] : []),
    ...(raised > 0 ? [t('badge.raised', { count: raised })] : []),
  ];
  return { count: due + raised, label: parts.join(', '), tone: overdue + raised > 0 ? 'bad' : 'plain' };
}

/** A worrying answer stands over every page of those who can see to it, until one of them has. */
export function RaisedStrip() {
  const { t } = useTranslation('app');
  const maySee = useMay('notes.sign') === true;
  const place = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '' });
  const raised = useCount(maySee)?.raised ?? 0;
  if (!maySee || raised === 0 || place === '/tasks') return null;
  return (
    <div className={css['banner']} data-tone="bad" role="alert">
      {t('banner.raised', { count: raised })} <a href="#/tasks">{t('banner.toRaised')}</a>
    </div>
  );
}

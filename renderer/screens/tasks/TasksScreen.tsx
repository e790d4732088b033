import { Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../shared/contract/tasks.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { NewTask } from './NewTask.tsx';
import { TaskCard } from './TaskCard.tsx';
import css from './tasks.module.css';

const route = getRouteApi('/tasks');
const views = ['now', 'later', 'done'] as const;

/** Whom to call after a visit, what to ask, and what waits for a practitioner; the desk works it from top to bottom. */
export function TasksScreen() {
  const { t } = useTranslation('tasks');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const search = route.useSearch();
  const mayWrite = useMay('tasks.write') === true;
  const mayRead = useMay('notes.read') !== false;
  const [adding, setAdding] = useState(false);
  const view = views.find((one) => one === search.view) ?? 'now';
  const mine = search.mine === 'yes';
  const list = useQuery(
    q.tasks.list.queryOptions({ input: { view, mine }, placeholderData: keepPreviousData }),
  );
  const rows = list.data ?? [];
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === search.task),
  );
  const open = rows[at];
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/tasks', search: { ...search, ...change }, replace: true });
  const step = (by: number) => {
    const next = rows[at + by];
    if (next !== undefined) go({ task: next.id });
  };
  useShortcuts({
    n: { label: t('keys.add'), run: () => mayWrite && setAdding(true) },
    j: { label: t('keys.next'), run: () => step(1) },
    k: { label: t('keys.before'), run: () => step(-1) },
  });
  return (
    <Page fixed>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <SegmentedChoice
              label={t('mine')}
              hideLabel
              value={mine ? 'mine' : 'all'}
              options={[
                { value: 'all', label: t('all') },
                { value: 'mine', label: t('mine') },
              ]}
              onChange={(next) => go({ mine: next === 'mine' ? 'yes' : 'no' })}
            />
            {mayRead && (
              <Button variant="default" onClick={() => void navigate({ to: '/events' })}>
                {t('events')}
              </Button>
            )}
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            )}
          </>
        }
        tabs={
          <Tabs value={view} onChange={(next) => go({ view: next ?? 'now' })}>
            <Tabs.List aria-label={t('title')}>
              {views.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`view.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        }
      />
      {list.data === undefined ? (
        list.error === null ? (
          <LoadingState shape="rows" />
        ) : (
          <ErrorState
            text={trouble(list.error).text}
            incident={trouble(list.error).incident}
            onRetry={() => void list.refetch()}
          />
        )
      ) : rows.length === 0 ? (
        <EmptyState
          title={t(view === 'now' ? 'none' : view === 'later' ? 'noneLater' : 'noneDone')}
          text={view === 'now' ? t('noneText') : undefined}
        />
      ) : (
        <div className={css['desk']}>
          <ul className={css['list']} aria-label={t(`view.${view}`)} tabIndex={-1}>
            {rows.map((task) => (
              <TaskLine
                key={task.id}
                task={task}
                current={task.id === open?.id}
                onOpen={() => go({ task: task.id })}
              />
            ))}
          </ul>
          {open !== undefined && <TaskCard key={open.id} task={open} onNext={() => step(1)} />}
        </div>
      )}
      {adding && (
        <NewTask
          onClose={() => setAdding(false)}
          onSaved={(task) => {
            setAdding(false);
            go({ task: task.id });
          }}
        />
      )}
    </Page>
  );
}

function TaskLine({ task, current, onOpen }: { task: Task; current: boolean; onOpen: () => void }) {
  const { t } = useTranslation('tasks');
  const when = useWhen();
  const { today } = useContext(DateHabit);
  return (
    <li>
      <button
        type="button"
        className={css['item']}
        aria-current={current ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className={css['who']}>{task.patient?.name ?? task.title}</span>
        <span className={css['signs']}>
          {task.state === 'raised' && <Tag tone="bad">{t('raised')}</Tag>}
          {task.overdue && task.state === 'open' && <Tag tone="warn">{t('overdue')}</Tag>}
        </span>
        <span className={css['soft']}>
          {[
            task.patient === null ? '' : task.title,
            task.assignedTo === null ? '' : t('for', { name: task.assignedTo.name }),
            task.attempts === 0 ? '' : t('attempts', { count: task.attempts }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className={css['soft']}>
          {task.dueOn === today() ? t('dueToday') : t('due', { date: when.day(task.dueOn) })}
        </span>
      </button>
    </li>
  );
}

import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/rules/calendar.ts';
import { narrowed } from '../../../shared/rules/to-be-asked.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useSayStop } from '../../parts/ConsentStops.tsx';
import { q } from '../../rpc.ts';
import { DateHabit, useSayMoment } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { whys, type AskFilter } from './statuses.ts';
import css from './register.module.css';

/** Whom to ask: for the visits of a day, and those whose consent no longer opens anything. */
export function ToBeAsked({ asking, date }: { asking: AskFilter; date?: string }) {
  const { today } = useContext(DateHabit);
  return (
    <div className={css['stack']}>
      <Due date={date ?? addDays(today(), 1)} />
      <Reopened asking={asking} />
    </div>
  );
}

function Prepare({ patientId, appointmentId }: { patientId: string; appointmentId?: string }) {
  const { t } = useTranslation('register');
  const navigate = useNavigate();
  const mayPrepare = useMay('consents.prepare') === true;
  if (!mayPrepare) return null;
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() =>
        void navigate({
          to: '/consents/new',
          search: { patient: patientId, ...(appointmentId !== undefined && { appointment: appointmentId }) },
        })
      }
    >
      {t('due.prepare')}
    </Button>
  );
}

function Due({ date }: { date: string }) {
  const { t } = useTranslation('register');
  const sayStop = useSayStop();
  const trouble = useTrouble();
  const navigate = useNavigate();
  const time = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  const due = useQuery(q.register.due.queryOptions({ input: { date } }));
  return (
    <Section
      title={t('due.title')}
      count={due.data?.length ?? 0}
      actions={
        <DateField
          label={t('due.date')}
          value={date}
          onChange={(next) =>
            next !== '' &&
            void navigate({
              to: '/consents',
              search: (now) => ({ ...now, view: 'todo', date: next }),
              replace: true,
            })
          }
        />
      }
    >
      {due.isPending && <LoadingState shape="rows" />}
      {due.error !== null && <ErrorState text={trouble(due.error).text} onRetry={() => void due.refetch()} />}
      {due.data?.length === 0 && <p className={css['soft']}>{t('due.none')}</p>}
      <ul className={css['list']}>
        {due.data?.map((visit) => (
          <li key={visit.appointmentId}>
            <b>{time(visit.startsAt)}</b>
            <span className={css['grow']}>
              <Link
                to="/patients/$patientId"
                params={{ patientId: visit.patientId }}
                search={{ tab: 'consents' }}
              >
                {visit.patient}
              </Link>{' '}
              <span className={css['soft']}>
                {visit.number} · {visit.type} · {visit.practitioner}
              </span>
            </span>
            <Tag tone={visit.state === 'expiring' ? 'warn' : 'bad'}>{t(`due.state.${visit.state}`)}</Tag>
            {visit.reasons.map((reason) => (
              <Tag key={`${reason.why}${reason.what}`} tone="bad">
                {sayStop(reason)}
              </Tag>
            ))}
            <Prepare patientId={visit.patientId} appointmentId={visit.appointmentId} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Narrow({ asking, offered }: { asking: AskFilter; offered: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('register');
  const navigate = useNavigate();
  const narrow = (change: Partial<AskFilter>) => {
    const next = { ...asking, ...change };
    void navigate({
      to: '/consents',
      replace: true,
      search: ({ why: _, practitioner: __, ...now }) => ({
        ...now,
        ...(next.why !== null && { why: next.why }),
        ...(next.practitionerId !== null && { practitioner: next.practitionerId }),
      }),
    });
  };
  return (
    <div className={css['narrow']} role="search">
      <Select
        label={t('reopened.why')}
        placeholder={t('filter.any')}
        clearable
        value={asking.why}
        data={whys.map((value) => ({ value, label: t(`reopened.whys.${value}`) }))}
        onChange={(value) => narrow({ why: whys.find((one) => one === value) ?? null })}
      />
      <Select
        label={t('reopened.practitioner')}
        placeholder={t('filter.any')}
        clearable
        searchable
        value={asking.practitionerId}
        data={[...offered].map(([value, label]) => ({ value, label }))}
        onChange={(practitionerId) => narrow({ practitionerId })}
      />
      {(asking.why !== null || asking.practitionerId !== null) && (
        <Button variant="subtle" onClick={() => narrow({ why: null, practitionerId: null })}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

function Reopened({ asking }: { asking: AskFilter }) {
  const { t } = useTranslation('register');
  const sayStop = useSayStop();
  const trouble = useTrouble();
  const say = useSayMoment({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const list = useQuery(q.register.reopened.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const all = list.data ?? [];
  const rows = narrowed(all, asking);
  const offered = new Map([
    ...(staff.data ?? [])
      .filter(({ treats }) => treats)
      .map(({ id, displayName }) => [id, displayName] as const),
    ...all.map(({ practitionerId, practitioner }) => [practitionerId, practitioner] as const),
  ]);
  return (
    <Section title={t('reopened.title')} count={rows.length} tone={rows.length > 0 ? 'clay' : 'plain'}>
      <p className={css['soft']}>{t('reopened.lead')}</p>
      <Narrow asking={asking} offered={offered} />
      {list.isPending && <LoadingState shape="rows" />}
      {list.error !== null && (
        <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && rows.length === 0 && (
        <p className={css['soft']}>{t(all.length === 0 ? 'reopened.none' : 'reopened.noneSo')}</p>
      )}
      <ul className={css['list']}>
        {rows.map((one) => (
          <li key={one.patientId}>
            <span className={css['grow']}>
              <Link
                to="/patients/$patientId"
                params={{ patientId: one.patientId }}
                search={{ tab: 'consents' }}
              >
                {one.patient}
              </Link>{' '}
              <span className={css['soft']}>
                {[one.number, one.phone, one.practitioner].filter((word) => word !== '').join(' · ')} ·{' '}
                {one.nextVisit === null
                  ? t('reopened.noNext')
                  : t('reopened.next', { date: say(one.nextVisit) })}
              </span>
            </span>
            {one.reasons.map((reason) => (
              <span key={`${reason.why}${reason.what}`}>
                <Tag tone="bad">{sayStop(reason)}</Tag>{' '}
                <span className={css['soft']}>{t('reopened.since', { date: say(reason.since) })}</span>
              </span>
            ))}
            <Prepare patientId={one.patientId} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/rules/calendar.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { CallList } from './CallList.tsx';
import { MailList } from './MailList.tsx';
import css from './reminders.module.css';
import { Troubles } from './Troubles.tsx';
import { VisitList } from './VisitList.tsx';

const route = getRouteApi('/reminders');

/** Who is told of a day's visits, by which way, and what a person has to see to. */
export function RemindersScreen() {
  const { t } = useTranslation('reminders');
  const trouble = useTrouble();
  const sayDate = useSayDate();
  const navigate = useNavigate();
  const { today } = useContext(DateHabit);
  const mayWrite = useMay('reminders.write') === true;
  const mayPrint = useMay('documents.dayPrint') === true;
  const maySet = useMay('practice.write') === true;
  const tomorrow = addDays(today(), 1);
  const { date = tomorrow } = route.useSearch();
  const day = useQuery(
    q.reminders.ofDay.queryOptions({ input: { date }, placeholderData: keepPreviousData }),
  );
  const goTo = (to: string) =>
    void navigate({ to: '/reminders', search: to === tomorrow ? {} : { date: to }, replace: true });
  useShortcuts({
    '[': { label: t('day.before'), run: () => goTo(addDays(date, -1)) },
    ']': { label: t('day.after'), run: () => goTo(addDays(date, 1)) },
    t: { label: t('day.tomorrow'), run: () => goTo(tomorrow) },
  });
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead', { date: sayDate(date) })}
        actions={
          <div className={css['tools']}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('day.before')}
              onClick={() => goTo(addDays(date, -1))}
            >
              <IconChevronLeft size={17} />
            </ActionIcon>
            <div className={css['date']}>
              <DateField
                label={t('day.label')}
                value={date}
                hideLabel
                onChange={(to) => to !== '' && goTo(to)}
              />
            </div>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('day.after')}
              onClick={() => goTo(addDays(date, 1))}
            >
              <IconChevronRight size={17} />
            </ActionIcon>
            <Button variant="default" disabled={date === tomorrow} onClick={() => goTo(tomorrow)}>
              {t('day.tomorrow')}
            </Button>
          </div>
        }
      />
      {day.error !== null && (
        <ErrorState
          text={trouble(day.error).text}
          incident={trouble(day.error).incident}
          onRetry={() => void day.refetch()}
        />
      )}
      {day.error === null && day.data === undefined && <LoadingState shape="page" />}
      {day.data !== undefined && (
        <div className={css['stack']}>
          {!day.data.sending && (
            <Notice
              tone="info"
              title={t('off.title')}
              action={
                maySet && (
                  <Link to="/settings/{-$section}" params={{ section: 'reminders' }}>
                    {t('off.action')}
                  </Link>
                )
              }
            >
              {t('off.text')}
            </Notice>
          )}
          <Troubles mayWrite={mayWrite} />
          <div className={css['columns']}>
            <MailList mails={day.data.mails} />
            <div className={css['stack']}>
              <CallList calls={day.data.calls} mayWrite={mayWrite} />
              <VisitList
                title={t('slips.title')}
                none={t('slips.none')}
                visits={day.data.slips}
                end={(visit) =>
                  mayPrint && (
                    <Link
                      to="/papers/$kind/$id"
                      params={{ kind: 'appointment-slip', id: visit.patient.id }}
                      aria-label={t('slips.open', { name: visit.patient.name })}
                    >
                      {t('choice.slip')}
                    </Link>
                  )
                }
              />
              <VisitList
                title={t('notAsked.title')}
                none={t('notAsked.none')}
                text={t('notAsked.text')}
                visits={day.data.notAsked}
              />
            </div>
          </div>
        </div>
      )}
    </Page>
  );
}

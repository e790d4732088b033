import { Button, Switch } from '@mantine/core';
import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../shared/contract/hours.ts';
import { addDays, weekday as weekdayOf } from '../../../shared/rules/calendar.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { HolidayDialog } from './HolidayDialog.tsx';
import { HolidayPaste } from './HolidayPaste.tsx';
import css from './hours.module.css';

/** A year back and a year ahead: what the host answers at once. */
const around = 395;

/** Days on which the whole clinic is closed. */
export function Holidays() {
  const { t } = useTranslation('hours');
  const sayTrouble = useTrouble();
  const sayDate = useSayDate();
  const { today } = useContext(DateHabit);
  const [edited, setEdited] = useState<Closure | 'new' | 'paste' | null>(null);
  const [past, setPast] = useState(false);
  const from = addDays(today(), past ? -around : 0);
  const list = useQuery(
    q.hours.closures.queryOptions({ input: { from, to: addDays(today(), past ? around : around * 2) } }),
  );
  const lists = useQuery(q.absences.open.queryOptions());
  if (list.isPending) return <LoadingState shape="form" />;
  if (list.isError) {
    const { text, incident } = sayTrouble(list.error);
    return <ErrorState text={text} incident={incident} onRetry={() => void list.refetch()} />;
  }
  const holidays = list.data.filter(({ kind, withdrawn }) => kind === 'holiday' && !withdrawn);
  const weekday = (date: string) => t(`weekdaysShort.${weekdayOf(date) as 1}`);
  return (
    <Section
      title={t('holidays.title')}
      count={holidays.length}
      flush
      actions={
        <div className={css['buttons']}>
          <Switch
            label={t('holidays.showPast')}
            checked={past}
            onChange={(event) => setPast(event.currentTarget.checked)}
          />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconClipboardList size={15} />}
            onClick={() => setEdited('paste')}
          >
            {t('holidays.import')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} />}
            onClick={() => setEdited('new')}
          >
            {t('holidays.add')}
          </Button>
        </div>
      }
    >
      <DataTable
        label={t('holidays.title')}
        rows={holidays}
        rowKey={(one) => one.id}
        onOpen={setEdited}
        rowTone={(one) => (one.to.date < today() ? 'faint' : undefined)}
        empty={<EmptyState title={t('holidays.none')} text={t('holidays.noneText')} />}
        columns={[
          {
            id: 'date',
            header: t('holidays.date'),
            width: 'minmax(190px, 1fr)',
            cell: ({ from: begins, to: ends }) => {
              const whole = begins.time === '00:00' && ends.time === '24:00';
              const first = `${weekday(begins.date)} ${sayDate(begins.date)}`;
              if (begins.date === ends.date) return whole ? first : `${first}, ${begins.time}–${ends.time}`;
              const last = `${weekday(ends.date)} ${sayDate(ends.date)}`;
              return whole ? `${first} – ${last}` : `${first} ${begins.time} – ${last} ${ends.time}`;
            },
          },
          { id: 'name', header: t('holidays.name'), width: 'minmax(160px, 1.4fr)', cell: (one) => one.label },
          {
            id: 'visits',
            header: t('holidays.list'),
            width: '190px',
            cell: (one) => {
              const count = lists.data?.find(({ closure }) => closure.id === one.id)?.visits ?? 0;
              return (
                count > 0 && (
                  <Link
                    to="/absences/$closureId"
                    params={{ closureId: one.id }}
                    onClick={(event) => event.stopPropagation()}
                  >
                    {t('holidays.toList', { count })}
                  </Link>
                )
              );
            },
          },
        ]}
      />
      {edited === 'paste' && <HolidayPaste known={holidays} onClose={() => setEdited(null)} />}
      {edited !== null && edited !== 'paste' && (
        <HolidayDialog known={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}

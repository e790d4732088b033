import { Tabs } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { EventTags } from '../../parts/EventList.tsx';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';

const route = getRouteApi('/events');
const views = ['open', 'all'] as const;

/** Every event of the clinic: what has not ended, and what is still to be reported to somebody. */
export function EventsScreen() {
  const { t } = useTranslation('events');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const search = route.useSearch();
  const view = views.find((one) => one === search.view) ?? 'open';
  const list = useQuery(
    q.events.list.queryOptions({ input: { open: view === 'open' }, placeholderData: keepPreviousData }),
  );
  return (
    <Page fixed>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        tabs={
          <Tabs
            value={view}
            onChange={(next) =>
              void navigate({ to: '/events', search: { view: next ?? 'open' }, replace: true })
            }
          >
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
      {list.error !== null && list.data === undefined ? (
        <ErrorState
          text={trouble(list.error).text}
          incident={trouble(list.error).incident}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <DataTable
          label={t('title')}
          height="fill"
          rows={list.data ?? []}
          rowKey={({ id }) => id}
          loading={list.isPending}
          onOpen={({ id }) => void navigate({ to: '/events/$eventId', params: { eventId: id } })}
          rowTone={({ standing }) => (standing.inError ? 'faint' : undefined)}
          empty={
            <EmptyState
              title={t(view === 'open' ? 'noneOpen' : 'none')}
              text={t(view === 'open' ? 'noneOpenText' : 'noneText')}
            />
          }
          columns={[
            {
              ...{ id: 'date', header: t('list.date'), width: '112px' },
              cell: ({ happenedOn }) => when.day(happenedOn),
            },
            {
              ...{ id: 'patient', header: t('list.patient'), width: 'minmax(150px, 2fr)' },
              cell: ({ patient }) => patient.name,
            },
            {
              ...{ id: 'what', header: t('list.what'), width: 'minmax(200px, 4fr)' },
              cell: ({ words }) => words,
            },
            {
              ...{ id: 'severity', header: t('list.severity'), width: 'minmax(150px, 3fr)' },
              cell: (event) => <EventTags event={event} />,
            },
            {
              ...{ id: 'outcome', header: t('list.outcome'), width: '128px', optional: true },
              cell: ({ standing }) => t(`outcome.${standing.outcome}`),
            },
          ]}
        />
      )}
    </Page>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Registered } from '../../../shared/contract/register.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate, useSayMoment } from '../../ui/date-habit.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { statuses, tones, type RegisterFilter } from './statuses.ts';
import css from './register.module.css';

const pageSize = 100;

/** The list itself: narrowed in the address, so that it can be gone back to; pages are added at its end. */
export function AllConsents({ filter }: { filter: RegisterFilter }) {
  const { t } = useTranslation(['register', 'patients']);
  const sayDate = useSayDate();
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const trouble = useTrouble();
  const navigate = useNavigate();
  const [text, setText] = useState(filter.text);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const staff = useQuery(q.staff.list.queryOptions());
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const narrow = (change: Partial<RegisterFilter>) => {
    const next = { ...filter, ...change };
    void navigate({
      to: '/consents',
      replace: true,
      search: {
        ...(next.text !== '' && { text: next.text }),
        ...(next.status !== null && { status: next.status }),
        ...(next.practitionerId !== null && { practitioner: next.practitionerId }),
        ...(next.techniqueId !== null && { technique: next.techniqueId }),
      },
    });
  };
  useEffect(() => {
    if (asked !== filter.text) narrow({ text: asked });
    // Only what was typed moves the address; every other change of it is made by the fields themselves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked]);
  const list = useInfiniteQuery(
    q.register.list.infiniteOptions({
      input: (after: { completedAt: string; id: string } | null) => ({ ...filter, after, limit: pageSize }),
      initialPageParam: null,
      getNextPageParam: (last) => last.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns: Column<Registered>[] = [
    {
      id: 'patient',
      header: t('column.patient'),
      width: 'minmax(170px, 1.3fr)',
      cell: (row) => (
        <span className={css['who']} title={`${row.patient}, ${sayDate(row.birthDate)}`}>
          {row.patient} <span className={css['soft']}>{row.number}</span>
        </span>
      ),
    },
    {
      id: 'status',
      header: t('column.status'),
      width: '150px',
      cell: (row) => (
        <Tag tone={tones[row.status] ?? 'neutral'}>{t(`patients:consents.status.${row.status}`)}</Tag>
      ),
    },
    {
      id: 'covers',
      header: t('column.covers'),
      width: 'minmax(200px, 2fr)',
      cell: (row) => {
        const all = [...row.techniques, ...row.drugs, ...row.biologicals].join(', ');
        return (
          <span className={css['line']} title={all}>
            {all}
          </span>
        );
      },
    },
    {
      id: 'refused',
      header: t('column.refused'),
      width: 'minmax(110px, 1fr)',
      cell: (row) => (
        <span className={`${css['line']} ${css['bad']}`} title={row.refused.join(', ')}>
          {row.refused.join(', ')}
        </span>
      ),
    },
    {
      id: 'practitioner',
      header: t('column.practitioner'),
      width: 'minmax(120px, 1fr)',
      optional: true,
      cell: (row) => row.practitioner,
    },
    {
      id: 'completed',
      header: t('column.completed'),
      width: '110px',
      cell: (row) => sayDay(row.completedAt),
    },
    { id: 'until', header: t('column.until'), width: '110px', cell: (row) => sayDay(row.expiresAt) },
  ];
  const narrowed =
    filter.text !== '' ||
    filter.status !== null ||
    filter.practitionerId !== null ||
    filter.techniqueId !== null;
  return (
    <div className={css['all']}>
      <div className={css['filters']} role="search">
        <TextInput
          label={t('filter.text')}
          placeholder={t('filter.textHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={t('filter.status')}
          placeholder={t('filter.any')}
          clearable
          value={filter.status}
          data={statuses.map((value) => ({ value, label: t(`patients:consents.status.${value}`) }))}
          onChange={(value) => narrow({ status: statuses.find((one) => one === value) ?? null })}
        />
        <Select
          label={t('filter.practitioner')}
          placeholder={t('filter.any')}
          clearable
          searchable
          value={filter.practitionerId}
          data={(staff.data ?? [])
            .filter(({ treats }) => treats)
            .map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={(practitionerId) => narrow({ practitionerId })}
        />
        <Select
          label={t('filter.technique')}
          placeholder={t('filter.any')}
          clearable
          searchable
          value={filter.techniqueId}
          data={(reference.data?.techniques.entries ?? []).map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
          onChange={(techniqueId) => narrow({ techniqueId })}
        />
        {narrowed && (
          <Button
            variant="subtle"
            onClick={() => {
              setText('');
              narrow({ text: '', status: null, practitionerId: null, techniqueId: null });
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
      {list.error !== null ? (
        <ErrorState
          text={trouble(list.error).text}
          incident={trouble(list.error).incident}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <>
          <div className={css['table']}>
            <DataTable
              label={t('title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              height="fill"
              loading={list.isPending}
              rowTone={({ status }) => (status === 'expired' ? 'faint' : undefined)}
              empty={<EmptyState title={t('none')} text={t('noneHow')} />}
              onOpen={({ id }) => void navigate({ to: '/consents/$consentId', params: { consentId: id } })}
            />
          </div>
          <div className={css['foot']}>
            <span role="status">{t('shown', { count: rows.length })}</span>
            {list.hasNextPage && (
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('more')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

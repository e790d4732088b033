import { Button, Select, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InjectionFilter, InjectionLine } from '../../../shared/contract/injection.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { DateField } from '../../ui/Fields.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { Task } from './tasks.ts';
import css from './stock.module.css';

interface InjectionsViewProps {
  reference: Reference;
  today: string;
  onTask: (task: Task) => void;
}

/** Drugs and natural substances that were injected, by period; what was taken back stays in the list as such. */
export function InjectionsView({ reference, today, onTask }: InjectionsViewProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const mayPrint = useMay('documents.print') !== false;
  const [filter, setFilter] = useState<InjectionFilter>({
    ...{ from: addDays(today, -30), to: today, practitionerId: null, substanceId: null, lot: '' },
  });
  const set = (change: Partial<InjectionFilter>) => setFilter((before) => ({ ...before, ...change }));
  const staff = useQuery(q.staff.list.queryOptions());
  const isPeriod = filter.from !== '' && filter.to !== '' && filter.from <= filter.to;
  const list = useQuery(
    q.treatments.injections.queryOptions({
      input: filter,
      enabled: isPeriod,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = isPeriod ? (list.data?.rows ?? []) : [];
  const columns: Column<InjectionLine>[] = [
    { id: 'at', header: t('given.column.at'), width: '142px', cell: ({ at }) => when.moment(at) },
    {
      id: 'patient',
      header: t('given.column.patient'),
      width: 'minmax(140px, 1.2fr)',
      cell: ({ patient, number }) => (
        <span className={css['line']} title={patient}>
          {patient} <span className={css['soft']}>{number}</span>
        </span>
      ),
    },
    {
      id: 'what',
      header: t('given.column.what'),
      width: 'minmax(200px, 2fr)',
      cell: ({ disclosureClass, substanceName, productName, reversal }) => (
        <span
          className={`${css['line']} ${reversal === null ? '' : css['struck']}`}
          title={`${substanceName}, ${productName}`}
        >
          <Tag tone={disclosureClass === 'drug' ? 'clay' : 'neutral'}>{t(`class.${disclosureClass}`)}</Tag>{' '}
          {substanceName}
        </span>
      ),
    },
    {
      id: 'amount',
      header: t('given.column.amount'),
      width: '110px',
      align: 'end',
      cell: ({ doseMg, totalVolume }) => (doseMg === null ? `${totalVolume} mL` : `${doseMg} mg`),
    },
    { id: 'lot', header: t('given.column.lot'), width: '110px', cell: ({ lotNumber }) => lotNumber },
    {
      id: 'by',
      header: t('given.column.by'),
      width: 'minmax(120px, 1fr)',
      optional: true,
      cell: ({ givenBy }) => givenBy,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '150px',
      cell: ({ reversal, note, source }) => (
        <span className={css['tags']}>
          {reversal !== null && <Tag tone="bad">{t('given.reversed')}</Tag>}
          {note === 'entered-in-error' && <Tag tone="bad">{t('given.voided')}</Tag>}
          {note === 'draft' && <Tag>{t('given.draft')}</Tag>}
          {source === 'brought' && <Tag tone="info">{t('given.brought')}</Tag>}
          {source === 'typed' && <Tag>{t('given.typed')}</Tag>}
        </span>
      ),
    },
  ];
  const failed = list.error === null ? null : trouble(list.error);
  return (
    <div className={css['fill']}>
      <div className={css['filters']} role="search">
        <DateField label={t('given.from')} value={filter.from} onChange={(from) => set({ from })} />
        <DateField
          label={t('given.to')}
          value={filter.to}
          error={isPeriod || filter.to === '' ? undefined : t('given.period')}
          onChange={(to) => set({ to })}
        />
        <Select
          label={t('given.practitioner')}
          clearable
          searchable
          placeholder={t('given.any')}
          value={filter.practitionerId}
          data={(staff.data ?? [])
            .filter(({ treats }) => treats)
            .map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={(practitionerId) => set({ practitionerId })}
        />
        <Select
          label={t('given.substance')}
          clearable
          searchable
          placeholder={t('given.any')}
          value={filter.substanceId}
          data={reference.data.substances.entries.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(substanceId) => set({ substanceId })}
        />
        <TextInput
          label={t('given.lot')}
          maxLength={60}
          value={filter.lot}
          onChange={(event) => set({ lot: event.currentTarget.value })}
        />
        {mayPrint && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            disabled={!isPeriod}
            onClick={() => onTask({ kind: 'print-injections', filter })}
          >
            {t('given.print')}
          </Button>
        )}
      </div>
      {failed !== null ? (
        <ErrorState text={failed.text} incident={failed.incident} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <div className={css['table']}>
            <DataTable
              label={t('view.injections')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              height="fill"
              loading={isPeriod && list.isPending}
              rowTone={({ reversal }) => (reversal === null ? undefined : 'faint')}
              empty={<EmptyState title={t('given.none')} text={t('given.noneHow')} />}
              onOpen={({ sessionId }) =>
                void navigate({ to: '/treatments/$sessionId', params: { sessionId } })
              }
            />
          </div>
          <p className={css['foot']} role="status">
            {t(list.data?.more === true ? 'given.more' : 'given.shown', { count: rows.length })}
          </p>
        </>
      )}
    </div>
  );
}

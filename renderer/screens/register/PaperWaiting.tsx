import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PaperWaiting as Waiting } from '../../../shared/contract/register.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate, useSayMoment } from '../../ui/date-habit.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import css from './register.module.css';

/** Forms that went out to be signed by hand: they count for nothing until they are back. */
export function PaperWaiting() {
  const { t } = useTranslation('register');
  const sayDate = useSayDate();
  const sayMoment = useSayMoment({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const trouble = useTrouble();
  const navigate = useNavigate();
  const mayPrepare = useMay('consents.prepare') === true;
  const list = useQuery(q.register.paperWaiting.queryOptions());
  if (list.error !== null)
    return (
      <ErrorState
        text={trouble(list.error).text}
        incident={trouble(list.error).incident}
        onRetry={() => void list.refetch()}
      />
    );
  const columns: Column<Waiting>[] = [
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
      id: 'covers',
      header: t('column.covers'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => (
        <span className={css['line']} title={row.techniques.join(', ')}>
          {row.techniques.join(', ')}
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
    { id: 'printed', header: t('column.printed'), width: '150px', cell: (row) => sayMoment(row.printedAt) },
    {
      id: 'attach',
      header: '',
      width: '180px',
      cell: (row) =>
        mayPrepare && (
          <Button
            size="xs"
            variant="default"
            onClick={(event) => {
              event.stopPropagation();
              void navigate({
                to: '/consents/$consentId/paper',
                params: { consentId: row.id },
                search: { code: row.code },
              });
            }}
          >
            {t('waiting.attach')}
          </Button>
        ),
    },
  ];
  return (
    <div className={css['all']}>
      <p className={css['soft']}>{t('waiting.lead')}</p>
      <div className={css['table']}>
        <DataTable
          label={t('view.paper')}
          columns={columns}
          rows={list.data ?? []}
          rowKey={({ id }) => id}
          height="fill"
          loading={list.isPending}
          empty={<EmptyState title={t('waiting.none')} text={t('waiting.noneHow')} />}
          onOpen={({ id }) => void navigate({ to: '/consents/$consentId', params: { consentId: id } })}
        />
      </div>
    </div>
  );
}

import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lot, Movement, Product } from '../../../shared/contract/stock.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import css from './stock.module.css';

interface HistoryDialogProps {
  product: Product;
  lot: Lot;
  /** Only what concerns one opened vial. */
  vialId: string | null;
  onClose: () => void;
}

/** Everything that came into a lot and went out of it, and who received it. Reading it is itself written down. */
export function HistoryDialog({ product, lot, vialId, onClose }: HistoryDialogProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const when = useWhen();
  const [given, setGiven] = useState(vialId !== null);
  const history = useQuery(q.stock.history.queryOptions({ input: { lotId: lot.id } }));
  const rows = (history.data ?? []).filter(
    (row) => (vialId === null || row.vialId === vialId) && (!given || row.patient !== null),
  );
  const vial = lot.vials.find(({ id }) => id === vialId);
  const columns: Column<Movement>[] = [
    { id: 'at', header: t('history.column.at'), width: '140px', cell: ({ at }) => when.moment(at) },
    {
      id: 'what',
      header: t('history.column.what'),
      width: '150px',
      cell: ({ kind }) => t(`history.kind.${kind}`),
    },
    { id: 'ml', header: t('history.column.ml'), width: '72px', align: 'end', cell: ({ ml }) => ml },
    {
      id: 'who',
      header: t('history.column.who'),
      width: 'minmax(140px, 1.4fr)',
      cell: ({ patient, kind }) =>
        patient !== null && (
          <Link
            className={kind === 'reverse' ? css['struck'] : undefined}
            to="/treatments/$sessionId"
            params={{ sessionId: patient.sessionId }}
          >
            {patient.name} ({patient.number})
          </Link>
        ),
    },
    {
      id: 'by',
      header: t('history.column.by'),
      width: 'minmax(110px, 1fr)',
      optional: true,
      cell: ({ by }) => by,
    },
    {
      id: 'why',
      header: t('history.column.why'),
      width: 'minmax(110px, 1fr)',
      cell: ({ reason }) => (
        <span className={css['line']} title={reason}>
          {reason}
        </span>
      ),
    },
  ];
  const failed = history.error === null ? null : trouble(history.error);
  return (
    <Dialog
      opened
      onClose={onClose}
      size={940}
      title={`${product.name}. ${t('history.title', { number: lot.lotNumber })}`}
    >
      <div className={css['stack']}>
        {vial !== undefined && (
          <p className={css['soft']}>{t('history.vial', { date: when.moment(vial.openedAt) })}</p>
        )}
        <Checkbox
          label={t('history.only')}
          checked={given}
          onChange={(event) => setGiven(event.currentTarget.checked)}
        />
        {failed !== null ? (
          <ErrorState text={failed.text} incident={failed.incident} onRetry={() => void history.refetch()} />
        ) : (
          <DataTable
            label={t('history.title', { number: lot.lotNumber })}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            height={420}
            loading={history.isPending}
            empty={<EmptyState title={t('history.none')} />}
          />
        )}
      </div>
    </Dialog>
  );
}

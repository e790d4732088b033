import { Checkbox, TextInput } from '@mantine/core';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Product } from '../../../shared/contract/stock.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import { EXPIRING_DAYS } from '../../../shared/rules/cupboard.ts';
import { gtin14, readPackageCode } from '../../../shared/rules/gs1.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import { fold } from '../../../shared/rules/names.ts';
import { useWhen } from '../../parts/when.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './stock.module.css';

export interface CupboardFilter {
  text: string;
  show: 'all' | 'low' | 'opened' | 'expiring';
}

interface CupboardViewProps {
  products: readonly Product[];
  loading: boolean;
  reference: Reference;
  today: string;
  filter: CupboardFilter;
  all: boolean;
  selected: string | null;
  onFilter: (change: Partial<CupboardFilter>) => void;
  onAll: (all: boolean) => void;
  onOpen: (id: string) => void;
}

const shows = ['all', 'low', 'opened', 'expiring'] as const;

const openedOf = (product: Product) =>
  product.lots.flatMap(({ vials }) => vials.filter(({ closedAt }) => closedAt === null));

/** What was typed or scanned answers to name, substance, maker, lot or package number. */
function answersTo(text: string): (product: Product) => boolean {
  const code = readPackageCode(text);
  if (code !== null)
    return ({ gtin, lots }) =>
      (code.gtin !== null && gtin === gtin14(code.gtin)) ||
      (code.lotNumber !== null && lots.some((lot) => lotKey(lot.lotNumber) === lotKey(code.lotNumber ?? '')));
  const words = fold(text).split(' ').filter(Boolean);
  const key = lotKey(text);
  return (product) => {
    const { name, maker, substanceName, gtin, lots } = product;
    const hay = fold(`${name} ${maker} ${substanceName}`);
    return (
      words.every((word) => hay.includes(word)) ||
      (key !== '' && (gtin.includes(key) || lots.some((lot) => lotKey(lot.lotNumber).includes(key))))
    );
  };
}

/** The cupboard, product by product. */
export function CupboardView(props: CupboardViewProps) {
  const { products, reference, today, filter, selected } = props;
  const { t } = useTranslation('stock');
  const when = useWhen();
  const text = useDeferredValue(filter.text);
  const isMeant = answersTo(text);
  const soon = addDays(today, EXPIRING_DAYS);
  const rows = products.filter(
    (product) =>
      isMeant(product) &&
      (filter.show === 'all' ||
        (filter.show === 'low' && product.isLow) ||
        (filter.show === 'opened' && openedOf(product).length > 0) ||
        (filter.show === 'expiring' && product.nextExpiry !== null && product.nextExpiry <= soon)),
  );
  const columns: Column<Product>[] = [
    {
      id: 'product',
      header: t('column.product'),
      width: 'minmax(190px, 2fr)',
      cell: ({ name, maker }) => (
        <span className={css['line']} title={`${name} ${maker}`}>
          {name} <span className={css['soft']}>{maker}</span>
        </span>
      ),
    },
    {
      id: 'substance',
      header: t('column.substance'),
      width: 'minmax(190px, 1.6fr)',
      optional: true,
      cell: ({ substanceId, substanceName }) => {
        const standing = reference.substances.get(substanceId)?.standing?.disclosureClass ?? 'drug';
        return (
          <span className={css['line']} title={substanceName}>
            <Tag tone={standing === 'drug' ? 'clay' : 'neutral'}>{t(`class.${standing}`)}</Tag>{' '}
            {substanceName}
          </span>
        );
      },
    },
    {
      id: 'usable',
      header: t('column.usable'),
      width: '176px',
      align: 'end',
      cell: ({ usableContainers, usableMl }) =>
        `${t('containers', { count: usableContainers })} · ${usableMl} mL`,
    },
    {
      id: 'opened',
      header: t('column.opened'),
      width: '84px',
      align: 'end',
      cell: (product) => {
        const count = openedOf(product).length;
        return count === 0 ? '' : t('vials', { count });
      },
    },
    {
      id: 'expiry',
      header: t('column.expiry'),
      width: '110px',
      cell: ({ nextExpiry }) =>
        nextExpiry !== null && (
          <span className={nextExpiry <= soon ? css['bad'] : undefined}>{when.day(nextExpiry)}</span>
        ),
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '120px',
      cell: ({ isLow, retired, lots }) => (
        <span className={css['tags']}>
          {isLow && <Tag tone="warn">{t('low')}</Tag>}
          {retired && <Tag>{t('isRetired')}</Tag>}
          {lots.some(({ frozen }) => frozen !== null) && <Tag tone="bad">{t('lot.state.frozen')}</Tag>}
        </span>
      ),
    },
  ];
  return (
    <div className={css['fill']}>
      <div className={css['tools']} role="search">
        <TextInput
          className={css['grow'] ?? ''}
          label={t('find')}
          value={filter.text}
          maxLength={200}
          onChange={(event) => props.onFilter({ text: event.currentTarget.value })}
        />
        <SegmentedChoice
          label={t('filter')}
          options={shows.map((value) => ({ value, label: t(`filters.${value}`) }))}
          value={filter.show}
          onChange={(show) => props.onFilter({ show: shows.find((one) => one === show) ?? 'all' })}
        />
        <Checkbox
          label={t('retired')}
          checked={props.all}
          onChange={(event) => props.onAll(event.currentTarget.checked)}
        />
      </div>
      <div className={css['table']}>
        <DataTable
          label={t('view.cupboard')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          height="fill"
          loading={props.loading}
          selectedKey={selected}
          rowTone={({ retired }) => (retired ? 'faint' : undefined)}
          empty={
            products.length === 0 ? (
              <EmptyState title={t('none')} text={t('noneHow')} />
            ) : (
              <EmptyState title={t('noneSo')} text={t('noneSoHow')} />
            )
          }
          onOpen={({ id }) => props.onOpen(id)}
        />
      </div>
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { CatalogueEntry } from '../../../shared/contract/substances.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { StateTag } from './StateTag.tsx';
import { reasonText } from './reason-text.ts';
import css from './stock.module.css';

interface CatalogueViewProps {
  reference: Reference;
  today: string;
  selected: string | null;
  onOpen: (substanceId: string) => void;
  /** Absent where nobody may enter anything. */
  onEnter?: () => void;
}

interface Row {
  substance: Substance;
  entry: CatalogueEntry | undefined;
}

/** Every substance with both axes: what a patient is told it is, and what it is in law here. */
export function CatalogueView({ reference, today, selected, onOpen, onEnter }: CatalogueViewProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const when = useWhen();
  const [text, setText] = useState('');
  const asked = useDeferredValue(fold(text));
  const entries = useQuery(q.substances.entries.queryOptions());
  const known = new Map((entries.data ?? []).map((entry) => [entry.substanceId, entry]));
  const rows = reference.data.substances.entries
    .filter(({ name, group }) => fold(`${name} ${group}`).includes(asked))
    .map((substance): Row => ({ substance, entry: known.get(substance.id) }));
  const columns: Column<Row>[] = [
    {
      id: 'name',
      header: t('catalogue.column.name'),
      width: 'minmax(160px, 2fr)',
      cell: ({ substance }) => (
        <span className={css['line']} title={substance.name}>
          {substance.name}
        </span>
      ),
    },
    {
      id: 'told',
      header: t('catalogue.column.told'),
      width: '160px',
      cell: ({ substance }) => {
        const told = substance.standing?.disclosureClass ?? substance.disclosureClass;
        return <Tag tone={told === 'drug' ? 'clay' : 'neutral'}>{t(`class.${told}`)}</Tag>;
      },
    },
    {
      id: 'why',
      header: t('catalogue.column.why'),
      width: 'minmax(120px, 2fr)',
      optional: true,
      cell: ({ substance }) => (
        <span className={css['line']} title={reasonText(t, substance.standing?.classReason)}>
          {reasonText(t, substance.standing?.classReason)}
        </span>
      ),
    },
    {
      id: 'law',
      header: t('catalogue.column.law'),
      width: 'minmax(120px, 1.2fr)',
      cell: ({ entry }) =>
        entry === undefined || entry.legalClass === null ? (
          <span className={css['soft']}>{t('catalogue.notKnown')}</span>
        ) : (
          <span className={css['line']}>{entry.legalClass.replaceAll('-', ' ')}</span>
        ),
    },
    {
      id: 'review',
      header: t('catalogue.column.review'),
      optional: true,
      width: '104px',
      cell: ({ entry }) =>
        entry === undefined || entry.review === null ? (
          <span className={css['soft']}>{t('catalogue.noReview')}</span>
        ) : (
          <span className={entry.review.reviewOn <= today ? css['bad'] : undefined}>
            {when.day(entry.review.reviewOn)}
          </span>
        ),
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '136px',
      cell: ({ substance }) => <StateTag substance={substance} />,
    },
  ];
  const failed = entries.error === null ? null : trouble(entries.error);
  if (failed !== null)
    return (
      <ErrorState text={failed.text} incident={failed.incident} onRetry={() => void entries.refetch()} />
    );
  return (
    <div className={css['fill']}>
      <div className={css['tools']} role="search">
        <TextInput
          className={css['grow'] ?? ''}
          label={t('catalogue.find')}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {onEnter !== undefined && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onEnter}>
            {t('own.new')}
          </Button>
        )}
      </div>
      <div className={css['table']}>
        <DataTable
          label={t('view.catalogue')}
          columns={columns}
          rows={rows}
          rowKey={({ substance }) => substance.id}
          height="fill"
          selectedKey={selected}
          loading={entries.isPending}
          empty={<EmptyState title={t('noneSo')} text={t('noneSoHow')} />}
          onOpen={({ substance }) => onOpen(substance.id)}
        />
      </div>
    </div>
  );
}

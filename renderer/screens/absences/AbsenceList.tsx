import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../desk.ts';
import { AbsenceDialog } from '../../parts/AbsenceDialog.tsx';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { useSayWhen } from './say-when.ts';
import { useNames } from './use-absences.ts';

/** Leave, closed rooms, devices out and holidays from today on, each with how many are still to be called. */
export function AbsenceList() {
  const { t } = useTranslation(['absences', 'hours']);
  const sayTrouble = useTrouble();
  const navigate = useNavigate();
  const { sayClosure } = useSayWhen();
  const { today } = useContext(DateHabit);
  const { whatOf } = useNames();
  const mayWrite = useMay('hours.write') === true;
  const [adding, setAdding] = useState(false);
  const list = useQuery(q.absences.open.queryOptions());
  useShortcuts({ n: { label: t('key.add'), run: () => mayWrite && setAdding(true) } });
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          mayWrite && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      {list.isPending && <LoadingState shape="rows" />}
      {list.isError && (
        <ErrorState
          text={sayTrouble(list.error).text}
          incident={sayTrouble(list.error).incident}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data !== undefined && (
        <Section title={t('title')} count={list.data.length} flush>
          <DataTable
            label={t('title')}
            rows={list.data}
            rowKey={({ closure }) => closure.id}
            onOpen={({ closure }) =>
              void navigate({ to: '/absences/$closureId', params: { closureId: closure.id } })
            }
            empty={<EmptyState title={t('none')} text={t('noneText')} />}
            columns={[
              {
                id: 'when',
                header: t('columns.when'),
                width: 'minmax(190px, 1.4fr)',
                cell: ({ closure }) => sayClosure(closure),
              },
              {
                id: 'what',
                header: t('columns.what'),
                width: 'minmax(190px, 1.4fr)',
                cell: ({ closure }) =>
                  closure.kind === 'holiday'
                    ? t('hours:closure.kinds.holiday')
                    : `${whatOf(closure)} · ${t(`hours:closure.kinds.${closure.kind}`)}`,
              },
              {
                id: 'label',
                header: t('columns.label'),
                width: 'minmax(120px, 1fr)',
                optional: true,
                cell: ({ closure }) => closure.label,
              },
              {
                id: 'toCall',
                header: t('columns.toCall'),
                width: '150px',
                cell: ({ visits, toCall }) =>
                  visits === 0 ? (
                    t('noVisits')
                  ) : (
                    <StatusBadge status={toCall === 0 ? 'done' : 'alert'}>
                      {t('toCall', { count: toCall })}
                    </StatusBadge>
                  ),
              },
            ]}
          />
        </Section>
      )}
      {adding && <AbsenceDialog today={today()} onClose={() => setAdding(false)} />}
    </Page>
  );
}

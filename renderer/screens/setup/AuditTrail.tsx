import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import css from './setup.module.css';

const page = 100;
const signs = { done: 'done', refused: 'stop', failed: 'alert' } as const;

/** Newest first, a hundred at a time; ids only, never a name of a patient. */
export function AuditTrail() {
  const { t } = useTranslation('setup');
  const sayTrouble = useTrouble();
  const trail = useInfiniteQuery(
    q.upkeep.auditTrail.infiniteOptions({
      input: (before: number | null) => ({ before, limit: page }),
      initialPageParam: null,
      getNextPageParam: (rows) => (rows.length < page ? undefined : (rows.at(-1)?.seq ?? undefined)),
      staleTime: 0,
    }),
  );
  const verify = useMutation({ mutationFn: () => api.upkeep.verifyAudit() });
  const when = useSayMoment({ dateStyle: 'short', timeStyle: 'medium' });
  if (trail.isError) {
    const trouble = sayTrouble(trail.error);
    return (
      <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void trail.refetch()} />
    );
  }
  const rows = trail.data?.pages.flat() ?? [];
  return (
    <div className={css['stack']}>
      <p className={css['hint']}>{t('audit.lead')}</p>
      {verify.isError && <Notice tone="bad" title={sayTrouble(verify.error).text} live />}
      {verify.data?.sound === true && (
        <Notice tone="ok" title={t('audit.sound', { count: verify.data.rows })} live />
      )}
      {verify.data?.sound === false && (
        <Notice tone="bad" title={t('audit.broken', { row: verify.data.firstBad })} live />
      )}
      <Section
        title={t('audit.title')}
        flush
        actions={
          <Button variant="default" size="xs" loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('audit.verify')}
          </Button>
        }
      >
        <DataTable
          label={t('audit.title')}
          rows={rows}
          rowKey={(row) => String(row.seq)}
          loading={trail.isPending}
          height={460}
          empty={<EmptyState title={t('audit.none')} />}
          columns={[
            { id: 'seq', header: t('audit.seq'), align: 'end', width: '74px', cell: (row) => row.seq },
            {
              id: 'at',
              header: t('audit.at'),
              width: '170px',
              cell: (row) => when(row.at),
            },
            {
              id: 'actor',
              header: t('audit.actor'),
              width: 'minmax(120px, 1fr)',
              cell: (row) => row.actor ?? <span className={css['faint']}>{t('audit.nobody')}</span>,
            },
            {
              id: 'procedure',
              header: t('audit.procedure'),
              width: 'minmax(150px, 1.2fr)',
              cell: (row) => row.procedure,
            },
            {
              id: 'outcome',
              header: t('audit.outcome'),
              width: '104px',
              cell: (row) => (
                <StatusBadge status={signs[row.outcome]}>{t(`audit.outcomes.${row.outcome}`)}</StatusBadge>
              ),
            },
            {
              id: 'reason',
              header: t('audit.reason'),
              width: 'minmax(120px, 1fr)',
              optional: true,
              cell: (row) => row.reason ?? '',
            },
          ]}
        />
      </Section>
      {trail.hasNextPage && (
        <div className={css['buttons']}>
          <Button
            variant="default"
            loading={trail.isFetchingNextPage}
            onClick={() => void trail.fetchNextPage()}
          >
            {t('audit.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

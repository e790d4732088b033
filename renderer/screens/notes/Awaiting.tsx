import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { NameSupervisor } from '../../parts/NameSupervisor.tsx';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usePatientColumns } from './patient-columns.tsx';

type Awaited = Outputs['treatments']['awaitingCosign'][number];

/** Whose co-signature is waited for: an owner sees everybody's notes, a practitioner their own. Absent while there are none. */
export function Awaiting() {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const mayRead = useMay('notes.read');
  const list = useQuery(q.treatments.awaitingCosign.queryOptions());
  const columns = usePatientColumns<Awaited>();
  const [replacing, setReplacing] = useState<Awaited | null>(null);
  if (list.isError) return <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined || list.data.length === 0) return null;
  return (
    <Section title={t('supervisor.waiting')} count={list.data.length} flush>
      <DataTable
        label={t('supervisor.waiting')}
        rows={list.data}
        rowKey={({ sessionId, supervisor }) => `${sessionId} ${supervisor.id}`}
        {...(mayRead !== false && {
          onOpen: ({ sessionId }: Awaited) =>
            void navigate({ to: '/treatments/$sessionId', params: { sessionId } }),
        })}
        columns={[
          ...columns,
          {
            id: 'supervisor',
            header: t('supervisor.of'),
            width: 'minmax(150px, 1.2fr)',
            cell: ({ supervisor: { name, gone } }) => (
              <>
                {name} {gone && <Tag tone="bad">{t('supervisor.gone')}</Tag>}
              </>
            ),
          },
          {
            id: 'name',
            header: '',
            width: '140px',
            align: 'end',
            cell: (row) => (
              <Button
                variant="subtle"
                size="xs"
                onClick={(event) => {
                  event.stopPropagation();
                  setReplacing(row);
                }}
              >
                {t('supervisor.do')}
              </Button>
            ),
          },
        ]}
      />
      {replacing !== null && (
        <NameSupervisor
          sessionId={replacing.sessionId}
          from={replacing.supervisor}
          onClose={() => setReplacing(null)}
        />
      )}
    </Section>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSitting, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { Awaiting } from './Awaiting.tsx';
import { Overrides } from './Overrides.tsx';
import { usePatientColumns, type Draft } from './patient-columns.tsx';

/** What waits for somebody's signature: notes to co-sign, drafts that were never signed, emergencies to review. */
export function NotesScreen() {
  const { t } = useTranslation('notes');
  const maySign = useMay('notes.sign') === true;
  const mayClose = useMay('notes.close') === true;
  const mayReview = useMay('staff.write') === true;
  const mayName = useMay('notes.supervise') === true;
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {maySign && <Cosigning />}
      {mayName && <Awaiting />}
      {mayReview && <Overrides />}
      {mayClose && <Drafts />}
    </Page>
  );
}

function Cosigning() {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const list = useQuery(q.treatments.toCosign.queryOptions());
  const columns = usePatientColumns();
  if (list.isError) return <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState shape="rows" />;
  return (
    <Section title={t('cosign.title')} count={list.data.length} flush>
      <DataTable
        label={t('cosign.title')}
        rows={list.data}
        rowKey={(row) => row.sessionId}
        onOpen={({ sessionId }) => void navigate({ to: '/treatments/$sessionId', params: { sessionId } })}
        empty={<EmptyState title={t('cosign.none')} />}
        columns={[
          ...columns,
          {
            id: 'signed',
            header: t('signed'),
            width: '160px',
            optional: true,
            cell: (row) => when.moment(row.signedAt),
          },
        ]}
      />
    </Section>
  );
}

function Drafts() {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { userId, roles } = useSitting();
  const isOwner = roles.includes('owner');
  const mayRead = useMay('notes.read');
  const [whose, setWhose] = useState(isOwner ? 'all' : 'mine');
  const [closing, setClosing] = useState<Draft | null>(null);
  const list = useQuery(q.treatments.openDrafts.queryOptions());
  const columns = usePatientColumns();
  if (list.isError) return <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState shape="rows" />;
  const shown = list.data.filter(({ practitionerId }) => whose === 'all' || practitionerId === userId);
  const mayClose = ({ practitionerId }: Draft) => isOwner || practitionerId === userId;
  return (
    <Section
      title={t('drafts.title')}
      count={shown.length}
      flush
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('drafts.title')}
          value={whose}
          onChange={setWhose}
          data={[
            { value: 'mine', label: t('drafts.mine') },
            { value: 'all', label: t('drafts.everybody') },
          ]}
        />
      }
    >
      <DataTable
        label={t('drafts.title')}
        rows={shown}
        rowKey={(row) => row.sessionId}
        {...(mayRead !== false && {
          onOpen: ({ sessionId }: Draft) =>
            void navigate({ to: '/treatments/$sessionId', params: { sessionId } }),
        })}
        empty={<EmptyState title={t('drafts.none')} />}
        columns={[
          ...columns,
          {
            id: 'close',
            header: '',
            width: '110px',
            align: 'end',
            cell: (row) =>
              mayClose(row) && (
                <Button
                  variant="subtle"
                  size="xs"
                  onClick={(event) => {
                    event.stopPropagation();
                    setClosing(row);
                  }}
                >
                  {t('drafts.close')}
                </Button>
              ),
          },
        ]}
      />
      {closing !== null && (
        <ConfirmDialog
          opened
          title={t('drafts.closeTitle')}
          confirmLabel={t('drafts.confirm')}
          tone="danger"
          reason={{ label: t('drafts.reason') }}
          onClose={() => setClosing(null)}
          onConfirm={async (reason) => {
            try {
              const { sessionId: id, version } = closing;
              await api.treatments.closeDraft({ id, version, reason });
              notify({ text: t('drafts.closed') });
              await cache.invalidateQueries({ queryKey: q.treatments.key() });
            } catch (error) {
              notify({ text: trouble(error).text, tone: 'bad' });
              throw error;
            }
          }}
        >
          {closing.patient.name}, {closing.practitioner}. {t('drafts.closeHow')}
        </ConfirmDialog>
      )}
    </Section>
  );
}

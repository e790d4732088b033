import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangleFilled, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLine } from '../../../shared/contract/patients.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './patients.module.css';

const route = getRouteApi('/patients');

/** Finds a person as typed; before anything is typed, those opened last. */
export function PatientList() {
  const { t } = useTranslation(['patients', 'reminders']);
  const sayDate = useSayDate();
  const trouble = useTrouble();
  const navigate = useNavigate();
  const mayWrite = useMay('patients.write') === true;
  const search = route.useSearch();
  const [text, setText] = useState(search.text ?? '');
  const [asked] = useDebouncedValue(text.trim(), 60);
  const found = useQuery(
    q.patients.search.queryOptions({
      input: { text: asked, limit: 50 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const recent = useQuery(q.patients.recent.queryOptions());
  const shown = asked === '' ? recent : found;
  const open = (line: PatientLine) =>
    void navigate({ to: '/patients/$patientId', params: { patientId: line.id } });
  const register = () =>
    void navigate({ to: '/patients/new', search: text.trim() === '' ? {} : { name: text.trim() } });
  useShortcuts({ n: { label: t('list.register'), run: () => mayWrite && register() } });

  const columns: Column<PatientLine>[] = [
    {
      id: 'name',
      header: t('list.name'),
      width: 'minmax(220px, 2fr)',
      cell: (line) => (
        <span className={css['who']}>
          {line.flagged && (
            <IconAlertTriangleFilled size={13} className={css['flag']} aria-label={t('flagged')} />
          )}
          <span className={css['whoName']}>{line.name}</span>
          {line.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
          {line.preferredName !== '' && <span className={css['soft']}>“{line.preferredName}”</span>}
        </span>
      ),
    },
    { id: 'birth', header: t('list.birthDate'), width: '120px', cell: (line) => sayDate(line.birthDate) },
    { id: 'number', header: t('list.number'), width: '110px', cell: (line) => line.number },
    {
      id: 'phone',
      header: t('list.phone'),
      width: 'minmax(130px, 1fr)',
      optional: true,
      cell: (line) => line.phone,
    },
  ];
  const nobody =
    asked === '' ? (
      <EmptyState
        title={t('list.noneYet')}
        text={t('list.noneYetHow')}
        action={mayWrite && <Button onClick={register}>{t('list.register')}</Button>}
      />
    ) : (
      <EmptyState
        title={t('list.nobody', { text: asked })}
        text={t('list.nobodyHow')}
        action={mayWrite && <Button onClick={register}>{t('list.registerNamed', { text: asked })}</Button>}
      />
    );
  return (
    <Page fixed>
      <PageHeader
        title={t('list.title')}
        actions={
          mayWrite && (
            <Button leftSection={<IconUserPlus size={16} />} onClick={register}>
              {t('list.register')}
            </Button>
          )
        }
      />
      <form
        className={css['searchRow']}
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = found.data ?? [];
          if (asked !== '' && first !== undefined) open(first);
        }}
      >
        <TextInput
          className={css['search']}
          aria-label={t('list.search')}
          placeholder={t('list.searchHint')}
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className={css['soft']} role="status">
          {asked !== '' && found.data !== undefined && t('list.count', { count: found.data.length })}
        </span>
      </form>
      {shown.error !== null ? (
        <ErrorState
          text={trouble(shown.error).text}
          incident={trouble(shown.error).incident}
          onRetry={() => void shown.refetch()}
        />
      ) : (
        <Section title={asked === '' ? t('list.recent') : t('list.results')} flush>
          <DataTable
            label={t('list.title')}
            columns={columns}
            rows={shown.data ?? []}
            rowKey={(line) => line.id}
            onOpen={open}
            loading={shown.isPending}
            empty={nobody}
            height={560}
          />
        </Section>
      )}
    </Page>
  );
}

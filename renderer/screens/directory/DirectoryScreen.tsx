import { Button, Checkbox, Select, Tabs, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectoryEntry, DirectoryFilter } from '../../../shared/contract/directory.ts';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { api, q } from '../../rpc.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { Facts } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './directory.module.css';

const everybody: DirectoryFilter = {
  ...{ traditional: false, techniqueId: null, place: '', language: null, weekday: null },
  ...{ acceptsNew: false, seesChildren: false },
};

/** Who here offers what, by name and on their own word; traditional acupuncture in a tab of its own. */
export function DirectoryScreen() {
  const { t, i18n } = useTranslation('directory');
  const trouble = useTrouble();
  const [filter, setFilter] = useState(everybody);
  const [paper, setPaper] = useState(false);
  const set = (part: Partial<DirectoryFilter>) => setFilter((before) => ({ ...before, ...part }));
  const found = useQuery({
    ...q.directory.find.queryOptions({ input: filter }),
    placeholderData: keepPreviousData,
  });
  const all = useQuery(
    q.directory.find.queryOptions({ input: { ...everybody, traditional: filter.traditional } }),
  );
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const drawn = useQuery({
    ...q.documents.directory.queryOptions({ input: filter }),
    enabled: paper,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: () => api.directory.file(filter),
    onSuccess: async ({ file, entries }) => {
      await savePaper(file, file.name.replace(/\.json$/, ''));
      notify({ text: t('saved', { count: entries }) });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const languageOf = (tag: string) => names.of(tag) ?? tag;
  const spoken = [...new Set((all.data ?? []).flatMap(({ languages }) => languages))];
  const days = t('days', { returnObjects: true });
  const shortDays = t('shortDays', { returnObjects: true });
  const techniques = (reference.data?.techniques.entries ?? []).filter(
    ({ imsScope }) => (imsScope === 'not-ims') === filter.traditional,
  );
  const takes = (entry: DirectoryEntry) =>
    [t(entry.acceptsNew ? 'newPatients' : 'noNew'), entry.seesChildren ? t('children') : '']
      .filter((text) => text !== '')
      .join(', ');
  const offered = ({ supervised }: DirectoryEntry, id: string, technique: string) => {
    const by = supervised.find((one) => one.id === id);
    return by === undefined ? technique : t('supervised', { technique, name: by.by });
  };
  const daysOf = (weekdays: readonly number[]) => {
    const [first = 1] = weekdays;
    const last = weekdays.at(-1) ?? first;
    const inRow = weekdays.length > 2 && last - first === weekdays.length - 1;
    return inRow
      ? `${shortDays[first - 1]}–${shortDays[last - 1]}`
      : weekdays.map((day) => shortDays[day - 1]).join(', ');
  };
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        back={{ label: t('back'), href: '#/settings' }}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('file')}
            </Button>
            <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => setPaper(true)}>
              {t('paper')}
            </Button>
          </>
        }
      />
      <Tabs
        value={filter.traditional ? 'traditional' : 'ims'}
        onChange={(tab) => setFilter({ ...everybody, traditional: tab === 'traditional' })}
      >
        <Tabs.List>
          <Tabs.Tab value="ims">{t('ims')}</Tabs.Tab>
          <Tabs.Tab value="traditional">{t('traditional')}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {filter.traditional && <p className={css['soft']}>{t('traditionalNote')}</p>}
      <div className={css['filter']} role="group" aria-label={t('title')}>
        {!filter.traditional && (
          <Select
            aria-label={t('technique')}
            placeholder={t('anyTechnique')}
            clearable
            searchable
            data={techniques.map(({ id, name }) => ({ value: id, label: name }))}
            value={filter.techniqueId}
            onChange={(techniqueId) => set({ techniqueId })}
          />
        )}
        <TextInput
          aria-label={t('place')}
          placeholder={t('place')}
          maxLength={80}
          value={filter.place}
          onChange={(event) => set({ place: event.currentTarget.value })}
        />
        <Select
          aria-label={t('language')}
          placeholder={t('anyLanguage')}
          clearable
          data={spoken.map((tag) => ({ value: tag, label: languageOf(tag) }))}
          value={filter.language}
          onChange={(language) => set({ language })}
        />
        <Select
          aria-label={t('day')}
          placeholder={t('anyDay')}
          clearable
          data={days.map((label, at) => ({ value: String(at + 1), label }))}
          value={filter.weekday === null ? null : String(filter.weekday)}
          onChange={(day) => set({ weekday: day === null ? null : Number(day) })}
        />
        <Checkbox
          label={t('acceptsNew')}
          checked={filter.acceptsNew}
          onChange={(event) => set({ acceptsNew: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('seesChildren')}
          checked={filter.seesChildren}
          onChange={(event) => set({ seesChildren: event.currentTarget.checked })}
        />
      </div>
      {found.isError && <ErrorState text={trouble(found.error).text} onRetry={() => void found.refetch()} />}
      {found.isPending && <LoadingState shape="rows" />}
      {found.data?.length === 0 && <EmptyState title={t('none')} text={t('noneHow')} />}
      <ul className={css['people']}>
        {found.data?.map((entry) => (
          <li key={entry.id} className={css['person']}>
            <div>
              <h2 className={css['name']}>{entry.name}</h2>
              <div className={css['soft']}>{entry.title}</div>
            </div>
            <div>
              <div className={css['offers']}>
                {entry.techniques.map(({ id, name }) => (
                  <Tag key={id}>{offered(entry, id, name)}</Tag>
                ))}
              </div>
            </div>
            <Facts
              items={[
                { label: t('languages'), value: entry.languages.map(languageOf).join(', ') || '–' },
                { label: t('weekdays'), value: daysOf(entry.weekdays) },
                { label: t('place'), value: entry.place },
                { label: t('takes'), value: takes(entry) },
              ]}
              columns={1}
            />
          </li>
        ))}
      </ul>
      <PaperDialog
        opened={paper}
        onClose={() => setPaper(false)}
        title={t('title')}
        file={drawn.data?.file ?? null}
        loading={drawn.isPending}
        {...(drawn.error !== null && { error: trouble(drawn.error).text })}
        {...(drawn.data !== undefined && {
          onPrint: () => void printPaper(drawn.data.file),
          onSave: () => void savePaper(drawn.data.file, drawn.data.title),
        })}
      />
    </Page>
  );
}

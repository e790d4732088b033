import { Select } from '@mantine/core';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelFormat } from '../../../shared/contract/labels.ts';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { api, q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { useDraft } from '../../ui/draft.tsx';
import { NumberField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PdfPreview } from '../../ui/PdfPreview.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { cellsOf, grouped, nextFree, usualFormat, wholeNumber, type LabelKind } from './label-order.ts';
import { LabelPeople, type LabelPerson } from './LabelPeople.tsx';
import { LabelSheet } from './LabelSheet.tsx';
import css from './labels.module.css';

const route = getRouteApi('/labels');

/** What was printed on last, by kind of label: the next sheet goes on after it. */
type LastSheets = Partial<Record<LabelKind, { format: string; next: number }>>;
const none: LastSheets = {};

const mostCopies = 100;

/** Address labels and labels for paper files: for whom, on what, from which label on, as they will come out. */
export function LabelScreen() {
  const { t } = useTranslation('documents');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const { history } = useRouter();
  const search = route.useSearch();
  const last = useDraft<LastSheets>('last-label-sheets', none);
  const [met, setMet] = useState<Readonly<Record<string, LabelPerson>>>({});
  const reference = useQuery(q.practice.reference.queryOptions());
  const practice = useQuery(q.practice.overview.queryOptions());

  const what: LabelKind = search.what === 'file' ? 'file' : 'address';
  const formats = useMemo(() => reference.data?.labels.entries ?? [], [reference.data]);
  const paper = practice.data?.profile.paper ?? 'A4';
  const earlier = last.value[what];
  const format =
    formats.find(({ id }) => id === (search.format ?? earlier?.format)) ?? usualFormat(formats, what, paper);
  const cells = format === undefined ? 1 : cellsOf(format);
  const start =
    wholeNumber(search.start, cells) ??
    (earlier?.format === format?.id ? Math.min(earlier?.next ?? 1, cells) : 1);
  const copies = wholeNumber(search.copies ?? '1', mostCopies);
  const ids = useMemo(() => (search.patients ?? '').split(',').filter((id) => id !== ''), [search.patients]);
  const opened = useQueries({
    queries: ids
      .filter((id) => met[id] === undefined)
      .map((id) => q.patients.open.queryOptions({ input: { id } })),
  });
  const strangers = Object.fromEntries(
    opened.flatMap(({ data }) => {
      if (data === undefined) return [];
      const { identity, number, id } = data;
      const name = `${identity.givenName} ${identity.familyName}`.trim();
      return [[id, { id, name, birthDate: identity.birthDate, number }]];
    }),
  );
  const people = ids.flatMap((id) => met[id] ?? strangers[id] ?? []);

  const change = (part: { [key in keyof typeof search]?: string }) =>
    void navigate({ to: '/labels', search: { ...search, ...part }, replace: true });
  const sheets = useQuery({
    queryKey: ['labels', what, format?.id, start, copies, ids],
    queryFn: () =>
      api.documents.labels({ formatId: format?.id ?? '', what, patientIds: ids, start, copies: copies ?? 1 }),
    enabled: format !== undefined && ids.length > 0 && copies !== null && last.status !== 'opening',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  const shown = ids.length === 0 ? undefined : sheets.data;
  const print = async () => {
    if (shown === undefined || format === undefined) return;
    await printPaper(shown.file);
    last.setValue((before) => ({
      ...before,
      [what]: { format: format.id, next: nextFree(format, start, shown.printed) },
    }));
  };

  const formatLabel = ({ name, alsoSoldAs, label }: LabelFormat) => {
    const size =
      label.height === null
        ? t('labels.endless', { width: label.width })
        : t('labels.size', { width: label.width, height: label.height });
    return `${[name, ...alsoSoldAs].join(', ')} (${size})`;
  };
  const failed = reference.error ?? practice.error;
  if (failed !== null) return <ErrorState text={trouble(failed).text} incident={trouble(failed).incident} />;
  if (format === undefined) return <LoadingState shape="page" />;
  return (
    <Page fixed>
      <div className={css['desk']}>
        <div className={css['order']}>
          <h1 className={css['title']}>{t('labels.title')}</h1>
          <SegmentedChoice
            label={t('labels.what')}
            hideLabel
            value={what}
            options={(['address', 'file'] as const).map((value) => ({ value, label: t(`labels.${value}`) }))}
            onChange={(next) => {
              const { patients } = search;
              const kept = patients === undefined ? {} : { patients };
              void navigate({ to: '/labels', search: { ...kept, what: next }, replace: true });
            }}
          />
          <LabelPeople
            people={people}
            onAdd={(more) => {
              setMet((before) => ({ ...before, ...Object.fromEntries(more.map((one) => [one.id, one])) }));
              change({ patients: [...new Set([...ids, ...more.map(({ id }) => id)])].join(',') });
            }}
            onRemove={(gone) => change({ patients: ids.filter((id) => id !== gone).join(',') })}
          />
          <Select
            label={t('labels.format')}
            value={format.id}
            allowDeselect={false}
            searchable
            data={grouped(formats, paper).map(({ group, formats: some }) => ({
              group: t(`labels.group.${group}`),
              items: some.map((one) => ({ value: one.id, label: formatLabel(one) })),
            }))}
            onChange={(next) => next !== null && change({ format: next, start: '1' })}
          />
          <div className={css['copies']}>
            <NumberField
              label={t('labels.copies')}
              value={search.copies ?? '1'}
              min="1"
              max={String(mostCopies)}
              error={copies === null ? t('labels.copiesBad', { most: mostCopies }) : undefined}
              onChange={(next) => change({ copies: next })}
            />
          </div>
          {(shown?.remarks ?? []).length > 0 && (
            <Notice tone="warn" title={t('labels.remarks')} live>
              <ul className={css['remarks']}>
                {shown?.remarks.map(({ patientId, name, problem }) => (
                  <li key={`${patientId}${problem}`}>{t(`labels.problem.${problem}`, { name })}</li>
                ))}
              </ul>
            </Notice>
          )}
          {format.kind === 'sheet' ? (
            <LabelSheet
              format={format}
              start={start}
              count={shown?.printed ?? 0}
              onStart={(position) => change({ start: String(position) })}
            />
          ) : (
            <p className={css['soft']}>{t('labels.roll')}</p>
          )}
          <p className={css['soft']}>{t('labels.trueSize')}</p>
        </div>
        {ids.length === 0 || shown?.printed === 0 ? (
          <div className={css['empty']}>
            {ids.length === 0 ? (
              <EmptyState title={t('labels.none')} text={t('labels.noneHow')} />
            ) : (
              <EmptyState title={t('labels.nothing')} text={t('labels.nothingHow')} />
            )}
          </div>
        ) : (
          <PdfPreview
            file={shown?.file ?? null}
            title={t('labels.count', { count: shown?.printed ?? 0 })}
            loading={sheets.isPending}
            error={sheets.error === null ? undefined : trouble(sheets.error).text}
            onPrint={() => void print().catch(say)}
            onSave={() =>
              shown !== undefined &&
              void savePaper(shown.file, shown.file.name.replace(/\.pdf$/, '')).catch(say)
            }
            onClose={() => history.back()}
          />
        )}
      </div>
    </Page>
  );
}

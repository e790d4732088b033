import { Button, Tabs } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { indexReference } from '../../../shared/rules/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { CatalogueView } from './CatalogueView.tsx';
import { CupboardView, type CupboardFilter } from './CupboardView.tsx';
import { InjectionsView } from './InjectionsView.tsx';
import { ProductPanel } from './ProductPanel.tsx';
import { RecipesView } from './RecipesView.tsx';
import { StockTask } from './StockTask.tsx';
import { SubstancePanel } from './SubstancePanel.tsx';
import type { Task } from './tasks.ts';
import { TodoView } from './TodoView.tsx';

const route = getRouteApi('/stock');
const views = ['cupboard', 'todo', 'recipes', 'catalogue', 'injections'] as const;

/** What lies in the cupboard, what has to be seen to, and what goes into a syringe together. */
export function StockScreen() {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { today: todayOf, zone } = useContext(DateHabit);
  const mayWrite = useMay('stock.write') === true;
  const mayRecall = useMay('recall.contact') === true;
  const mayRead = useMay('notes.read') !== false;
  const [all, setAll] = useState(false);
  const [filter, setFilter] = useState<CupboardFilter>({ text: search.text ?? '', show: 'all' });
  const [task, setTask] = useState<Task | null>(null);
  // Who received what is of the record; whoever may not read it is not offered the list.
  const offered = views.filter((one) => one !== 'injections' || mayRead);
  const view = offered.find((one) => one === search.view) ?? 'cupboard';
  const products = useQuery(q.stock.products.queryOptions({ input: { retired: all, emptied: all } }));
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const reference = useMemo(() => (data.data === undefined ? null : indexReference(data.data)), [data.data]);
  useShortcuts({
    n: { label: t('receive'), run: () => mayWrite && setTask({ kind: 'receive', productId: null }) },
  });
  const go = (next: { view?: string; product?: string; substance?: string }) =>
    void navigate({ to: '/stock', search: { view, ...next }, replace: true });
  const today = todayOf();
  const now = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
  const endOfToday = Temporal.PlainDate.from(today)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: zone ?? Temporal.Now.timeZoneId() })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
  const failed = products.error ?? data.error;
  if (failed !== null)
    return (
      <Page>
        <PageHeader title={t('title')} />
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void Promise.all([products.refetch(), data.refetch()])}
        />
      </Page>
    );
  const rows = products.data ?? [];
  const substance = view === 'catalogue' ? reference?.substances.get(search.substance ?? '') : undefined;
  const open = view === 'cupboard' ? rows.find(({ id }) => id === search.product) : undefined;
  return (
    <Page
      fixed={['cupboard', 'catalogue', 'injections'].includes(view)}
      aside={
        open === undefined ? (
          substance !== undefined &&
          reference !== null && (
            <SubstancePanel
              key={substance.id}
              substance={substance}
              reference={reference}
              onTask={setTask}
              onClose={() => go({ view })}
            />
          )
        ) : (
          <ProductPanel
            key={open.id}
            product={open}
            now={now}
            onTask={setTask}
            onClose={() => go({ view })}
          />
        )
      }
    >
      <PageHeader
        title={t('title')}
        lead={products.data === undefined ? undefined : t('lead', { count: rows.length })}
        actions={
          <>
            {mayRecall && (
              <Button variant="default" onClick={() => void navigate({ to: '/recall' })}>
                {t('recall')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => setTask({ kind: 'print' })}
            >
              {t('print')}
            </Button>
            {mayWrite && (
              <>
                <Button variant="default" onClick={() => setTask({ kind: 'product', product: null })}>
                  {t('newProduct')}
                </Button>
                <Button
                  leftSection={<IconPlus size={16} />}
                  onClick={() => setTask({ kind: 'receive', productId: null })}
                >
                  {t('receive')}
                </Button>
              </>
            )}
          </>
        }
        tabs={
          <Tabs value={view} onChange={(next) => go({ view: next ?? 'cupboard' })}>
            <Tabs.List aria-label={t('title')}>
              {offered.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`view.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        }
      />
      {reference === null && <LoadingState shape="rows" />}
      {reference !== null && view === 'cupboard' && (
        <CupboardView
          products={rows}
          loading={products.isPending}
          reference={reference}
          today={today}
          filter={filter}
          all={all}
          selected={open?.id ?? null}
          onFilter={(change) => setFilter((before) => ({ ...before, ...change }))}
          onAll={setAll}
          onOpen={(product) => go({ view: 'cupboard', product })}
        />
      )}
      {view === 'todo' &&
        (products.data === undefined ? (
          <LoadingState shape="rows" />
        ) : (
          <TodoView
            products={rows}
            today={today}
            endOfToday={endOfToday}
            now={now}
            onTask={setTask}
            onOpen={(product) => go({ view: 'cupboard', product })}
          />
        ))}
      {reference !== null && view === 'catalogue' && (
        <CatalogueView
          reference={reference}
          today={today}
          selected={substance?.id ?? null}
          onOpen={(id) => go({ view: 'catalogue', substance: id })}
          {...(mayWrite && {
            onEnter: () =>
              setTask({ kind: 'own', substanceId: null, newest: null, named: false, begun: null }),
          })}
        />
      )}
      {reference !== null && view === 'injections' && (
        <InjectionsView reference={reference} today={today} onTask={setTask} />
      )}
      {reference !== null && view === 'recipes' && <RecipesView reference={reference} onTask={setTask} />}
      {reference !== null && task !== null && (
        <StockTask
          task={task}
          products={rows}
          reference={reference}
          onEntered={(id) => go({ view: 'catalogue', substance: id })}
          onClose={() => setTask(null)}
        />
      )}
    </Page>
  );
}

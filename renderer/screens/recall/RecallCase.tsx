import { Button, Tabs } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { savePaper } from '../../paper.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { ContactList } from './ContactList.tsx';
import { ExposureTable } from './ExposureTable.tsx';
import { LetterDialog } from './LetterDialog.tsx';
import { LetterList } from './LetterList.tsx';
import css from './recall.module.css';

const route = getRouteApi('/recall/$recallId');
const views = ['call', 'given', 'letters'] as const;

/** One recall: whom to call and how far it has come; what they received only for those who treat. */
export function RecallCase() {
  const { t } = useTranslation('recall');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { recallId: id } = route.useParams();
  const search = route.useSearch();
  const mayRun = useMay('recall.run') === true;
  const [asking, setAsking] = useState<'letters' | 'end' | 'lift' | null>(null);
  const whole = useQuery({ ...q.recall.open.queryOptions({ input: { id } }), enabled: mayRun });
  const desk = useQuery({ ...q.recall.contacts.queryOptions({ input: { id } }), enabled: !mayRun });
  const found = mayRun ? whole : desk;
  const offered = mayRun ? views : (['call', 'letters'] as const);
  const view = offered.find((one) => one === search.view) ?? 'call';
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  if (found.data === undefined)
    return (
      <Page>
        {found.error === null ? (
          <LoadingState shape="page" />
        ) : (
          <ErrorState
            text={trouble(found.error).text}
            incident={trouble(found.error).incident}
            onRetry={() => void found.refetch()}
          />
        )}
      </Page>
    );
  const { head, contacts, letters }: Outputs['recall']['contacts'] = found.data;
  const runs = head.ended === null;
  const title = head.title === '' ? t('plain', { date: when.dayOf(head.at) }) : head.title;
  return (
    <Page>
      <PageHeader
        title={title}
        back={{ label: t('case.back'), href: '#/recall?view=running' }}
        lead={`${t('list.started', { name: head.startedBy, at: when.moment(head.at) })} · ${t('case.counts', { reached: head.states.reached ?? 0, all: head.patients })}`}
        tags={
          <>
            <Tag tone={runs ? 'bad' : 'neutral'}>{t(runs ? 'list.running' : 'list.ended')}</Tag>
            {mayRun && (
              <Tag tone={head.lifted === null ? 'warn' : 'ok'}>
                {t(head.lifted === null ? 'case.held' : 'case.lifted')}
              </Tag>
            )}
          </>
        }
        actions={
          mayRun && (
            <>
              <Button
                variant="default"
                onClick={() =>
                  void api.recall
                    .csv({ id })
                    .then(({ file, title }) => savePaper(file, title))
                    .catch(say)
                }
              >
                {t('case.csv')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} />}
                onClick={() =>
                  void navigate({ to: '/papers/$kind/$id', params: { kind: 'recall-list', id } })
                }
              >
                {t('case.print')}
              </Button>
              {head.lifted === null && (
                <Button variant="default" onClick={() => setAsking('lift')}>
                  {t('case.lift')}
                </Button>
              )}
              {runs && (
                <>
                  <Button variant="default" onClick={() => setAsking('end')}>
                    {t('case.end')}
                  </Button>
                  <Button onClick={() => setAsking('letters')}>{t('case.write')}</Button>
                </>
              )}
            </>
          )
        }
        tabs={
          <Tabs
            value={view}
            onChange={(next) =>
              void navigate({
                ...{ to: '/recall/$recallId', params: { recallId: id }, replace: true },
                search: { view: next ?? 'call' },
              })
            }
          >
            <Tabs.List aria-label={title}>
              {offered.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`case.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        }
      />
      {head.ended !== null && (
        <Notice
          tone="info"
          title={t('case.endedBy', {
            ...{ name: head.ended.by, at: when.moment(head.ended.at), words: head.ended.words },
          })}
        />
      )}
      {head.lifted !== null && (
        <Notice
          tone="info"
          title={t('case.liftedBy', {
            ...{ name: head.lifted.by, at: when.moment(head.lifted.at), words: head.lifted.words },
          })}
        />
      )}
      {view === 'call' && (
        <div className={css['stack']}>
          {mayRun && head.reason !== '' && <p className={css['words']}>{head.reason}</p>}
          {runs && (
            <Notice tone="info" title={t('case.say')}>
              {t('case.sayText')}
            </Notice>
          )}
          <ContactList recallId={id} contacts={contacts} runs={runs} />
        </div>
      )}
      {view === 'given' && whole.data !== undefined && (
        <Section title={t('case.given')} count={whole.data.finding.exposures.length} flush>
          <ExposureTable label={t('case.given')} exposures={whole.data.finding.exposures} height={560} />
        </Section>
      )}
      {view === 'letters' && <LetterList letters={letters} />}
      {asking === 'letters' && whole.data !== undefined && (
        <LetterDialog
          recallId={id}
          by={whole.data.criteria.by}
          contacts={contacts}
          onClose={() => setAsking(null)}
          onWritten={() =>
            void navigate({
              ...{ to: '/recall/$recallId', params: { recallId: id }, search: { view: 'letters' } },
              replace: true,
            })
          }
        />
      )}
      <ConfirmDialog
        opened={asking === 'end'}
        title={t('case.endTitle')}
        reason={{ label: t('case.endReason') }}
        confirmLabel={t('case.end')}
        onConfirm={async (words) => {
          await api.recall.end({ id, words });
          await cache.invalidateQueries({ queryKey: q.recall.key() });
          notify({ text: t('case.endDone') });
        }}
        onClose={() => setAsking(null)}
      >
        <p>{t('case.endHow')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'lift'}
        tone="danger"
        title={t('case.liftTitle')}
        reason={{ label: t('case.liftReason') }}
        confirmLabel={t('case.lift')}
        onConfirm={async (words) => {
          await api.recall.lift({ id, words });
          await Promise.all([
            cache.invalidateQueries({ queryKey: q.recall.key() }),
            cache.invalidateQueries({ queryKey: q.stock.key() }),
          ]);
          notify({ text: t('case.liftDone') });
        }}
        onClose={() => setAsking(null)}
      >
        <p>{t('case.liftHow')}</p>
      </ConfirmDialog>
    </Page>
  );
}

import { Button, Checkbox, Tabs } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallCriteria, RecallFinding } from '../../../shared/contract/recall.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { criteriaOf, noWish, ways, type Wish } from './criteria.ts';
import { ExposureTable } from './ExposureTable.tsx';
import { RecallList } from './RecallList.tsx';
import { WishForm } from './WishForm.tsx';
import css from './recall.module.css';

const route = getRouteApi('/recall');
const views = ['search', 'running'] as const;

/** From a number on a package to everybody who received it, and from there to a recall. */
export function RecallScreen() {
  const { t } = useTranslation('recall');
  const navigate = useNavigate();
  const search = route.useSearch();
  const mayRun = useMay('recall.run') === true;
  const offered = mayRun ? views : (['running'] as const);
  const view = offered.find((one) => one === search.view) ?? offered[0];
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        back={{ label: t('stock'), href: '#/stock' }}
        tabs={
          <Tabs
            value={view}
            onChange={(next) =>
              void navigate({ to: '/recall', search: { ...search, view: next ?? 'search' }, replace: true })
            }
          >
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
      {view === 'search' ? <Finding /> : <RecallList />}
    </Page>
  );
}

function Finding() {
  const { t } = useTranslation('recall');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const search = route.useSearch();
  const [wish, setWish] = useState<Wish>({
    ...noWish,
    by: ways.find((one) => one === search.by) ?? 'lot',
    text: search.text ?? '',
    substanceId: search.substance ?? null,
    product: search.product ?? '',
    vialId: search.vial ?? null,
  });
  const [asked, setAsked] = useState<Wish | null>(null);
  const [maybes, setMaybes] = useState<readonly string[]>([]);
  const [starting, setStarting] = useState(false);
  const criteria = asked === null ? null : criteriaOf(asked);
  const find = useMutation({ mutationFn: (to: RecallCriteria) => api.recall.search(to) });
  const ofPatient = useMutation({ mutationFn: (of: { patientId: string }) => api.recall.ofPatient(of) });
  const run = (wanted: Wish) => {
    setMaybes([]);
    setAsked(wanted);
    const to = criteriaOf(wanted);
    if (wanted.by === 'patient' && wanted.patient !== null)
      ofPatient.mutate({ patientId: wanted.patient.id });
    else if (to !== null) find.mutate(to);
  };
  // Whoever comes from a lot of the cupboard sees its patients at once.
  useEffect(() => {
    if (criteriaOf(wish) !== null && (search.text !== undefined || search.vial !== undefined)) run(wish);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const start = async (reason: string) => {
    if (criteria === null) return;
    const head = await api.recall.start({ criteria, maybes: [...maybes], reason });
    await Promise.all([
      cache.invalidateQueries({ queryKey: q.recall.key() }),
      cache.invalidateQueries({ queryKey: q.stock.key() }),
    ]);
    notify({ text: t('starting.done') });
    await navigate({ to: '/recall/$recallId', params: { recallId: head.id } });
  };
  const failed = asked?.by === 'patient' ? ofPatient.error : find.error;
  const busy = find.isPending || ofPatient.isPending;
  return (
    <div className={css['stack']}>
      <Section title={t('byLabel')}>
        <WishForm
          wish={wish}
          vialLot={search.lot ?? ''}
          busy={busy}
          onChange={(change) => setWish((before) => ({ ...before, ...change }))}
          onFind={() => run(wish)}
        />
      </Section>
      {busy && <LoadingState shape="rows" label={t('searching')} />}
      {failed !== null && (
        <Notice tone="bad" live title={trouble(failed).text}>
          {trouble(failed).incident}
        </Notice>
      )}
      {!busy && asked?.by === 'patient' && ofPatient.data !== undefined && (
        <Section title={t('received')} count={ofPatient.data.length} flush>
          {ofPatient.data.length === 0 ? (
            <EmptyState title={t('nothing')} />
          ) : (
            <ExposureTable label={t('received')} exposures={ofPatient.data} height={520} onePatient />
          )}
        </Section>
      )}
      {!busy && asked !== null && asked.by !== 'patient' && find.data !== undefined && (
        <Found finding={find.data} maybes={maybes} onMaybes={setMaybes} onStart={() => setStarting(true)} />
      )}
      {find.data !== undefined && (
        <ConfirmDialog
          opened={starting}
          tone="danger"
          title={t('starting.title')}
          reason={{ label: t('starting.reason') }}
          confirmLabel={t('starting.go')}
          onConfirm={start}
          onClose={() => setStarting(false)}
        >
          <p>
            {find.data.shelf.length === 0
              ? t('starting.freezesNone')
              : t('starting.freezes', { count: find.data.shelf.length })}
          </p>
          <p>{t('starting.stays')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface FoundProps {
  finding: RecallFinding;
  maybes: readonly string[];
  onMaybes: (keys: readonly string[]) => void;
  onStart: () => void;
}

function Found({ finding, maybes, onMaybes, onStart }: FoundProps) {
  const { t } = useTranslation('recall');
  const when = useWhen();
  const { matches, exposures, shelf, truncated } = finding;
  const startIt = (
    <Button size="xs" color="red" leftSection={<IconAlertOctagon size={14} />} onClick={onStart}>
      {t('start')}
    </Button>
  );
  if (matches.length === 0)
    return <EmptyState title={t('nothing')} text={t('nothingText')} action={startIt} />;
  return (
    <>
      {truncated && <Notice tone="warn" title={t('truncated')} />}
      <div className={css['found']}>
        <Section title={t('matches')} count={matches.length} actions={startIt}>
          <ul className={css['list']}>
            {matches.map(({ kind, key, texts, match, patients }) => (
              <li key={key}>
                {match === 'maybe' ? (
                  <Checkbox
                    className={css['grow'] ?? ''}
                    label={kind === 'words' ? t('inWords', { words: texts.join(' · ') }) : texts.join(' · ')}
                    description={t(kind === 'words' ? 'wordsHow' : 'maybeHow')}
                    checked={maybes.includes(key)}
                    onChange={(event) =>
                      onMaybes(
                        event.currentTarget.checked ? [...maybes, key] : maybes.filter((one) => one !== key),
                      )
                    }
                  />
                ) : (
                  <b className={css['grow']}>{texts.join(' · ') || key}</b>
                )}
                <Tag tone={match === 'sure' ? 'ok' : 'warn'}>{t(match)}</Tag>
                <span className={css['soft']}>{t('patientsOf', { count: patients })}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t('shelf')} count={shelf.length}>
          {shelf.length === 0 && <p className={css['soft']}>{t('shelfNone')}</p>}
          <ul className={css['list']}>
            {shelf.map(({ lotId, product, lot, expiryDate, frozen, leftMl }) => (
              <li key={lotId}>
                <span className={css['grow']}>
                  {product} <b>{lot}</b> <span className={css['soft']}>{when.day(expiryDate)}</span>
                </span>
                <span className={css['soft']}>{t('left', { ml: leftMl })}</span>
                {frozen && <Tag tone="bad">{t('frozen')}</Tag>}
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title={t('exposed')} count={exposures.length} flush>
        {exposures.length === 0 ? (
          <EmptyState title={t('nothing')} text={t('nothingText')} />
        ) : (
          <ExposureTable label={t('exposed')} exposures={exposures} height={480} />
        )}
      </Section>
    </>
  );
}

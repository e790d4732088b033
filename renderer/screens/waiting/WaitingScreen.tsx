import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wish } from '../../../shared/contract/waiting.ts';
import { fold } from '../../../shared/rules/names.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { WaitingMatches } from '../../parts/WaitingMatches.tsx';
import { WishDialog } from '../../parts/WishDialog.tsx';
import { q } from '../../rpc.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { WishTable } from './WishTable.tsx';
import css from './waiting.module.css';

/** Who waits for a time, and which times have become free for them. */
export function WaitingScreen() {
  const { t } = useTranslation('waiting');
  const trouble = useTrouble();
  const when = useWhen();
  const mayWrite = useMay('appointments.write') === true;
  const [all, setAll] = useState(false);
  const [text, setText] = useState('');
  const [urgency, setUrgency] = useState<string | null>(null);
  const [typeId, setTypeId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Wish | 'new' | null>(null);
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const list = useQuery(q.waiting.list.queryOptions({ input: { all } }));
  const freed = useQuery(q.waiting.freed.queryOptions({ input: {} }));
  useShortcuts({ n: { label: t('add'), run: () => mayWrite && setAsking('new') } });

  const names = new Map([
    ...(staff.data ?? []).map(({ id, displayName }) => [id, displayName] as const),
    ...(practice.data?.appointmentTypes ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  const shown = (list.data ?? []).filter(
    (wish) =>
      (urgency === null || wish.urgency === urgency) &&
      (typeId === null || wish.typeId === typeId) &&
      fold(`${wish.patient.name} ${wish.patient.preferredName}`).includes(fold(text)),
  );
  const waits = (list.data ?? []).filter(({ state }) => state === 'waiting').length;
  const failed = list.error ?? freed.error ?? practice.error ?? staff.error;
  if (failed !== null)
    return (
      <Page>
        <PageHeader title={t('title')} />
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void Promise.all([list.refetch(), freed.refetch()])}
        />
      </Page>
    );
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={list.data === undefined ? undefined : t('lead', { count: waits })}
        actions={
          mayWrite && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAsking('new')}>
              {t('add')}
            </Button>
          )
        }
      />
      {list.data === undefined && <LoadingState shape="rows" />}
      {list.data !== undefined && list.data.length === 0 && !all && (
        <EmptyState
          title={t('empty')}
          text={t('emptyHow')}
          action={
            <Button variant="default" onClick={() => setAll(true)}>
              {t('all')}
            </Button>
          }
        />
      )}
      {list.data !== undefined && (list.data.length > 0 || all) && (
        <>
          <Section title={t('freed')} count={freed.data?.length ?? 0}>
            {freed.data === undefined && <LoadingState shape="rows" />}
            {freed.data?.length === 0 && <p className={css['quiet']}>{t('freedNone')}</p>}
            {freed.data?.map((place) => (
              <article key={`${place.practitionerId}${place.startsAt}`} className={css['place']}>
                <h3 className={css['placeHead']}>
                  {t('place', {
                    date: when.dayOf(place.startsAt),
                    from: when.time(place.startsAt),
                    to: when.time(place.endsAt),
                    practitioner: names.get(place.practitionerId) ?? '',
                  })}
                  <span className={css['why']}>
                    {t(`why.${place.why}`)} · {t('count', { count: place.matches.length })}
                  </span>
                </h3>
                <WaitingMatches matches={place.matches} mayWrite={mayWrite} />
              </article>
            ))}
          </Section>
          <Section title={t('list')} count={shown.length} flush>
            <div className={css['filters']}>
              <TextInput
                aria-label={t('find')}
                placeholder={t('find')}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <Select
                aria-label={t('urgencyFilter')}
                placeholder={t('anyUrgency')}
                clearable
                value={urgency}
                onChange={setUrgency}
                data={(['urgent', 'soon', 'routine'] as const).map((value) => ({
                  value,
                  label: t(`urgency.${value}`),
                }))}
              />
              <Select
                aria-label={t('typeFilter')}
                placeholder={t('anyType')}
                clearable
                value={typeId}
                onChange={setTypeId}
                data={(practice.data?.appointmentTypes ?? []).map(({ id, name }) => ({
                  value: id,
                  label: name,
                }))}
              />
              <Checkbox
                label={t('all')}
                checked={all}
                onChange={(event) => setAll(event.currentTarget.checked)}
              />
            </div>
            <WishTable wishes={shown} names={names} mayWrite={mayWrite} onRevise={setAsking} />
          </Section>
        </>
      )}
      {asking !== null && (
        <WishDialog
          patient={null}
          {...(asking !== 'new' && { wish: asking })}
          onClose={() => setAsking(null)}
        />
      )}
    </Page>
  );
}

import { Button, Checkbox, MultiSelect, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Listing } from '../../../shared/contract/directory.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './setup.module.css';

/** Languages that are offered to choose from; any other is typed as its code by nobody, so the list is generous. */
const offered = [
  ...['af', 'am', 'ar', 'bg', 'bn', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'ga', 'gu'],
  ...['ha', 'he', 'hi', 'hr', 'hu', 'id', 'is', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'nl', 'no', 'pa', 'pl'],
  ...['pt', 'ro', 'ru', 'sk', 'sl', 'so', 'sq', 'sr', 'st', 'sv', 'sw', 'ta', 'th', 'ti', 'tl', 'tr', 'uk'],
  ...['ur', 'vi', 'xh', 'yo', 'zh', 'zu'],
];

export function OwnListing() {
  const sayTrouble = useTrouble();
  const own = useQuery(q.directory.own.queryOptions());
  if (own.isError) return <ErrorState text={sayTrouble(own.error).text} onRetry={() => void own.refetch()} />;
  if (own.data === undefined) return <LoadingState shape="form" />;
  return <Form key={own.data.version} own={own.data} />;
}

/** What somebody who treats lets be said of them, and whether they are listed at all. */
function Form({ own }: { own: Listing }) {
  const { t, i18n } = useTranslation(['setup', 'ui']);
  const sayTrouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const [value, setValue] = useState({ ...own, listed: own.agreedAt !== null });
  const set = (part: Partial<typeof value>) => setValue((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => {
      const { agreedAt: _, ...entry } = value;
      return api.directory.saveOwn(entry);
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.directory.key() });
      notify({ text: t('saved') });
    },
  });
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const languages = [...new Set([...offered, ...value.languages])]
    .map((tag) => ({ value: tag, label: names.of(tag) ?? tag }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <form
      className={css['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <Notice tone="bad" title={sayTrouble(save.error).text} live />}
      <Section
        title={t('listing.title')}
        actions={
          <StatusBadge status={own.agreedAt === null ? 'empty' : 'done'}>
            {own.agreedAt === null
              ? t('listing.not')
              : t('listing.since', { date: when.dayOf(own.agreedAt) })}
          </StatusBadge>
        }
      >
        <div className={css['stack']}>
          <p className={css['hint']}>{t('listing.lead')}</p>
          <Switch
            label={t('listing.listed')}
            checked={value.listed}
            onChange={(event) => set({ listed: event.currentTarget.checked })}
          />
          <FieldGrid>
            <Span of={6}>
              <MultiSelect
                label={t('listing.languages')}
                searchable
                data={languages}
                value={value.languages}
                maxValues={20}
                onChange={(chosen) => set({ languages: chosen })}
              />
            </Span>
            <Span of={6}>
              <TextInput
                label={t('listing.place')}
                description={t('listing.placeHint')}
                maxLength={80}
                value={value.place}
                onChange={(event) => set({ place: event.currentTarget.value })}
              />
            </Span>
            <Span of={6}>
              <Checkbox
                label={t('listing.acceptsNew')}
                checked={value.acceptsNew}
                onChange={(event) => set({ acceptsNew: event.currentTarget.checked })}
              />
            </Span>
            <Span of={6}>
              <Checkbox
                label={t('listing.seesChildren')}
                checked={value.seesChildren}
                onChange={(event) => set({ seesChildren: event.currentTarget.checked })}
              />
            </Span>
          </FieldGrid>
          <div className={css['buttons']}>
            <Button type="submit" loading={save.isPending}>
              {t('ui:save')}
            </Button>
            <Link to="/directory">{t('listing.see')}</Link>
          </div>
        </div>
      </Section>
    </form>
  );
}

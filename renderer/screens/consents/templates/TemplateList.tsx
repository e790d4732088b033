import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanguageMark, TemplateLine } from '../../../../shared/contract/templates.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { useSayDate } from '../../../ui/date-habit.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Page, PageHeader } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../../ui/States.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { LanguageMarks, tones } from './LanguageMarks.tsx';
import css from './templates.module.css';

/** Every text that consents are made from, with where each stands. */
export function TemplateList() {
  const { t } = useTranslation('templates');
  const sayTrouble = useTrouble();
  const list = useQuery(q.templates.list.queryOptions());
  const header = (
    <PageHeader title={t('title')} lead={t('lead')} back={{ label: t('back'), href: '#/settings' }} />
  );
  if (list.error) {
    const trouble = sayTrouble(list.error);
    return (
      <Page>
        {header}
        <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void list.refetch()} />
      </Page>
    );
  }
  if (list.data === undefined)
    return (
      <Page>
        {header}
        <LoadingState shape="rows" />
      </Page>
    );
  const due = list.data.filter(({ reviewDue }) => reviewDue).length;
  return (
    <Page>
      {header}
      <div className={css['stack']}>
        {due > 0 && <Notice tone="warn" title={t('dueTitle', { count: due })} />}
        <Texts title={t('frames')} rows={list.data.filter(({ use }) => use.kind === 'frame')} />
        <Texts title={t('parts')} rows={list.data.filter(({ use }) => use.kind === 'technique')} />
        <SharedWords />
      </div>
    </Page>
  );
}

function Texts({ title, rows }: { title: string; rows: readonly TemplateLine[] }) {
  const { t } = useTranslation('templates');
  const navigate = useNavigate();
  const day = useSayDate();
  return (
    <Section title={title} count={rows.length} flush>
      <DataTable
        label={title}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/templates/$templateId', params: { templateId: id } })}
        columns={[
          { id: 'name', header: t('name'), cell: ({ name }) => name, width: 'minmax(200px, 2fr)' },
          {
            id: 'used',
            header: t('used'),
            cell: ({ version, origin }) => `${t('version', { version })}, ${t(`origin.${origin}`)}`,
            width: 'minmax(150px, 1fr)',
          },
          {
            id: 'languages',
            header: t('languages'),
            cell: ({ languages }) => <LanguageMarks marks={languages} />,
            width: 'minmax(220px, 2fr)',
          },
          {
            id: 'review',
            header: t('review'),
            cell: ({ reviewOn, reviewDue }) => (
              <>
                {reviewOn === null ? t('none') : day(reviewOn)}{' '}
                {reviewDue && <Tag tone="warn">{t('due')}</Tag>}
              </>
            ),
            width: '150px',
            optional: true,
          },
          {
            id: 'state',
            header: t('state'),
            cell: ({ hasDraft, shippedNewer }) => (
              <>
                {hasDraft && <Tag tone="ink">{t('draft')}</Tag>}{' '}
                {shippedNewer && <Tag tone="info">{t('newer')}</Tag>}
              </>
            ),
            width: 'minmax(90px, 1fr)',
          },
        ]}
      />
    </Section>
  );
}

function SharedWords() {
  const { t } = useTranslation('templates');
  const may = useMay('templates.write') === true;
  const words = useQuery(q.templates.words.queryOptions());
  const [asked, setAsked] = useState<LanguageMark | null>(null);
  const approve = useMutation(
    q.templates.approveWords.mutationOptions({ onSuccess: () => notify({ text: t('words.done') }) }),
  );
  return (
    <Section title={t('words.title')}>
      <p className={css['hint']}>{t('words.lead')}</p>
      <ul className={css['words']}>
        {(words.data ?? []).map((mark) => (
          <li key={mark.language}>
            <bdi>{mark.name}</bdi>
            <Tag tone={tones[mark.state]}>{t(`mark.${mark.state}`)}</Tag>
            {mark.approvedBy !== null && (
              <span className={css['hint']}>{t('lang.approved', { name: mark.approvedBy })}</span>
            )}
            {may && mark.state === 'machine' && (
              <Button variant="default" onClick={() => setAsked(mark)}>
                {t('words.approve', { language: mark.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={asked !== null}
        title={t('words.approve', { language: asked?.name ?? '' })}
        confirmLabel={t('words.approve', { language: asked?.name ?? '' })}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (asked !== null) await approve.mutateAsync({ language: asked.language });
        }}
      >
        {t('words.sure', { language: asked?.name ?? '' })}
      </ConfirmDialog>
    </Section>
  );
}

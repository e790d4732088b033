import { Button, Select, Tabs } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateBody, TemplateRecord } from '../../../../shared/contract/templates.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { printPaper, savePaper } from '../../../paper.ts';
import { api, q, refusalOf } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useSayMoment } from '../../../ui/date-habit.ts';
import { useDraft } from '../../../ui/draft.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Page, PageHeader } from '../../../ui/Page.tsx';
import { PaperDialog } from '../../../ui/PaperDialog.tsx';
import { ErrorState, LoadingState } from '../../../ui/States.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { same, tidy } from './bodies.ts';
import { HistoryPart } from './HistoryPart.tsx';
import { LanguagePart } from './LanguagePart.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import css from './templates.module.css';
import { WritePart } from './WritePart.tsx';

const route = getRouteApi('/templates/$templateId');

/** One text: written, looked at, put into languages, published; and all that it has said before. */
export function TemplateScreen() {
  const { templateId } = route.useParams();
  const sayTrouble = useTrouble();
  const record = useQuery(q.templates.open.queryOptions({ input: { id: templateId } }));
  if (record.error) {
    const trouble = sayTrouble(record.error);
    return (
      <Page>
        <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void record.refetch()} />
      </Page>
    );
  }
  return (
    <Page key={templateId}>
      {record.data === undefined ? <LoadingState shape="page" /> : <Editor template={record.data} />}
    </Page>
  );
}

const nothingTyped: { body: TemplateBody | null } = { body: null };

function Editor({ template }: { template: TemplateRecord }) {
  const { t } = useTranslation('templates');
  const cache = useQueryClient();
  const readOnly = useMay('templates.write') !== true;
  const typed = useDraft<{ body: TemplateBody | null }>(`template:${template.id}`, nothingTyped);
  const [tab, setTab] = useState<string | null>('write');
  const [language, setLanguage] = useState(template.languages[0]?.language ?? 'en');
  const [shownIn, setShownIn] = useState('en');
  const [asked, setAsked] = useState<'publish' | 'discard' | 'paper' | 'review' | null>(null);
  const [overtaken, setOvertaken] = useState(false);
  const { draft } = template;
  const kept = draft?.body ?? template.body;
  const body = typed.value.body ?? kept;
  const unsaved = typed.value.body !== null && !same(typed.value.body, kept);
  const fresh = () => cache.invalidateQueries({ queryKey: q.templates.key() });
  const save = async (): Promise<number> => {
    if (!unsaved && draft !== null) return draft.version;
    const saved = await api.templates.saveDraft({
      id: template.id,
      body: tidy(body),
      basedOn: template.version,
      version: draft?.version ?? 0,
    });
    await typed.discard();
    await fresh();
    return saved.draft?.version ?? 0;
  };
  return (
    <>
      <PageHeader
        title={template.name}
        lead={`${t('version', { version: template.version })}, ${t(`origin.${template.origin}`)}`}
        back={{ label: t('title'), href: '#/templates' }}
        tags={
          <>
            {(draft !== null || unsaved) && <Tag tone="ink">{t('draft')}</Tag>}
            {template.reviewDue && <Tag tone="warn">{t('due')}</Tag>}
          </>
        }
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => setAsked('paper')}
            >
              {t('paper')}
            </Button>
            {!readOnly && draft !== null && (
              <Button variant="subtle" color="red" onClick={() => setAsked('discard')}>
                {t('discard')}
              </Button>
            )}
            {!readOnly && (
              <Button variant="default" onClick={() => setAsked('review')}>
                {t('reviewing.open')}
              </Button>
            )}
            {!readOnly && (
              <SaveButton disabled={!unsaved} onSave={save} onOvertaken={() => setOvertaken(true)} />
            )}
            {!readOnly && (
              <Button disabled={!unsaved && draft === null} onClick={() => setAsked('publish')}>
                {t('publish')}
              </Button>
            )}
          </>
        }
      />
      <div className={css['stack']}>
        <Standing template={template} unsaved={unsaved} readOnly={readOnly} />
        {overtaken && (
          <Notice
            tone="warn"
            live
            title={t('overtaken')}
            action={
              <div className={css['bar']}>
                <Button
                  variant="default"
                  onClick={() =>
                    void typed
                      .discard()
                      .then(fresh)
                      .then(() => setOvertaken(false))
                  }
                >
                  {t('takeTheirs')}
                </Button>
                <Button variant="default" onClick={() => void fresh().then(() => setOvertaken(false))}>
                  {t('keepMine')}
                </Button>
              </div>
            }
          />
        )}
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List aria-label={t('tab.label')}>
            {(['write', 'preview', 'languages', 'history'] as const).map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="write" pt="md">
            <div className={css['desk']}>
              <WritePart
                template={template}
                body={body}
                readOnly={readOnly}
                onChange={(next) => typed.setValue({ body: next })}
              />
              {/* Scrolled by the keyboard too, so it takes the focus. */}
              <div className={css['preview']} role="region" aria-label={t('previewOf')} tabIndex={0}>
                <PreviewPart id={template.id} body={body} language="en" />
              </div>
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="preview" pt="md">
            <div className={css['stack']}>
              <LanguageChoice template={template} english value={shownIn} onChange={setShownIn} />
              <PreviewPart id={template.id} body={body} language={shownIn} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="languages" pt="md">
            <div className={css['stack']}>
              <LanguageChoice template={template} value={language} onChange={setLanguage} />
              <LanguagePart
                key={language}
                template={template}
                language={language}
                readOnly={readOnly}
                onChanged={() => void fresh()}
              />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="md">
            <HistoryPart
              template={template}
              readOnly={readOnly}
              onChanged={() => void fresh()}
              onRestore={(version, old) => {
                typed.setValue({ body: old });
                setTab('write');
                notify({ text: t('history.restored', { version }) });
              }}
            />
          </Tabs.Panel>
        </Tabs>
      </div>
      {asked === 'publish' && (
        <PublishDialog
          template={template}
          onClose={() => setAsked(null)}
          onPublish={async (said) => {
            const version = await save();
            const published = await api.templates.publish({ id: template.id, version, ...said });
            await typed.discard();
            await fresh();
            setAsked(null);
            notify({ text: t('publishing.done', { version: published.version }) });
          }}
        />
      )}
      <ConfirmDialog
        opened={asked === 'discard'}
        tone="danger"
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          await api.templates.discardDraft({ id: template.id, version: draft?.version ?? 0 });
          await typed.discard();
          await fresh();
        }}
      >
        {t('discardText')}
      </ConfirmDialog>
      {asked === 'review' && (
        <ReviewDialog
          template={template}
          onClose={() => setAsked(null)}
          onSet={async (reviewOn) => {
            await api.templates.setReview({ id: template.id, reviewOn });
            await fresh();
            setAsked(null);
            notify({ text: t('reviewing.done') });
          }}
        />
      )}
      {asked === 'paper' && (
        <Paper id={template.id} body={tidy(body)} language={shownIn} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function SaveButton({
  disabled,
  onSave,
  onOvertaken,
}: {
  disabled: boolean;
  onSave: () => Promise<unknown>;
  /** Somebody else has saved the draft: nothing is written until one of the two is chosen. */
  onOvertaken: () => void;
}) {
  const { t } = useTranslation('templates');
  const sayTrouble = useTrouble();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await onSave();
    } catch (error) {
      if (refusalOf(error)?.code === 'STALE_VERSION') onOvertaken();
      else notify({ text: sayTrouble(error).text, tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" disabled={disabled} loading={busy} onClick={() => void save()}>
      {t('save')}
    </Button>
  );
}

function Standing({
  template: { draft, shippedNewer },
  unsaved,
  readOnly,
}: {
  template: TemplateRecord;
  unsaved: boolean;
  readOnly: boolean;
}) {
  const { t } = useTranslation('templates');
  const moment = useSayMoment({ dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      {readOnly && <Notice tone="info" title={t('readOnly')} />}
      {shippedNewer && <Notice tone="info" title={t('shippedNewer')} />}
      {draft !== null && !unsaved && (
        <p className={css['hint']}>{t('saved', { name: draft.savedBy, when: moment(draft.savedAt) })}</p>
      )}
      {unsaved && (
        <p className={css['hint']} role="status">
          {t('unsaved')}
        </p>
      )}
    </>
  );
}

function LanguageChoice({
  template,
  value,
  english = false,
  onChange,
}: {
  template: TemplateRecord;
  value: string;
  english?: boolean;
  onChange: (language: string) => void;
}) {
  const { t } = useTranslation('templates');
  return (
    <Select
      label={t('lang.choose')}
      data={[
        ...(english ? [{ value: 'en', label: t('lang.english') }] : []),
        ...template.languages.map((one) => ({ value: one.language, label: one.name })),
      ]}
      value={value}
      allowDeselect={false}
      maw={240}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

function Paper(props: { id: string; body: TemplateBody; language: string; onClose: () => void }) {
  const { id, body, language, onClose } = props;
  const { t } = useTranslation('templates');
  const sayTrouble = useTrouble();
  const paper = useQuery(q.templates.previewPaper.queryOptions({ input: { id, body, language } }));
  const file = paper.data?.file ?? null;
  return (
    <PaperDialog
      opened
      onClose={onClose}
      title={t('paper')}
      file={file}
      loading={paper.isPending}
      {...(paper.error ? { error: sayTrouble(paper.error).text } : {})}
      {...(file === null
        ? {}
        : { onPrint: () => void printPaper(file), onSave: () => void savePaper(file, id) })}
    />
  );
}

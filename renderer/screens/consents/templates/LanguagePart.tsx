import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRecord } from '../../../../shared/contract/templates.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { LoadingState } from '../../../ui/States.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { LanguageMarks } from './LanguageMarks.tsx';
import css from './templates.module.css';

interface LanguagePartProps {
  template: TemplateRecord;
  language: string;
  readOnly: boolean;
  onChanged: () => void;
}

const textTones = { shipped: 'neutral', written: 'ok', 'out-of-date': 'bad', missing: 'bad' } as const;

/** Every text beside its translation, in the order in which it is read. */
export function LanguagePart({ template, language, readOnly, onChanged }: LanguagePartProps) {
  const { t } = useTranslation('templates');
  const sayTrouble = useTrouble();
  const texts = useQuery(q.templates.texts.queryOptions({ input: { id: template.id, language } }));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [approving, setApproving] = useState(false);
  const mark = template.languages.find((one) => one.language === language);
  if (texts.data === undefined || mark === undefined) return <LoadingState shape="form" />;
  const changed = texts.data.filter(({ key, text }) => typed[key] !== undefined && typed[key] !== text);
  const save = async () => {
    try {
      await api.templates.saveTexts({
        id: template.id,
        language,
        texts: changed.map(({ key, english }) => ({ key, english, text: typed[key] ?? '' })),
      });
      await texts.refetch();
      setTyped({});
      setError(null);
      notify({ text: t('lang.saved') });
      onChanged();
    } catch (problem) {
      setError(problem);
    }
  };
  const trouble = error === null ? null : sayTrouble(error);
  return (
    <Section
      title={<bdi>{mark.name}</bdi>}
      actions={
        <div className={css['bar']}>
          <LanguageMarks marks={[mark]} />
          {!readOnly && (
            <Button disabled={changed.length === 0} onClick={() => void save()}>
              {t('lang.save')}
            </Button>
          )}
          {!readOnly &&
            template.draft === null &&
            mark.complete === mark.texts &&
            mark.state !== 'approved' && (
              <Button variant="default" disabled={changed.length > 0} onClick={() => setApproving(true)}>
                {t('lang.approve', { version: template.version })}
              </Button>
            )}
        </div>
      }
    >
      <div className={css['stack']}>
        {trouble && <Notice tone="bad" title={trouble.text} live />}
        {mark.approvedBy !== null && (
          <Notice tone="ok" title={t('lang.approved', { name: mark.approvedBy })} />
        )}
        {template.draft !== null && <Notice tone="info" title={t('lang.ofDraft')} />}
        {mark.complete < mark.texts && <Notice tone="warn" title={t('lang.incomplete')} />}
        <div className={css['columns']}>
          {texts.data.map(({ key, english, text, madeFrom, state }) => (
            <TextPair key={key} english={english} madeFrom={madeFrom}>
              <Textarea
                aria-label={`${mark.name}: ${english.slice(0, 80)}`}
                dir={mark.direction}
                lang={language}
                autosize
                minRows={1}
                readOnly={readOnly}
                value={typed[key] ?? text}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setTyped((before) => ({ ...before, [key]: value }));
                }}
              />
              {state !== 'shipped' && <Tag tone={textTones[state]}>{t(`textState.${state}`)}</Tag>}
            </TextPair>
          ))}
        </div>
      </div>
      <ConfirmDialog
        opened={approving}
        title={t('lang.approve', { version: template.version })}
        confirmLabel={t('lang.approve', { version: template.version })}
        onClose={() => setApproving(false)}
        onConfirm={async () => {
          await api.templates.approve({ id: template.id, language, version: template.version });
          onChanged();
        }}
      >
        {t('lang.sure', { version: template.version, language: mark.name })}
      </ConfirmDialog>
    </Section>
  );
}

function TextPair({
  english,
  madeFrom,
  children,
}: {
  english: string;
  madeFrom: string | null;
  children: React.ReactNode;
}) {
  const { t } = useTranslation('templates');
  return (
    <>
      <div className={css['source']} lang="en">
        {english}
        {madeFrom !== null && <p className={css['hint']}>{t('lang.madeFrom', { text: madeFrom })}</p>}
      </div>
      <div>{children}</div>
    </>
  );
}

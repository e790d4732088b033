import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateBody, TemplateRecord, TemplateVersion } from '../../../../shared/contract/templates.ts';
import { api } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useSayMoment } from '../../../ui/date-habit.ts';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { difference } from './bodies.ts';
import css from './templates.module.css';

interface HistoryPartProps {
  template: TemplateRecord;
  readOnly: boolean;
  onRestore: (version: number, body: TemplateBody) => void;
  onChanged: () => void;
}

/** Every version with what it changed, who by, and the way back. */
export function HistoryPart({ template, readOnly, onRestore, onChanged }: HistoryPartProps) {
  const { t } = useTranslation('templates');
  const moment = useSayMoment({ dateStyle: 'medium', timeStyle: 'short' });
  const [retiring, setRetiring] = useState<TemplateVersion | null>(null);
  const { versions } = template;
  return (
    <div className={css['stack']}>
      {versions.map((one, at) => (
        <Section
          key={one.version}
          title={`${t('version', { version: one.version })}, ${t(`origin.${one.origin}`)}`}
          actions={
            <div className={css['bar']}>
              {one.version === template.version && <Tag tone="ok">{t('history.inUse')}</Tag>}
              {one.material && <Tag tone="warn">{t('history.material')}</Tag>}
              {!readOnly && (
                <Button variant="default" onClick={() => onRestore(one.version, one.body)}>
                  {t('history.restore')}
                </Button>
              )}
              {!readOnly && one.origin === 'clinic' && one.retiredAt === null && (
                <Button variant="subtle" color="red" onClick={() => setRetiring(one)}>
                  {t('history.retire')}
                </Button>
              )}
            </div>
          }
        >
          <p className={css['hint']}>
            {t('history.by', { name: one.publishedBy, when: moment(one.publishedAt) })}: {one.reason}
          </p>
          {one.retiredAt !== null && (
            <p className={css['hint']}>
              {t('history.retired', { when: moment(one.retiredAt), name: one.retiredBy ?? '' })}
            </p>
          )}
          <Changes before={versions[at + 1]} after={one} />
        </Section>
      ))}
      <ConfirmDialog
        opened={retiring !== null}
        tone="danger"
        title={t('history.retireTitle', { version: retiring?.version ?? 0 })}
        confirmLabel={t('history.retire')}
        reason={{ label: t('history.retireReason'), required: true }}
        onClose={() => setRetiring(null)}
        onConfirm={async (reason) => {
          if (retiring === null) return;
          await api.templates.retire({ id: template.id, version: retiring.version, reason: reason ?? '' });
          onChanged();
        }}
      >
        {t('history.retireText')}
      </ConfirmDialog>
    </div>
  );
}

function Changes({ before, after }: { before: TemplateVersion | undefined; after: TemplateVersion }) {
  const { t } = useTranslation('templates');
  if (before === undefined) return <p className={css['hint']}>{t('history.first')}</p>;
  const { gone, added } = difference(before.body, after.body);
  if (gone.length + added.length === 0) return <p className={css['hint']}>{t('history.same')}</p>;
  return (
    <details open={after.origin === 'clinic'}>
      <summary>{t('history.compare')}</summary>
      {gone.map((text) => (
        <p key={text} className={css['change']} data-change="gone">
          <b>{t('history.gone')}:</b> <del>{text}</del>
        </p>
      ))}
      {added.map((text) => (
        <p key={text} className={css['change']} data-change="added">
          <b>{t('history.added')}:</b> <ins>{text}</ins>
        </p>
      ))}
    </details>
  );
}

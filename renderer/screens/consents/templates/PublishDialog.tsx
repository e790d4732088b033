import { Button, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRecord } from '../../../../shared/contract/templates.ts';
import { useTrouble } from '../../../desk.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { DateField } from '../../../ui/Fields.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import css from './templates.module.css';

interface PublishDialogProps {
  template: TemplateRecord;
  onPublish: (said: { reason: string; material: boolean; reviewOn: string | null }) => Promise<void>;
  onClose: () => void;
}

/** Why, whether patients were told otherwise before, and when to look at it again. */
export function PublishDialog({ template, onPublish, onClose }: PublishDialogProps) {
  const { t } = useTranslation(['templates', 'ui']);
  const sayTrouble = useTrouble();
  const [reason, setReason] = useState('');
  const [material, setMaterial] = useState<string | null>(null);
  const [reviewOn, setReviewOn] = useState(template.reviewOn ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const trouble = error === null ? null : sayTrouble(error);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || material === null) return;
    setBusy(true);
    try {
      await onPublish({ reason, material: material === 'yes', reviewOn: reviewOn === '' ? null : reviewOn });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const next = 1 + (template.versions[0]?.version ?? 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('publishing.title', { name: template.name })}
      size={560}
      withCloseButton={false}
    >
      <form className={css['stack']} onSubmit={(event) => void submit(event)} noValidate>
        <p className={css['hint']}>{t('publishing.lead', { version: next })}</p>
        {trouble && (
          <Notice tone="bad" title={trouble.text} live>
            {trouble.incident}
          </Notice>
        )}
        <Textarea
          label={t('publishing.reason')}
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={tried && reason.trim() === '' ? t('publishing.needReason') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <SegmentedChoice
          label={t('publishing.material')}
          required
          options={[
            { value: 'yes', label: t('publishing.yes') },
            { value: 'no', label: t('publishing.no') },
          ]}
          value={material}
          error={tried && material === null ? t('publishing.needChoice') : undefined}
          onChange={setMaterial}
        />
        {material !== null && (
          <Notice
            tone={material === 'yes' ? 'warn' : 'info'}
            title={t(material === 'yes' ? 'publishing.yesHow' : 'publishing.noHow')}
          />
        )}
        <DateField label={t('publishing.review')} value={reviewOn} onChange={setReviewOn} />
        <div className={css['bar']}>
          <span className={css['spread']} />
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('publishing.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRecord } from '../../../../shared/contract/templates.ts';
import { useTrouble } from '../../../desk.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DateField } from '../../../ui/Fields.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import css from './templates.module.css';

interface ReviewDialogProps {
  template: TemplateRecord;
  onSet: (reviewOn: string | null) => Promise<void>;
  onClose: () => void;
}

/** When somebody wants to look at the text again; nothing of the text changes. */
export function ReviewDialog({ template, onSet, onClose }: ReviewDialogProps) {
  const { t } = useTranslation(['templates', 'ui']);
  const sayTrouble = useTrouble();
  const [reviewOn, setReviewOn] = useState(template.reviewOn ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSet(reviewOn === '' ? null : reviewOn);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('reviewing.title', { name: template.name })} size={460}>
      <form className={css['stack']} onSubmit={(event) => void submit(event)} noValidate>
        {error !== null && <Notice tone="bad" live title={sayTrouble(error).text} />}
        <DateField
          label={t('publishing.review')}
          description={t('reviewing.how')}
          value={reviewOn}
          onChange={setReviewOn}
        />
        <div className={css['bar']}>
          <span className={css['spread']} />
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

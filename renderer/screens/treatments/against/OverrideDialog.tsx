import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverrideRoute } from '../../../../shared/contract/reference.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import { needsDocument } from '../../../../shared/rules/contraindications.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import css from '../blocks/usual.module.css';

type Written = NonNullable<SessionContent['overrides']>[number];
export type Override = Omit<Written, 'flagId' | 'targetId'>;

interface OverrideDialogProps {
  flag: string;
  technique: string;
  route: OverrideRoute;
  why: string;
  written: Override | null;
  /** Null closes it again. */
  onSave: (next: Override | null) => void;
  onClose: () => void;
}

/** Goes on in spite of a stop, by the one route that it names: who allows it, why, on which paper, and a second look. */
export function OverrideDialog(props: OverrideDialogProps) {
  const { flag, technique, route, why, written, onSave, onClose } = props;
  const { t } = useTranslation(['usual', 'ui']);
  const [authorisedBy, setBy] = useState(written?.authorisedBy ?? '');
  const [reason, setReason] = useState(written?.reason ?? '');
  const [document, setDocument] = useState(written?.document ?? '');
  const [sure, setSure] = useState(false);
  const [tried, setTried] = useState(false);
  const paper = needsDocument(route);
  const missing = (text: string, least = 1) =>
    tried && text.trim().length < least ? t('hits.needed') : undefined;
  return (
    <Dialog opened onClose={onClose} title={t('hits.dialog', { flag, technique })} size={520}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          const whole =
            authorisedBy.trim() !== '' &&
            reason.trim().length >= 3 &&
            (!paper || document.trim() !== '') &&
            sure;
          if (whole)
            onSave({ authorisedBy: authorisedBy.trim(), reason: reason.trim(), document: document.trim() });
        }}
      >
        <p className={`${css['soft']} ${css['sentence']}`}>
          {why}; {t(`hits.route.${route}`)}.
        </p>
        <TextInput
          label={t('hits.who')}
          required
          data-autofocus
          maxLength={120}
          value={authorisedBy}
          error={missing(authorisedBy)}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        <Textarea
          label={t('hits.reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={missing(reason, 3)}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('hits.document')}
          required={paper}
          maxLength={200}
          value={document}
          error={paper ? missing(document) : undefined}
          onChange={(event) => setDocument(event.currentTarget.value)}
        />
        <Checkbox
          label={t('hits.sure')}
          checked={sure}
          error={tried && !sure ? t('hits.needed') : undefined}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <div className={css['end']}>
          {written !== null && (
            <Button variant="subtle" color="red" onClick={() => onSave(null)}>
              {t('hits.close')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit">{t('hits.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallContact, RecallCriteria } from '../../../shared/contract/recall.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDraft } from '../../ui/draft.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './recall.module.css';

interface LetterDialogProps {
  recallId: string;
  /** What was looked for: a device is not a batch. */
  by: RecallCriteria['by'];
  contacts: readonly RecallContact[];
  onWritten: () => void;
  onClose: () => void;
}

/** One text to everybody who lives and was not reached; it says what every letter will say. */
export function LetterDialog({ recallId, by, contacts, onWritten, onClose }: LetterDialogProps) {
  const { t } = useTranslation('recall');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const typed = useDraft(`recall-letter:${recallId}`, {
    subject: t('letter.subjectText'),
    text: t(`letter.body.${by === 'needle-lot' || by === 'device' ? by : 'lot'}`),
  });
  const { subject, text } = typed.value;
  const [alsoUnwished, setAlsoUnwished] = useState(false);
  const open = contacts.filter(({ state, patient }) => state !== 'reached' && patient.diedOn === null);
  const unwished = open.filter(({ patient }) => patient.contact === 'none').length;
  const to = open.filter(({ patient }) => alsoUnwished || patient.contact !== 'none');
  const without = to.filter(({ patient }) => !patient.hasAddress).length;
  const ready = to.length > 0 && subject.trim() !== '' && text.trim() !== '';
  const write = useMutation({
    mutationFn: () =>
      api.recall.writeLetters({
        id: recallId,
        subject,
        text,
        patientIds: to.map(({ patient }) => patient.id),
      }),
    onSuccess: async ({ patients }) => {
      await typed.discard();
      await cache.invalidateQueries({ queryKey: q.recall.key() });
      notify({ text: t('letter.written', { count: patients }) });
      onClose();
      onWritten();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('letter.title')} size={680}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) write.mutate();
        }}
      >
        <p>
          {t('letter.to', { count: to.length })} {without > 0 && t('letter.without', { count: without })}
        </p>
        {unwished > 0 && (
          <Checkbox
            label={t('letter.unwished', { count: unwished })}
            description={t('letter.unwishedHow')}
            checked={alsoUnwished}
            onChange={(event) => setAlsoUnwished(event.currentTarget.checked)}
          />
        )}
        <TextInput
          label={t('letter.subject')}
          required
          data-autofocus
          maxLength={160}
          value={subject}
          onChange={(event) => {
            const { value } = event.currentTarget;
            typed.setValue((before) => ({ ...before, subject: value }));
          }}
        />
        <Textarea
          label={t('letter.text')}
          required
          autosize
          minRows={8}
          maxRows={16}
          maxLength={6000}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            typed.setValue((before) => ({ ...before, text: value }));
          }}
        />
        {write.error !== null && <Notice tone="bad" live title={trouble(write.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={write.isPending} disabled={!ready}>
            {t('letter.write')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  letterRecipient,
  type LetterRecipient,
  type LetterTemplate,
} from '../../../../shared/contract/letters.ts';
import { letterProblem } from '../../../../shared/rules/letter-text.ts';
import { q } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notify } from '../../../ui/toast.tsx';
import { EditDialog } from '../EditDialog.tsx';
import { FieldButtons, FieldText, useFieldText } from './FieldText.tsx';
import { LetterSide } from './LetterSide.tsx';
import css from './letters.module.css';

/** `known` is the template that stands; null for a new one. */
export type Edited = Pick<LetterTemplate, 'recipient' | 'name' | 'text'> & { known: LetterTemplate | null };

interface LetterTextDialogProps {
  edited: Edited;
  onCopy: (copy: Edited) => void;
  onClose: () => void;
}

/** One wording: its words and fields on the one side, what becomes of them on the other. */
export function LetterTextDialog({ edited, onCopy, onClose }: LetterTextDialogProps) {
  const { t } = useTranslation(['letters', 'refusals', 'ui']);
  const cache = useQueryClient();
  const { known } = edited;
  const [name, setName] = useState(edited.name);
  const [recipient, setRecipient] = useState(edited.recipient);
  const [text, setText] = useState(edited.text);
  const [tried, setTried] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const done = (said: 'saved' | 'isRetired' | 'isRestored') => ({
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.letters.key() });
      notify({ text: t(said) });
      onClose();
    },
  });
  const save = useMutation(q.letters.save.mutationOptions(done('saved')));
  const retire = useMutation(q.letters.retire.mutationOptions(done('isRetired')));
  const restore = useMutation(q.letters.restore.mutationOptions(done('isRestored')));
  const { area, back, put } = useFieldText(text, setText);
  const problem = letterProblem(text);
  const wrong =
    problem === null
      ? tried && text.trim() === ''
        ? t('ui:issue.missing')
        : undefined
      : t('refusals:LETTER_REFUSED', { name: problem.name, context: problem.problem });
  const unnamed = name.trim() === '';
  const standing = known === null ? null : { id: known.id, number: known.number };
  return (
    <EditDialog
      title={t(known === null ? 'add' : 'edit')}
      size={1080}
      busy={save.isPending || retire.isPending || restore.isPending}
      error={save.error ?? retire.error ?? restore.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (problem !== null || unnamed || text.trim() === '') return;
        save.mutate({
          id: known?.id ?? null,
          number: known?.number ?? 0,
          recipient,
          name: name.trim(),
          text,
        });
      }}
      {...(known?.retired === true && { submit: { label: t('reuse'), disabled: false } })}
      aside={
        known !== null &&
        standing !== null && (
          <>
            <Button
              variant="subtle"
              onClick={() => onCopy({ known: null, recipient, text, name: t('copied', { name }) })}
            >
              {t('copy')}
            </Button>
            {known.shipped && known.number > 0 && (
              <Button variant="subtle" onClick={() => setRestoring(true)}>
                {t('restore')}
              </Button>
            )}
            {!known.retired && (
              <Button variant="subtle" color="red" onClick={() => retire.mutate(standing)}>
                {t('retire')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className={css['columns']}>
        <div className={css['words']}>
          <div className={css['head']}>
            <TextInput
              data-autofocus
              label={t('name')}
              title={t('nameHint')}
              required
              maxLength={80}
              value={name}
              error={tried && unnamed ? t('ui:issue.missing') : undefined}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t('recipient')}
              allowDeselect={false}
              value={recipient}
              data={letterRecipient.options.map((one) => ({ value: one, label: t(`recipients.${one}`) }))}
              onChange={(one) => setRecipient((one ?? recipient) as LetterRecipient)}
            />
          </div>
          <FieldText {...{ area, back, put }} value={text} onChange={setText} error={wrong} />
        </div>
        <div className={css['words']}>
          <LetterSide
            id={known?.id ?? null}
            recipient={recipient}
            text={text}
            onTake={(words) => {
              setName(words.name);
              setRecipient(words.recipient);
              setText(words.text);
            }}
          />
          <FieldButtons put={put} />
        </div>
      </div>
      {restoring && standing !== null && (
        <ConfirmDialog
          opened
          title={t('restoreTitle')}
          confirmLabel={t('restore')}
          onClose={() => setRestoring(false)}
          onConfirm={() => restore.mutate(standing)}
        >
          {t('restoreHow')}
        </ConfirmDialog>
      )}
    </EditDialog>
  );
}

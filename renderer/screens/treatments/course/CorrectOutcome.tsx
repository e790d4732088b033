import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { MeasureRow } from './MeasureRow.tsx';
import type { MeasureWords } from './measure-words.ts';
import css from '../treatments.module.css';

interface CorrectOutcomeProps {
  outcome: Outcome;
  words: MeasureWords;
  onClose: () => void;
}

/** Takes a wrong figure back and writes the right one beside it. */
export function CorrectOutcome({ outcome, words, onClose }: CorrectOutcomeProps) {
  const { t } = useTranslation(['courses', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const { measure, item } = outcome;
  const [right, setRight] = useState({ value: '', details: outcome.details });
  const correct = useMutation({
    mutationFn: () =>
      api.courses.correctOutcome({
        outcomeId: outcome.id,
        reason: reason.trim(),
        right: right.value === '' ? null : right,
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('measure.corrected') });
      onClose();
    },
  });
  const refused = correct.error === null ? null : trouble(correct.error);
  return (
    <Dialog opened onClose={onClose} title={t('measure.correctTitle')} size={640}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          correct.mutate();
        }}
      >
        <p className={css['soft']}>{t('measure.correctHow')}</p>
        <TextInput
          label={t('measure.correctReason')}
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <MeasureRow
          known
          row={{ measure, item, ...right }}
          words={words}
          last={t('measure.lastTime', { value: words.value(measure, outcome.value) })}
          onChange={({ value = right.value, details = right.details }) => setRight({ value, details })}
        />
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        <div className={css['dialogEnd']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={correct.isPending} disabled={reason.trim().length < 3}>
            {t('measure.takeBack')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

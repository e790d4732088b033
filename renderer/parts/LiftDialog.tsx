import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notify } from '../ui/toast.tsx';
import { complete, SayingFields, type Saying } from './SayingFields.tsx';
import css from './refusals.module.css';

/** A patient has changed their mind: taken down in their words, and nothing is allowed by it yet. */
export function LiftDialog({
  limitId,
  name,
  patientName,
  onLifted,
  onClose,
}: {
  limitId: string;
  /** What was refused. */
  name: string;
  patientName: string;
  onLifted?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('limits');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [saying, setSaying] = useState<Saying>({ words: '', saidBy: patientName, how: null });
  const [tried, setTried] = useState(false);
  const lift = useMutation({
    mutationFn: async () => {
      const said = complete(saying);
      if (said === null) throw new Error('incomplete');
      return api.limits.lift({ id: limitId, ...said });
    },
    onSuccess: async () => {
      notify({ text: t('lift.saved', { name }) });
      await cache.invalidateQueries({ queryKey: q.limits.key() });
      onLifted?.();
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('lift.title', { name })} size={560}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (complete(saying) !== null) lift.mutate();
        }}
      >
        <Notice tone="info" title={t('lift.text')} />
        <SayingFields value={saying} tried={tried} onChange={setSaying} />
        {lift.error !== null && <Notice tone="bad" live title={trouble(lift.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={lift.isPending}>
            {t('lift.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

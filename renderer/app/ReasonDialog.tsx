import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../desk.ts';
import { api, q, refusalOf } from '../rpc.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { reasonAsked } from './reason.ts';

const shortest = 5;

/** Opens by itself when a record is asked for outside the person's role; what was refused is asked again afterwards. */
export function ReasonDialog() {
  const { t } = useTranslation('app');
  const cache = useQueryClient();
  const sayTrouble = useTrouble();
  const [opened, setOpened] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => reasonAsked.listen(() => setOpened(true)), []);

  const state = async (reason: string) => {
    if (reason.length < shortest) {
      setProblem(t('reason.short'));
      throw new Error('too short');
    }
    try {
      cache.setQueryData(q.session.who.queryKey(), await api.session.stateReason({ reason }));
    } catch (error) {
      setProblem(sayTrouble(error).text);
      throw error;
    }
    await cache.resetQueries({
      predicate: ({ state: { error } }) => refusalOf(error)?.code === 'REASON_NEEDED',
    });
  };
  const close = () => {
    setOpened(false);
    setProblem(null);
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('reason.title')}
      confirmLabel={t('reason.confirm')}
      reason={{
        label: t('reason.label'),
        suggestions: [
          t('reason.suggestions.complaint'),
          t('reason.suggestions.audit'),
          t('reason.suggestions.absence'),
        ],
      }}
      onConfirm={state}
      onClose={close}
    >
      {t('reason.text')}
      {problem && <Notice tone="bad" title={problem} live />}
    </ConfirmDialog>
  );
}

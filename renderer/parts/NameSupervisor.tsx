import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notify } from '../ui/toast.tsx';
import css from './NameSupervisor.module.css';

interface NameSupervisorProps {
  sessionId: string;
  from: { id: string; name: string };
  onClose: () => void;
}

/** Who co-signs in place of a supervisor who cannot. Offered are only those who hold the same on their own. */
export function NameSupervisor({ sessionId, from, onClose }: NameSupervisorProps) {
  const { t } = useTranslation(['notes', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [toId, setToId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const input = { id: sessionId, fromId: from.id };
  const offered = useQuery(q.treatments.supervisorsFor.queryOptions({ input }));
  const save = useMutation({
    mutationFn: (to: string) => api.treatments.nameSupervisor({ ...input, toId: to, reason: reason.trim() }),
    onSuccess: async () => {
      notify({ text: t('supervisor.done') });
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      onClose();
    },
  });
  const failed = save.error ?? offered.error;
  const nobody = offered.data?.length === 0;
  return (
    <Dialog opened onClose={onClose} title={t('supervisor.title')} size={480}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (toId !== null && reason.trim().length >= 3) save.mutate(toId);
        }}
      >
        <p className={css['how']}>{t('supervisor.how', { name: from.name })}</p>
        {nobody && <Notice tone="warn" title={t('supervisor.nobody')} />}
        <Select
          data-autofocus
          label={t('supervisor.who')}
          required
          readOnly={nobody}
          searchable
          value={toId}
          onChange={setToId}
          data={(offered.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput
          label={t('supervisor.reason')}
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {failed !== null && <Notice tone="bad" live title={trouble(failed).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={toId === null || reason.trim().length < 3}>
            {t('supervisor.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

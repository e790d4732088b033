import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../desk.ts';
import { q } from '../../rpc.ts';

/** Shown to a supervisor while notes wait for their co-signature. */
export function WaitingNotes() {
  const { t } = useTranslation('notes');
  const navigate = useNavigate();
  const maySign = useMay('notes.sign') === true;
  const waiting = useQuery({ ...q.treatments.toCosign.queryOptions(), enabled: maySign });
  const count = waiting.data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Button
      variant="light"
      leftSection={<IconSignature size={16} />}
      title={t('waiting', { count })}
      aria-label={t('waiting', { count })}
      onClick={() => void navigate({ to: '/notes' })}
    >
      {count}
    </Button>
  );
}

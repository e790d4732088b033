import { Button } from '@mantine/core';
import { IconDeviceTablet } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { flushDrafts } from '../../ui/draft.tsx';
import type { ConsentAtHand } from './use-consent.ts';

/** Gives the window to the patient with this document; what is still unsaved is saved first. */
export function HandOverButton({ hand, name }: { hand: ConsentAtHand; name: string }) {
  const { t } = useTranslation('consents');
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const give = async () => {
    await flushDrafts();
    const kept = await hand.run(async (known) => {
      const sitting = await api.handover.begin(known);
      cache.setQueryData(q.session.who.queryKey(), sitting);
      return hand.record ?? Promise.reject(new Error('nothing to hand over'));
    });
    if (kept === null) setAsking(false);
  };
  return (
    <>
      <Button variant="default" leftSection={<IconDeviceTablet size={16} />} onClick={() => setAsking(true)}>
        {t('handOver.open')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('handOver.title', { name })}
        confirmLabel={t('handOver.confirm')}
        onClose={() => setAsking(false)}
        onConfirm={give}
      >
        {t('handOver.text')}
      </ConfirmDialog>
    </>
  );
}

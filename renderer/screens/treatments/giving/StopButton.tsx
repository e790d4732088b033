import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../../shared/contract/consents.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { agreedLines } from '../../../parts/agreed-lines.ts';
import { WithdrawDialog, type Withdrawing } from '../../../parts/WithdrawDialog.tsx';
import { api, q } from '../../../rpc.ts';
import { notify } from '../../../ui/toast.tsx';

const counting: ReadonlySet<string> = new Set(['agreed', 'agreed-with-limits', 'partly-withdrawn']);

/** The patient says stop in the midst of the visit: it reaches every consent that still counts for them. */
export function StopButton({ patientId }: { patientId: string }) {
  const { t } = useTranslation(['treatments', 'consents']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const mayWithdraw = useMay('consents.withdraw') === true;
  const [records, setRecords] = useState<readonly ConsentRecord[] | null>(null);
  const [busy, setBusy] = useState(false);
  if (!mayWithdraw) return null;
  const begin = async () => {
    setBusy(true);
    try {
      const all = await api.consents.ofPatient({ patientId });
      const running = all.filter(({ status }) => counting.has(status));
      if (running.length === 0) notify({ text: t('word.nothingCounts') });
      else setRecords(await Promise.all(running.map(({ id }) => api.consents.open({ id }))));
    } catch (error) {
      const { text, incident } = trouble(error);
      notify({ text, tone: 'bad', incident });
    } finally {
      setBusy(false);
    }
  };
  const withdraw = async (input: Withdrawing) => {
    await api.consents.withdrawAll({ patientId, ...input });
    notify({ text: t('consents:withdraw.done') });
    for (const topic of [q.treatments, q.consents, q.register])
      void cache.invalidateQueries({ queryKey: topic.key() });
  };
  const lines = new Map((records ?? []).flatMap(agreedLines).map((line) => [line.lineId, line]));
  return (
    <>
      <Button
        size="xs"
        variant="default"
        color="red"
        leftSection={<IconHandStop size={14} />}
        loading={busy}
        onClick={() => void begin()}
      >
        {t('word.stop')}
      </Button>
      {records !== null && (
        <WithdrawDialog lines={[...lines.values()]} onWithdraw={withdraw} onClose={() => setRecords(null)} />
      )}
    </>
  );
}

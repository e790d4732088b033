import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { useMay, useSitting, useTrouble } from '../../../desk.ts';
import { api } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notify } from '../../../ui/toast.tsx';

interface TakeOverProps {
  session: TreatmentSession;
  settle: () => Promise<number>;
  onTaken: (version: number) => void;
}

/** For a colleague who goes on with the treatment: the draft becomes theirs to sign. */
export function TakeOver({ session, settle, onTaken }: TakeOverProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const { userId } = useSitting();
  const maySign = useMay('notes.sign') === true;
  const [asking, setAsking] = useState(false);
  if (!maySign || session.practitionerId === userId || session.status !== 'draft') return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('takeover.do')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('takeover.title')}
        confirmLabel={t('takeover.do').replace('…', '')}
        reason={{ label: t('takeover.reason') }}
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => {
          try {
            const { version } = await api.treatments.takeOver({
              ...{ id: session.id, version: await settle(), reason },
            });
            notify({ text: t('takeover.done') });
            onTaken(version);
          } catch (error) {
            notify({ text: trouble(error).text, tone: 'bad' });
            throw error;
          }
        }}
      >
        {t('takeover.how', { name: session.practitionerName })}
      </ConfirmDialog>
    </>
  );
}

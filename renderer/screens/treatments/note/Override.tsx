import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../../../shared/contract/index.ts';
import type { AdministrationInput } from '../../../../shared/contract/administration.ts';
import { useTrouble, type Trouble } from '../../../desk.ts';
import { api } from '../../../rpc.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';

interface OverrideProps {
  sessionId: string;
  giving?: Inputs['treatments']['overrideGrants']['giving'];
  /** The lack is written down as gone against: try again. */
  onOpened: () => void;
}

/** Where a grant is lacking and there is nobody else: goes on, with a reason that stands in the note. */
export function Override({ sessionId, giving, onOpened }: OverrideProps) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" size="xs" onClick={() => setAsking(true)}>
        {t('override.do')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('override.title')}
        confirmLabel={t('override.confirm')}
        tone="danger"
        reason={{ label: t('override.reason') }}
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => {
          try {
            await api.treatments.overrideGrants({ id: sessionId, reason, ...(giving && { giving }) });
            notify({ text: t('override.done') });
            onOpened();
          } catch (error) {
            notify({ text: trouble(error).text, tone: 'bad' });
            throw error;
          }
        }}
      >
        {t('override.how')}
      </ConfirmDialog>
    </>
  );
}

/** Why the injection was not written down, and where it is for want of a grant, the way on in an emergency. */
export function GivingRefused({
  refused: { text, incident, refusal },
  sessionId,
  input,
  onOpened,
}: {
  refused: Trouble;
  sessionId: string;
  input: AdministrationInput | null;
  onOpened: () => void;
}) {
  return (
    <Notice tone="bad" title={text} live>
      {incident}
      {refusal?.code === 'CREDENTIAL_MISSING' && input !== null && (
        <Override
          sessionId={sessionId}
          giving={{
            blockId: input.blockId,
            siteIds: input.sites.map(({ siteId }) => siteId),
            substanceIds: input.parts.map(({ substanceId }) => substanceId),
          }}
          onOpened={onOpened}
        />
      )}
    </Notice>
  );
}

import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLine } from '../../shared/contract/patients.ts';
import { WishDialog } from './WishDialog.tsx';

interface WishButtonProps {
  patient: PatientLine;
  start?: { typeId?: string; practitionerIds?: readonly string[]; from?: string };
  quiet?: boolean;
}

/** Puts this patient on the wait list, with what is known of the wish so far. */
export function WishButton({ patient, start = {}, quiet = false }: WishButtonProps) {
  const { t } = useTranslation('waiting');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant={quiet ? 'subtle' : 'default'}
        leftSection={<IconHourglass size={16} />}
        onClick={() => setAsking(true)}
      >
        {t('putOn')}
      </Button>
      {asking && <WishDialog patient={patient} start={start} onClose={() => setAsking(false)} />}
    </>
  );
}

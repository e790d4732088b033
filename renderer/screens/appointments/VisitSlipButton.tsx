import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** What the patient has booked, on paper to take home. */
export function VisitSlipButton({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const params = { kind: 'appointment-slip', id: patientId };
  return (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconPrinter size={15} />}
      onClick={() => void navigate({ to: '/papers/$kind/$id', params })}
    >
      {t('print.slip')}
    </Button>
  );
}

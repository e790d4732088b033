import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../shared/contract/treatments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { useMay } from '../../desk.ts';
import { q } from '../../rpc.ts';

/** The treatment is signed: opens its visit in the book with the times for the next one. */
export function RebookButton({ session }: { session: SessionView['session'] }) {
  const { t } = useTranslation('treatments');
  const navigate = useNavigate();
  const mayWrite = useMay('appointments.write') === true;
  const zone = useQuery(q.practice.overview.queryOptions()).data?.profile.zone;
  const { appointmentId, startedAt, status } = session;
  const signed = status === 'signed' || status === 'amended';
  if (!mayWrite || !signed || appointmentId === null || zone === undefined) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconCalendarPlus size={16} />}
      onClick={() =>
        void navigate({
          to: '/day/{-$date}',
          params: { date: dateAt(startedAt, zone) },
          search: { appointment: appointmentId, rebook: true },
        })
      }
    >
      {t('head.rebook')}
    </Button>
  );
}

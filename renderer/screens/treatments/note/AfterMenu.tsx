import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { useMay } from '../../../desk.ts';
import { EventDialog } from '../../../parts/EventDialog.tsx';

interface AfterMenuProps {
  session: TreatmentSession;
  settle: () => Promise<unknown>;
}

/** What comes after a visit: the sheet to take home, and an event to report, on a locked note too. */
export function AfterMenu({ session, settle }: AfterMenuProps) {
  const { t } = useTranslation('events');
  const navigate = useNavigate();
  const mayPrint = useMay('documents.print') === true;
  const mayReport = useMay('notes.write') === true;
  const [reporting, setReporting] = useState(false);
  if (!mayPrint && !mayReport) return null;
  const aftercare = async () => {
    await settle();
    await navigate({ to: '/papers/$kind/$id', params: { kind: 'aftercare', id: session.id } });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            {t('menu.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayPrint && session.kind === 'visit' && (
            <Menu.Item onClick={() => void aftercare()}>{t('menu.aftercare')}</Menu.Item>
          )}
          {mayReport && (
            <Menu.Item color="red" onClick={() => setReporting(true)}>
              {t('report')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {reporting && (
        <EventDialog
          patientId={session.patientId}
          courseId={session.courseId}
          sessionId={session.id}
          onClose={() => setReporting(false)}
        />
      )}
    </>
  );
}

import { Button, Menu } from '@mantine/core';
import { IconAddressBook, IconCalendarEvent, IconFolder, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The papers that the desk hands out or sticks on, as against the archive of what was signed. */
export function PrintMenu({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const labels = (what: string) => void navigate({ to: '/labels', search: { patients: patientId, what } });
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size={16} />}>
          {t('act.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCalendarEvent size={16} />}
          onClick={() =>
            void navigate({ to: '/papers/$kind/$id', params: { kind: 'appointment-slip', id: patientId } })
          }
        >
          {t('print.slip')}
        </Menu.Item>
        <Menu.Item leftSection={<IconAddressBook size={16} />} onClick={() => labels('address')}>
          {t('print.address')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolder size={16} />} onClick={() => labels('file')}>
          {t('print.file')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSitting } from '../desk.ts';
import { leave } from '../leave.ts';
import css from './app.module.css';

const schemes = [
  { value: 'light', icon: <IconSun size={16} /> },
  { value: 'dark', icon: <IconMoon size={16} /> },
  { value: 'auto', icon: <IconDeviceDesktop size={16} /> },
] as const;

export function UserMenu({ onLock, onHelp }: { onLock: () => void; onHelp: () => void }) {
  const { t } = useTranslation('app');
  const sitting = useSitting();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <button type="button" className={css['user']}>
          <span className={css['initials']} aria-hidden>
            {sitting.displayName
              .split(/\s+/)
              .map((part) => part[0])
              .join('')
              .slice(0, 2)}
          </span>
          <span className={css['userName']}>{sitting.displayName}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{sitting.roles.map((role) => t(`roles.${role}`)).join(', ')}</Menu.Label>
        <Menu.Item leftSection={<IconLock size={16} />} onClick={onLock}>
          {t('user.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {t('user.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('user.scheme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
        >
          {schemes.map(({ value, icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={icon}>
              {t(`user.schemes.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

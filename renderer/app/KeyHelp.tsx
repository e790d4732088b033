import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKnownShortcuts } from '../ui/shortcuts.tsx';
import { KeyHint } from '../ui/Tag.tsx';
import css from './app.module.css';

/** Every key that works on the page that is open, read from the page itself. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['app', 'ui']);
  const known = useKnownShortcuts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      size={420}
    >
      <dl className={css['keys']}>
        {known.map(({ keys, label }) => (
          <div key={keys} className={css['keyRow']}>
            <dt>{label}</dt>
            <dd>
              <KeyHint keys={keys.split('+')} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

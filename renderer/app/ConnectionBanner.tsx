import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../rpc.ts';
import css from './app.module.css';

export function ConnectionBanner() {
  const { t } = useTranslation('app');
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return (
    <div role="status" className={css['bannerHolder']}>
      {state === 'lost' && (
        <div className={css['banner']} data-tone="bad">
          {t('banner.lost')}
        </div>
      )}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { EmptyState } from '../ui/States.tsx';

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <Page narrow>
      <EmptyState
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={<Link to="/day/{-$date}">{t('notFound.action')}</Link>}
      />
    </Page>
  );
}

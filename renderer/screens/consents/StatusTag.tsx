import { useTranslation } from 'react-i18next';
import type { ConsentStatus } from '../../../shared/contract/consents.ts';
import { StatusBadge, type Status } from '../../ui/Tag.tsx';

const shapes: Record<ConsentStatus, Status> = {
  draft: 'empty',
  explained: 'half',
  agreed: 'done',
  'agreed-with-limits': 'alert',
  refused: 'stop',
  'partly-withdrawn': 'alert',
  withdrawn: 'stop',
  expired: 'skip',
  superseded: 'skip',
  invalidated: 'alert',
};

export function StatusTag({ status }: { status: ConsentStatus }) {
  const { t } = useTranslation('consents');
  return <StatusBadge status={shapes[status]}>{t(`status.${status}`)}</StatusBadge>;
}

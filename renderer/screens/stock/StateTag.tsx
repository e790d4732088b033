import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import { Tag } from '../../ui/Tag.tsx';

/** Whether it can be given, and whether the clinic entered it itself. */
export function StateTag({ substance }: { substance: Substance }) {
  const { t } = useTranslation('stock');
  const { own, standing, placeholder } = substance;
  if (own !== undefined)
    return <Tag tone={own.approved ? 'info' : 'warn'}>{t(own.approved ? 'own.isOwn' : 'own.waits')}</Tag>;
  if (placeholder === true) return <Tag>{t('own.room')}</Tag>;
  return standing?.injectable === false ? <Tag tone="warn">{t('catalogue.off')}</Tag> : null;
}

import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A modal whose closing button has a name for those who cannot see its cross. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation('ui');
  return <Modal closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}

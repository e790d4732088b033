import { Modal } from '@mantine/core';
import { PdfPreview, type PdfPreviewProps } from './PdfPreview.tsx';
import css from './PdfPreview.module.css';

export interface PaperDialogProps extends Omit<PdfPreviewProps, 'onClose' | 'title'> {
  opened: boolean;
  title: string;
  onClose: () => void;
}

/** A paper over the whole window; Escape closes. */
export function PaperDialog({ opened, onClose, ...preview }: PaperDialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      fullScreen
      lockScroll={false}
      transitionProps={{ duration: 90 }}
    >
      <Modal.Content aria-label={preview.title} className={css['window'] ?? ''}>
        <Modal.Body className={css['windowBody'] ?? ''}>
          <PdfPreview {...preview} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

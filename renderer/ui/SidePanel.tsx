import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './SidePanel.module.css';

export interface SidePanelProps {
  /** Names the region for a screen reader. */
  label: string;
  title: ReactNode;
  subtitle?: ReactNode;
  tags?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Stays in sight under the scrolling part. */
  footer?: ReactNode;
}

/** Beside the page where there is room, over it where there is not; never modal, so the page stays usable. */
export function SidePanel({ label, title, subtitle, tags, onClose, children, footer }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    root.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  return (
    <aside ref={root} className={css['panel']} aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className={css['head']}>
        <div className={css['headings']}>
          <h2 className={css['title']}>{title}</h2>
          {subtitle && <div className={css['subtitle']}>{subtitle}</div>}
          {tags && <div className={css['tags']}>{tags}</div>}
        </div>
        <ActionIcon aria-label={t('close')} onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </div>
      <div className={css['body']}>{children}</div>
      {footer && <div className={css['footer']}>{footer}</div>}
    </aside>
  );
}

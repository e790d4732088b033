import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftStatus } from '../../ui/draft.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { SessionDraft } from './use-session.ts';
import css from './treatments.module.css';

interface SignBarProps {
  draft: SessionDraft;
  /** Refused and unanswered things. */
  open: number;
  refused: string | null;
  busy: boolean;
  onShow: () => void;
  onSign?: () => void;
  children?: ReactNode;
}

/** Always in sight: whether the note is saved, what still stands against signing, and the signature. */
export function SignBar({ draft, open, refused, busy, onShow, onSign, children }: SignBarProps) {
  const { t } = useTranslation('treatments');
  return (
    <div className={css['bar']}>
      <span className={css['barStatus']}>
        <DraftStatus status={draft.state} savedAt={draft.savedAt} />
      </span>
      {refused !== null && <Tag tone="bad">{refused}</Tag>}
      {open > 0 && (
        <Button variant="subtle" onClick={onShow}>
          {t('sign.open', { count: open })}
        </Button>
      )}
      {children}
      {onSign !== undefined && (
        <Button leftSection={<IconLock size={16} />} onClick={onSign} loading={busy}>
          {t('sign.sign')}
        </Button>
      )}
    </div>
  );
}
